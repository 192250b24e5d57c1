export { CONTENT_CLASSES, contentClassName, type ContentClass } from './content-class.js';
export * from './file-types.js';
export { FILING_LIMITS } from './filing-limits.js';
export * from './message-kinds.js';
export * from './names.js';
export { HAN_DIGITS, citation, cited, citedIn, han } from './citation.js';
export { waitWords } from './wait.js';
export { isTelephone } from './telephone.js';
