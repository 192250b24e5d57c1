export { FOUND_NAMES, findAll, findIdentifiers, findPersons, type Found, type FoundKind, type Known } from './identifiers.js';
export { MASK, cut, redacted, type Stretch } from './cut.js';
