import type { Exit, Relation } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import type { ServedPaper } from '../../../src/domain/closing/closing.js';
import type { Staff } from '../../../src/domain/handling/recusal.js';
import type { ClockFact, Decision, Given, Paper, PetitionState, Delivery } from '../../../src/domain/petition.js';
import type { IssuedPaper } from '../../../src/domain/papers/delivery.js';
import { type CaseRecord, newRecord } from '../../../src/domain/records.js';
import { PETITIONERS, REQUESTS, id } from '../../builders.js';
import { OFFICERS, PLACES } from '../officers.js';
import type { Ended, Model, What } from '../state.js';

/** What the staff has prepared of a letter that holds a claim and a report. */
export const PREPARED: CaseRecord<'split'> = newRecord({
  id: id('c', 1),
  kind: 'split',
  state: 'prepared',
  on: '2019-01-01',
  data: { kinds: ['CLAIM', 'REPORT'], reason: null },
});

export const HEIR = id('s', 7);

/** The desk has entered that the first petitioner died before the petition came, and who carries on. */
export const endedBefore = (received: Day, finding: Ended): CaseRecord<'succession'> =>
  newRecord({
    id: id('c', 2),
    kind: 'succession',
    state: 'recorded',
    on: received,
    data: {
      petitionerId: PETITIONERS[0] ?? '',
      cause: 'DIED',
      endedOn: '2019-01-01',
      finding,
      successorIds: finding === 'FOUND' ? [HEIR] : [],
    },
  });

export const CHANNELS: Record<Exit, string | null> = {
  '31(1)': 'administrative_litigation',
  '31(2)': 'labour_arbitration',
  '31(3)': 'party_member_appeal',
  '31(4)': 'administrative_reconsideration',
  '31(5)': 'statutory_duty',
  '31(6)': null,
};

export interface PaperKept {
  readonly paper: Paper;
  readonly voidedOn: Day | null;
  readonly deliveries: readonly Delivery[];
}

/** What calls read of the case. */
export interface CaseFile {
  readonly state: PetitionState;
  readonly clocks: readonly ClockFact[];
  readonly papers: ReadonlyMap<string, PaperKept>;
  readonly relations: readonly { readonly subject: string; readonly relation: Relation }[];
  served(): ServedPaper[];
  issued(documentId: string | null): IssuedPaper | null;
}

export const staff = ({ state }: CaseFile): Staff => ({
  path: PLACES.find((one) => one.id === state.organId)?.path ?? [],
  officers: OFFICERS.flatMap(({ id: personId, roles, organ }) =>
    organ?.id === state.organId ? roles.map((role) => ({ personId, role })) : [],
  ),
});

export interface Setting {
  readonly world: CaseFile;
  readonly flaw: readonly string[] | null;
}
/** A code that the rule has to refuse with, or several of which one does. */
type Flaw = string | readonly string[];
/** The rule called with an input; `flaws`: what may be made wrong in that input, whatever the matter. */
export interface Call {
  (given: Given, what: What, setting: Setting): Decision;
  readonly flaws?: readonly Flaw[] | ((m: Model, what: What) => readonly Flaw[]);
}
export const flawed = (flaws: NonNullable<Call['flaws']>, call: Call): Call => Object.assign(call, { flaws });

export const paper = ({ id: documentId, n }: What) => ({ documentId, number: `文〔2025〕${n}号` });
export const has = ({ flaw }: Setting, code: string): boolean => flaw?.includes(code) ?? false;
/** Sent by the register of papers, unless that is what is wrong. */
export const sent = (setting: Setting) =>
  has(setting, 'DISPATCH_WAY_UNKNOWN') ? { way: 'pigeon', proof: null } : { way: null, proof: null };
export const text = (setting: Setting): string =>
  has(setting, 'TEXT_MISSING') ? ' ' : has(setting, 'PLEDGE_NOT_TO_PETITION') ? '今后不再上访' : '经核对属实';
export const answers = (setting: Setting, { outcomes }: What) => [
  ...outcomes.map((outcome, index) => ({ id: REQUESTS[index] ?? '', outcome, answer: '答复', basis: ['依据'] })),
  ...(has(setting, 'OPINION_REQUEST_TWICE') ? [{ id: REQUESTS[0] ?? '', outcome: 'supported', answer: '答复', basis: ['依据'] }] : []),
];

export const recordId = (found: CaseRecord | null | undefined): string => found?.id ?? id('q');
