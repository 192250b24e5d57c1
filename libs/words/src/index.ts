export * from './file-types.js';
export * from './names.js';
export { HAN_DIGITS, citation, cited, citedIn, han } from './citation.js';
export { waitWords } from './wait.js';
export { isTelephone } from './telephone.js';
