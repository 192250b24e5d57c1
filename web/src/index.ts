export type { GraphReply, PageParts } from './parts.js';
export { servePages } from './serve.js';
