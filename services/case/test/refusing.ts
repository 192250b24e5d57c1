import type { LowerOrgan, MatterInHand, RefusalFacts, Refuse } from '../src/domain/exits/refusal.js';
import type { Given, PetitionState } from '../src/domain/petition.js';
import type { CaseRecord } from '../src/domain/records.js';
import { BUREAU, PERSON, aPetition, given, id } from './builders.js';

export const BELOW: LowerOrgan = { organId: id('w'), name: '东湖区住房和城乡建设局', below: true };
export const BESIDE: LowerOrgan = { ...BELOW, name: '清江市住房和城乡建设局', below: false };
export const inHand = (change: Partial<MatterInHand> = {}): MatterInHand => ({
  petitionId: id('u'),
  number: '990102-20250203-000009',
  organ: BELOW,
  until: '2025-04-10',
  ...change,
});
export const facts = (change: Partial<RefusalFacts> = {}): RefusalFacts => ({ matter: null, lowerOrgan: null, rereview: null, ...change });
export const comparison = {
  id: id('m'),
  kind: 'refilingComparison',
  state: 'same',
  on: '2025-03-05',
  byPersonId: PERSON.checker,
  data: {},
} as unknown as CaseRecord<'refilingComparison'>;

/** Found the same as the matter in hand, and with a petitioner in common. */
export const inHandCompared = (data: object = {}, state = 'same') =>
  ({
    ...comparison,
    id: id('m', 2),
    state,
    data: { earlierId: id('u'), inHand: true, commonPetitioner: true, ...data },
  }) as unknown as CaseRecord<'refilingComparison'>;

export const command = (ground: string, change: Partial<Refuse> = {}): Refuse => ({
  recordId: id('n', 1),
  ground,
  reason: '经核对属该情形',
  instead: null,
  insteadDeadline: '以该机关告知为准',
  rereviewFileId: null,
  channelId: null,
  matterNumber: null,
  earlier: [],
  help: null,
  ...change,
});

export const bureau = (change: Partial<PetitionState> = {}): PetitionState =>
  aPetition({
    stage: 'registered',
    organId: BUREAU.id,
    organKind: 'petition_bureau',
    senderId: null,
    records: [inHandCompared()],
    ...change,
  });
export const atOrgan = (change: Partial<PetitionState> = {}): PetitionState => aPetition({ records: [inHandCompared()], ...change });
export const earlier = (servedOn: string) => [{ number: '明住建信访〔2018〕3号', servedOn }];

/** The day of a refusal by each pack. */
export const DAY = { 'CN-2022': '2025-03-10', 'CN-2005': '2019-03-11' } as const;
/** On the day of the pack, by the bureau or by the organ. */
export const by = ({ at, pack }: { readonly at: 'bureau' | 'organ'; readonly pack: keyof typeof DAY }, state: PetitionState): Given =>
  given(state, DAY[pack], at === 'bureau' ? { by: PERSON.dispatcher, organ: BUREAU, role: 'DISPATCHER' } : {});
