export { exportError } from './exports.errors.js';
export { ExportFields, ExportInputFields, exportView } from './exports.graph.js';
export { Exports, type ExportRow, type ExportSource, type ExportWish } from './exports.js';
export { FORMATS, sheetOf, type Cell, type Row, type Sheet } from './sheet.js';
export { exportTable } from './table.js';
