export { AUDIT_NAMES, AUDIT_RIGHT, auditGraph, type AuditNames, type AuditRight } from './graph.js';
export { headsFile, headsOf } from './heads.js';
export { insertLine, lineOf, lineValues, type Details, type Line } from './line.js';
export { AuditLog, keepReceipts, writeLine } from './log.js';
export { auditMigrations } from './migrations.js';
export { AuditSealer, headsFolders } from './sealer.js';
export { FAULTS, verifyChain, type ChainReport, type Fault } from './verify.js';
