export { DomainError, defineErrors, errorCatalogue, isDomainError } from './domain-error.js';
export type { ErrorKind } from './domain-error.js';
