export { idsIn, parseBody } from './body.js';
export type { PaperBody } from './body.js';
export type { Facts, KnownPetitioner, Person } from './facts.js';
export { contentLines, personalFields, renderPaper, renderReceipts } from './render.js';
export type { Rendering } from './render.js';
export type { ServedReceipt } from './layouts.js';
export { SEALED } from './values.js';
