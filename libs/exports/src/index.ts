export { exportError } from './exports.errors.js';
export { ExportFields, ExportInputFields, exportView } from './exports.graph.js';
export { exportProviders } from './providers.js';
export { Exports, type ExportRow, type ExportSource, type ExportWish } from './exports.js';
export { FORMATS, sheetOf } from './sheet.js';
export type { Cell, Row, Sheet } from './table.js';
export { exportTable } from './table.js';
