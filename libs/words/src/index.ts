export { HAN_DIGITS, citation, cited, citedIn, han } from './citation.js';
export * from './names.js';
