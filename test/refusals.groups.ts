import type { Refusal, Stock } from './refusals.table.js';

const act = (name: string, fields = 'id') =>
  `mutation Act($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${fields} } }`;
const on =
  (petition: keyof Stock, more: (stock: Stock) => Record<string, unknown> = () => ({})) =>
  (stock: Stock) => ({ input: { petitionId: stock[petition], ...more(stock) } });
const NOBODY = '01900000-0000-7000-8000-000000000001';
const joining =
  (...joined: (keyof Stock)[]) =>
  (stock: Stock) => ({ joined: joined.map((petition) => ({ petitionId: stock[petition] })), reason: '同一问题' });
const part = { kind: 'CLAIM', summary: '检修路灯', text: '路灯不亮。', requests: [{ text: '检修' }] };

/** What acts on matters that go together, or on a letter that falls apart, refuse. */
export const groupRefusals: readonly Refusal[] = [
  {
    title: 'merges nothing with nothing',
    as: 'handler.housing',
    query: act('mergePetitions'),
    variables: on('accepted', joining()),
    code: 'MERGE_MEMBERS_UNFIT',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'merges no matters of different steps',
    as: 'handler.housing',
    query: act('mergePetitions'),
    variables: on('accepted', joining('received')),
    code: 'MERGE_OTHER_STEP',
    kind: 'RULE_BROKEN',
    source: '并案',
  },
  {
    title: 'merges nothing with a matter that is answered',
    as: 'handler.housing',
    query: act('mergePetitions'),
    variables: on('accepted', joining('issued')),
    code: 'ACT_NOT_IN_STAGE',
    kind: 'RULE_BROKEN',
    source: '并案',
  },
  {
    title: 'merges nothing that the officer may not see',
    as: 'handler.housing',
    query: act('mergePetitions'),
    variables: on('accepted', joining('registered')),
    code: 'PETITION_NOT_FOUND',
    kind: 'NOT_FOUND',
  },
  {
    title: 'lets no handler confirm a merge',
    as: 'handler.housing',
    query: act('confirmMerge'),
    variables: on('accepted', () => ({ mergeId: NOBODY })),
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'confirms no merge that nobody proposed',
    as: 'checker.housing',
    query: act('confirmMerge'),
    variables: on('accepted', () => ({ mergeId: NOBODY })),
    code: 'MERGE_NOT_FOUND',
    kind: 'NOT_FOUND',
  },
  {
    title: 'takes nothing apart that was not merged',
    as: 'handler.housing',
    query: act('unmergePetitions'),
    variables: on('accepted', () => ({ mergeId: NOBODY, reason: '诉求不同' })),
    code: 'UNMERGE_NOT_MERGED',
    kind: 'NOT_FOUND',
  },
  {
    title: 'splits no letter whose parts nobody prepared',
    as: 'dispatcher.city',
    query: act('splitPetition'),
    variables: on('registered', () => ({ splitId: NOBODY, reason: '一信多事' })),
    code: 'SPLIT_NOT_PREPARED',
    kind: 'NOT_FOUND',
    source: '分件',
  },
  {
    title: 'splits no letter that was sent on',
    as: 'dispatcher.city',
    query: act('splitPetition'),
    variables: on('received', () => ({ splitId: NOBODY, reason: '一信多事' })),
    code: 'ACT_NOT_IN_STAGE',
    kind: 'RULE_BROKEN',
    source: '分件',
  },
  {
    title: 'prepares no split into a single part',
    as: 'registrar.city',
    query: act('prepareSplit'),
    variables: on('registered', () => ({ parts: [part] })),
    code: 'SPLIT_PARTS_UNFIT',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'prepares no split of a letter that was sent on',
    as: 'registrar.city',
    query: act('prepareSplit'),
    variables: on('received', () => ({ parts: [part, part] })),
    code: 'SPLIT_TOO_LATE',
    kind: 'RULE_BROKEN',
    source: '分件',
  },
  {
    title: 'shows no link without a purpose',
    as: 'registrar.city',
    query: act('openSplit', 'number'),
    variables: on('registered', () => ({ purpose: '看' })),
    code: 'OPENING_PURPOSE_MISSING',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'shows no link where nothing was split',
    as: 'registrar.city',
    query: act('openSplit', 'number'),
    variables: on('registered', () => ({ purpose: '告知信访人编号' })),
    code: 'SPLIT_UNKNOWN',
    kind: 'NOT_FOUND',
  },
  {
    title: 'compares with no matter that the officer may not see',
    as: 'handler.housing',
    query: act('compareRefiling'),
    variables: on('received', () => ({
      earlierNumber: '990100-20200101-000001',
      opinions: [{ number: '明政复核〔2020〕1号', servedOn: '2020-06-01' }],
      same: true,
      reason: '事实和理由相同',
    })),
    code: 'REFILING_EARLIER_NOT_FOUND',
    kind: 'NOT_FOUND',
    source: '36',
  },
];
