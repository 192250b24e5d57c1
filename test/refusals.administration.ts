import { readFileSync } from 'node:fs';
import type { Refusal } from './refusals.rows.js';

const NATIONAL = readFileSync(new URL('../libs/procedure/packs/CN-2022.yaml', import.meta.url), 'utf8');

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
    title: 'takes no calendar from a security administrator',
    as: 'security',
    query: 'mutation ($input: ProposeCalendarYearInput!) { proposeCalendarYear(input: $input) { law { lawId } } }',
    variables: () => ({ input: { year: 2031, days: [], source: '通知' } }),
    code: 'ADMIN_ROLE_NEEDED',
    kind: 'FORBIDDEN',
  },
  {
    title: 'takes no day of another year',
    as: 'sysadmin',
    query: 'mutation ($input: ProposeCalendarYearInput!) { proposeCalendarYear(input: $input) { law { lawId } } }',
    variables: () => ({ input: { year: 2031, days: [{ day: '2032-01-01', kind: 'off', festival: '元旦' }], source: '通知' } }),
    code: 'CALENDAR_DAY_OUTSIDE_YEAR',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'takes no day twice',
    as: 'sysadmin',
    query: 'mutation ($input: ProposeCalendarYearInput!) { proposeCalendarYear(input: $input) { law { lawId } } }',
    variables: () => ({
      input: { year: 2031, days: Array.from({ length: 2 }, () => ({ day: '2031-01-01', kind: 'off', festival: '元旦' })), source: '通知' },
    }),
    code: 'CALENDAR_DAY_TWICE',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'takes no weekday as a day of work made up',
    as: 'sysadmin',
    query: 'mutation ($input: ProposeCalendarYearInput!) { proposeCalendarYear(input: $input) { law { lawId } } }',
    variables: () => ({ input: { year: 2031, days: [{ day: '2031-01-06', kind: 'work', festival: '元旦' }], source: '通知' } }),
    code: 'CALENDAR_DAY_AS_EVER',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'takes no pack that is published like that already',
    as: 'sysadmin',
    query: 'mutation ($input: ProposePackInput!) { proposePack(input: $input) { law { lawId } } }',
    variables: () => ({ input: { yaml: NATIONAL } }),
    code: 'LAW_SAME_AS_PUBLISHED',
    kind: 'CONFLICT',
  },
  {
    title: 'takes no changed pack under its old revision',
    as: 'sysadmin',
    query: 'mutation ($input: ProposePackInput!) { proposePack(input: $input) { law { lawId } } }',
    variables: () => ({ input: { yaml: NATIONAL.replace(/^title: .*$/m, 'title: 改动') } }),
    code: 'LAW_REVISION_NOT_HIGHER',
    kind: 'CONFLICT',
  },
  {
    title: 'takes no pack that lengthens a term',
    as: 'sysadmin',
    query: 'mutation ($input: ProposePackInput!) { proposePack(input: $input) { law { lawId } } }',
    variables: () => ({
      input: {
        yaml: "id: CN-99\nrevision: 1\ntitle: 规则\njurisdiction: '99'\nbase: CN-2022\ninForceFrom: '2024-01-01'\ninForceTo: null\nvalidity: verified\nsource: 条例\nterms:\n  ROUTE:\n    length: { days: 90, unit: day, source: 条例 8, mark: verified }\n",
      },
    }),
    code: 'PACK_OVERREACHES',
    kind: 'RULE_BROKEN',
    source: '条例',
  },
  {
    title: 'decides no proposal that is not there',
    as: 'security',
    query: 'mutation ($input: ConfirmLawProposalInput!) { confirmLawProposal(input: $input) { id } }',
    variables: () => ({ input: { id: '01900000-0000-7000-8000-000000000001' } }),
    code: 'LAW_PROPOSAL_UNKNOWN',
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
