export { LIST_COLUMNS, LIST_ORDERS, type ListColumn } from './columns.js';
export { filterError } from './filters.errors.js';
export { canonicalFilter, formatFilter, parseFilter, type Names } from './language.js';
export { FILTER_FIELDS, type BoardFilter, type FilterField, type Filters, type List, type PetitionFilter } from './lists.js';
