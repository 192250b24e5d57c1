import type { Channel, OrganKind, Role } from '@sunshine/events';
import { dueDate, nationalCalendar, nationalPacks, packInForce, type Day, type Span, type Term } from '@sunshine/procedure';
import { actOnDay } from '@sunshine/testing';
import { registered, type Registration } from '../src/domain/opening.js';
import { newRecord, type CaseRecord } from '../src/domain/records.js';
import type { Inquiry } from '../src/domain/handling/handling.records.js';
import type {
  ActLaw,
  CaseAct,
  ClockFact,
  ClockMove,
  Decision,
  Extension,
  Given,
  Opinion,
  Organ,
  PetitionState,
} from '../src/domain/petition.js';

/** A made-up id that reads as what it stands for: `id('a', 1)`. */
export const id = (letter: string, n = 1): string =>
  `0190a0b0-0000-7000-8${letter.charCodeAt(0).toString(16).padStart(3, '0')}-${String(n).padStart(12, '0')}`;

const anOrgan = (letter: string, kind: Organ['kind'], name: string, shortName: string): Organ => ({
  id: id(letter),
  kind,
  name,
  shortName,
  closedOn: null,
  contactPhone: '0000-8800000',
});
export const BUREAU = anOrgan('b', 'petition_bureau', '明川市信访局', '明信');
export const HOUSING = anOrgan('h', 'department', '明川市住房和城乡建设局', '明住建');
export const COURT = anOrgan('c', 'court', '明川市人民法院', '明法');
export const DISCIPLINE = anOrgan('d', 'discipline', '明川市纪委监委', '明纪');
export const COUNTY_BUREAU = anOrgan('o', 'petition_bureau', '东湖区信访局', '东信');

export const PERSON = {
  handler: id('p', 1),
  checker: id('p', 2),
  issuer: id('p', 3),
  head: id('p', 4),
  dispatcher: id('p', 5),
  auditor: id('p', 6),
};
export const REQUESTS = [id('q', 1), id('q', 2)];
export const PETITIONERS = [id('s', 1), id('s', 2)];

export const law: ActLaw = {
  packOn: (day) => packInForce(nationalPacks(), '990100', day),
  packOf: (hash) => nationalPacks().find((pack) => pack.hash === hash)!,
  calendar: nationalCalendar(),
};

/** A registration as intake of this release can send it. */
export type SentRegistration = Registration & { readonly channel: Channel; readonly organKind: OrganKind };

export const aRegistration = (change: Partial<SentRegistration> = {}): SentRegistration => ({
  petitionId: id('z'),
  number: '990100-20250303-000001',
  kind: 'CLAIM',
  channel: 'LETTER',
  division: '990100',
  receivedOn: '2025-03-03',
  registeredOn: '2025-03-03',
  organId: BUREAU.id,
  organKind: 'petition_bureau',
  addressUnclear: false,
  requestIds: REQUESTS,
  petitionerIds: PETITIONERS,
  accusedIds: [],
  accusedInWords: 0,
  ...change,
});

/** A petition that housing received on 2025-03-03 from the bureau. */
export const aPetition = (change: Partial<PetitionState> = {}): PetitionState => ({
  ...registered(aRegistration()),
  stage: 'received',
  organId: HOUSING.id,
  organKind: 'department',
  organReceivedOn: '2025-03-03',
  senderId: BUREAU.id,
  ...change,
});

/** Asked for and not yet judged. */
export const anExtension = (change: Partial<Extension> = {}): Extension => ({
  id: id('e'),
  days: 30,
  reason: '检测报告尚未出具',
  requestedBy: PERSON.handler,
  requestedOn: '2025-04-08',
  approvedBy: null,
  approvedOn: null,
  grantedDays: null,
  declinedBy: null,
  declinedOn: null,
  declineReason: null,
  ...change,
});

export const anOpinion = (change: Partial<Opinion> = {}): Opinion => ({
  id: id('y'),
  revision: 1,
  state: 'checked',
  facts: '经现场查看，外墙渗水属实。',
  evidence: ['现场查看记录'],
  answers: [
    { requestId: REQUESTS[0]!, outcome: 'supported', answer: '由我局组织维修。', basis: ['《房屋质量管理条例（演示）》第八条'] },
    { requestId: REQUESTS[1]!, outcome: 'explained', answer: '以协议为准。', basis: ['《安置办法（演示）》第十二条'] },
  ],
  executeBy: '2025-06-30',
  performerId: HOUSING.id,
  draftedBy: PERSON.handler,
  checkedBy: PERSON.checker,
  issuedBy: null,
  remark: null,
  documentId: null,
  dispatchedOn: null,
  legacy: false,
  ...change,
});

export const anInquiry = (form: Inquiry['form'], petitionerId: string | null = null, n = 1): CaseRecord<'inquiry'> =>
  newRecord({
    id: id('i', n),
    kind: 'inquiry',
    state: 'made',
    on: '2025-03-05',
    organId: HOUSING.id,
    byPersonId: PERSON.handler,
    data: {
      form,
      text: '记录',
      petitionerId,
      withWhom: petitionerId === null ? '物业' : null,
      companion: null,
      place: null,
      people: null,
      questions: [],
      findings: null,
      fileIds: [],
      signature: null,
    },
  });
