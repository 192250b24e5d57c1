export type { GraphReply, PageParts } from './parts.js';
export { onBadAddress, servePages } from './serve.js';
