import type { Refusal } from './refusals.table.js';

/** Refusals of the administration of a node. */
export const administrationRefusals: readonly Refusal[] = [
  {
    title: 'gives the list of people to nobody who has no use for it',
    as: 'handler.housing',
    query: '{ people { edges { node { name } } } }',
    code: 'PEOPLE_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'knows nobody of another office',
    as: 'head.housing',
    query: 'query ($id: ID!) { person(id: $id) { name } }',
    variables: (stock) => ({ id: stock.labour }),
    code: 'PERSON_NOT_FOUND',
    kind: 'NOT_FOUND',
  },
];
