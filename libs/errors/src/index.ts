export { DomainError, defineErrors, errorCatalogue, isDomainError, placed, withField } from './domain-error.js';
export type { ErrorKind } from './domain-error.js';
export { textRules } from './texts.js';