/** The petitioner was heard, and the facts were looked into. */
export const INQUIRED: readonly CaseRecord[] = [anInquiry('INTERVIEW', PETITIONERS[0]), anInquiry('SITE_VISIT', null, 2)];

export const actOf = (on: Day, personId = PERSON.handler, organ: Organ = HOUSING, role: Role = 'HANDLER'): CaseAct => ({
  ...actOnDay(on, { kind: 'person', id: personId }),
  personId,
  organ,
  role,
});

/** A clock as it stands after its start. */
export function aClock(term: Term, startedOn: Day, change: Partial<ClockFact> & { dueOn?: Day } = {}): ClockFact {
  const { dueOn = null, ...rest } = change;
  const pack = law.packOn(startedOn);
  const { nominalDue, effectiveDue } = dueDate({
    pack,
    term,
    start: startedOn,
    calendar: law.calendar,
    dueOn,
    extended: rest.extendedBy ?? 0,
  });
  return { term, subject: HOUSING.id, packHash: pack.hash, startedOn, nominalDue, effectiveDue, extendedBy: 0, ended: null, ...rest };
}

type PauseMove = Extract<ClockMove, { do: 'pause' | 'resume' | 'unpause' }>;
/** The pauses of a clock after a move of them. */
export function pausesAfter(pauses: readonly Span[], move: PauseMove): Span[] {
  if (move.do === 'pause') return [...pauses, { from: move.from, to: move.to }];
  if (move.do === 'unpause') return pauses.filter(({ from }) => from !== move.from);
  return pauses.map((span) => (span.from <= move.on && move.on <= span.to ? { from: span.from, to: move.on } : span));
}

/** The clock with these days left out of its count. */
export function withPauses<C extends ClockFact>(clock: C, pauses: readonly Span[]): C {
  const { packHash, term, startedOn: start, extendedBy: extended } = clock;
  const { nominalDue, effectiveDue } = dueDate({
    pack: law.packOf(packHash),
    term: term as Term,
    start,
    extended,
    paused: pauses,
    calendar: law.calendar,
  });
  return { ...clock, pauses, nominalDue, effectiveDue };
}

/** Whether a move counts for a clock that was met, since its fact is of an earlier day, or is its start. */
const isJudgedAgain = ({ ended, endedOn }: ClockFact, move: ClockMove): boolean =>
  ended === 'met' && (move.do === 'restart' || ((move.do === 'stop' || move.do === 'extend') && endedOn != null && move.on < endedOn));

/** What the clocks are after the moves, as libs/clocks would leave them. */
export function moved(clocks: readonly ClockFact[], moves: readonly ClockMove[]): ClockFact[] {
  return moves.reduce<ClockFact[]>(
    (now, move) => {
      if (move.do === 'start')
        return [...now, aClock(move.term, move.startedOn, { subject: move.subject, ...(move.dueOn ? { dueOn: move.dueOn } : {}) })];
      return now.map((clock) => {
        if (clock.term !== move.term || (clock.ended !== null && !isJudgedAgain(clock, move))) return clock;
        if (move.subject !== undefined && move.subject !== clock.subject) return clock;
        const { ended, endedOn = null, subject } = clock;
        if (move.do === 'extend') return { ...aClock(move.term, clock.startedOn, { extendedBy: move.days }), subject, ended, endedOn };
        if (move.do === 'restart') {
          return clock.startedOn === move.former
            ? { ...aClock(clock.term as Term, move.startedOn, { subject, extendedBy: clock.extendedBy }), ended, endedOn }
            : clock;
        }
        if (move.do === 'pause' || move.do === 'resume' || move.do === 'unpause')
          return withPauses(clock, pausesAfter(clock.pauses ?? [], move));
        return move.do === 'stop'
          ? { ...clock, ended: 'met', endedOn: move.on }
          : { ...clock, ended: 'cancelled', endedOn: move.on, endReason: move.reason };
      });
    },
    [...clocks],
  );
}

export const given = (
  state: PetitionState,
  on: Day,
  more: { clocks?: readonly ClockFact[]; by?: string; organ?: Organ; role?: Role } = {},
): Given => ({
  state,
  clocks: more.clocks ?? [],
  law,
  act: actOf(on, more.by, more.organ, more.role),
});

/** The same with the petitioner heard and the facts looked into. */
export const inquired = (at: Given): Given => ({ ...at, state: { ...at.state, records: [...at.state.records, ...INQUIRED] } });

/** The next step after a decision. */
export const after = (decision: Decision, clocks: readonly ClockFact[], on: Day, by?: string, organ?: Organ): Given =>
  given(decision.state, on, { clocks: moved(clocks, decision.clocks), ...(by ? { by } : {}), ...(organ ? { organ } : {}) });

export const paper = { documentId: id('x'), number: '明住建信访〔2025〕1号' };
export const sent = { way: null, proof: null };

/** The code of the refusal, or what was answered instead. */
export function refusal(act: () => unknown): string {
  try {
    act();
    return 'no refusal';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

export const termsOf = (moves: readonly ClockMove[], kind: ClockMove['do']): string[] =>
  moves.filter((move) => move.do === kind).map(({ term }) => term);
export const startOf = (moves: readonly ClockMove[], term: Term): Day | null =>
  moves.flatMap((move) => (move.do === 'start' && move.term === term ? [move.startedOn] : []))[0] ?? null;
