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
  {
    title: 'shows held messages to nobody but a system administrator',
    as: 'security',
    query: '{ heldMessages { id } }',
    code: 'ADMIN_ROLE_NEEDED',
    kind: 'FORBIDDEN',
  },
  {
    title: 'lets nobody else skip one',
    as: 'dispatcher.city',
    query: 'mutation ($input: SkipHeldMessageInput!) { skipHeldMessageInCase(input: $input) { id } }',
    variables: () => ({ input: { id: '1', reason: '已另行处理' } }),
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'replays no message that is not held',
    as: 'sysadmin',
    query: 'mutation ($input: ReplayHeldMessageInput!) { replayHeldMessageInIntake(input: $input) { id } }',
    variables: () => ({ input: { id: '1' } }),
    code: 'HELD_NOT_FOUND',
    kind: 'NOT_FOUND',
  },
  {
    title: 'skips no message without a reason in words',
    as: 'sysadmin',
    query: 'mutation ($input: SkipHeldMessageInput!) { skipHeldMessageInCase(input: $input) { id } }',
    variables: () => ({ input: { id: '1', reason: '无' } }),
    code: 'HELD_REASON_MISSING',
    kind: 'INVALID_INPUT',
  },
];
