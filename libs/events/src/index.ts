export * from './act.js';
export * from './course.js';
export * from './envelope.js';
export * from './define.js';
export * from './directory.events.js';
export * from './petition.events.js';
export * from './case.events.js';
export * from './case.catalogue.js';
