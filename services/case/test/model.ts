import type { Channel, Exit, OpinionOutcome, Outcome, PetitionKind, Role, Stage } from '@sunshine/events';
import { dayNumber, dayOf, isWorkingDay, nationalCalendar, nextWorkingDay, type Day } from '@sunshine/procedure';
import type { PlacedOrgan } from '../src/domain/routing/designation.js';
import type { ActName } from '../src/domain/stages.js';

/**
 * A small model of law.md 4.1 with 2.4 and 2.5, written from the law and not from the rules it judges: who may do an act, at which step of
 * which path, which step follows, and which clocks it moves. What an act does not list here moves nothing.
 */

const CALENDAR = nationalCalendar();

/** Law 2.5: days and unit by name. Terms that are left out run to the day of a paper. */
const LENGTH: Readonly<Record<string, readonly [number, 'd' | 'wd']>> = {
  ROUTE: [15, 'd'],
  NOTIFY_DIRECT: [15, 'd'],
  NOTIFY_TRANSFERRED: [15, 'd'],
  OBJECT: [5, 'wd'],
  OBJECT_DECIDE: [3, 'wd'],
  HANDLE: [60, 'd'],
  SIMPLE_ACCEPT: [3, 'wd'],
  SIMPLE_HANDLE: [10, 'wd'],
};
/** 信访工作条例 is in force from this day; before it, 信访条例. */
const FROM_2022 = '2022-05-01';
export const is2022 = (on: Day): boolean => on >= FROM_2022;
const REVIEW_DAYS = 30;
const EXTENSION_DAYS = 30;
const REVOCABLE_DAYS = 15;

export const plus = (on: Day, days: number): Day => dayOf(dayNumber(on) + days);

function workingDays(from: Day, days: number): Day {
  let on = from;
  for (let left = days; left > 0;) {
    on = plus(on, 1);
    if (isWorkingDay(CALENDAR, on)) left -= 1;
  }
  return on;
}

export interface ModelClock {
  readonly term: string;
  subject: string;
  from: Day;
  nominal: Day;
  due: Day;
  extended: number;
  ended: 'met' | 'cancelled' | null;
  why: string | null;
  /** The day of the paper, for a term without days of its own. */
  paper: Day | null;
}

function dated(clock: ModelClock): ModelClock {
  const [days, unit] = LENGTH[clock.term] ?? [0, 'd'];
  const from = clock.paper ?? clock.from;
  clock.nominal = unit === 'wd' ? workingDays(from, days) : plus(from, days + clock.extended);
  clock.due = nextWorkingDay(CALENDAR, clock.nominal);
  return clock;
}

/** Where the person's organ stands to the matter; `above`: the organ tree. */
type Standing = 'registrar' | 'holder' | 'sender' | 'assigner' | 'assistant' | 'above';

export interface Officer {
  readonly id: string;
  readonly roles: readonly Role[];
  /** Null: a role of the whole node. */
  readonly organ: PlacedOrgan | null;
  /** Named in writing to issue notices. */
  readonly delegated: boolean;
}
export const PETITIONER = 'petitioner';

/** What an act is told; only what the law weighs. */
export interface What {
  readonly n: number;
  readonly to: PlacedOrgan;
  readonly day: Day;
  readonly assigned: boolean;
  readonly yes: boolean;
  readonly exit: Exit;
  readonly outcomes: readonly OpinionOutcome[];
  readonly adopted: 'adopted' | 'partly_adopted' | 'not_adopted';
  readonly petitioner: string;
  readonly undelivered: boolean;
  readonly paper: string | null;
  readonly plan: boolean;
  readonly ground: string;
  readonly stage: Stage;
  readonly reason: 'DEFECT' | 'NEW_FACTS' | 'NON_EXECUTION' | 'BROKEN_PROMISE';
  readonly officer: string;
  readonly days: number;
  readonly id: string;
  readonly inside: boolean;
  readonly organs: readonly PlacedOrgan[];
  /** Ids of further records of the act. */
  readonly more: readonly [string, string];
}

export interface Command {
  readonly act: ActName;
  readonly by: Officer | typeof PETITIONER;
  readonly on: Day;
  readonly what: What;
  /** A defect of the input: whatever the matter, the act is refused, and for no other reason than these codes where it were lawful. */
  readonly flaw: readonly string[] | null;
}

interface Transfer {
  readonly id: string;
  readonly kind: 'TRANSFER' | 'ASSIGNMENT' | 'LETTER' | 'HAND_DOWN' | 'HAND_OVER' | 'DESIGNATION';
  readonly from: string;
  readonly by: string;
  readonly head: boolean;
  readonly day: Day | null;
  readonly former: Pick<Model, 'at' | 'since' | 'sender' | 'assigner'> & { readonly stage: 'registered' | 'received' };
}

export interface IssuedByModel {
  readonly id: string;
  readonly kind: string;
  readonly organ: string;
  readonly toPetitioner: boolean;
  voided: boolean;
  readonly served: Set<string>;
}

interface ModelOpinion {
  id: string;
  state: 'drafted' | 'returned' | 'checked' | 'issued';
  by: string;
  outcomes: readonly OpinionOutcome[];
  executeBy: Day | null;
  performer: string | null;
  paper: string | null;
  /** Given by web, SMS or telephone. */
  spoken: boolean;
  legacy: boolean;
}

export interface Model {
  kind: PetitionKind;
  channel: Channel;
  unclear: boolean;
  registrar: PlacedOrgan;
  received: Day;
  petitioners: readonly string[];
  /** An officer compared it with a finished matter: same facts and reasons. */
  compared: boolean;
  /** The desk has prepared the parts, a claim and a report; or somebody has proposed them. */
  split: 'prepared' | { readonly by: string } | null;
  at: PlacedOrgan;
  since: Day;
  sender: string | null;
  assigner: string | null;
  stage: Stage;
  exit: Exit | null;
  outcome: Outcome | null;
  clocks: ModelClock[];
  transfer: Transfer | null;
  former: Transfer[];
  objection: {
    by: string;
    state: 'proposed' | 'raised';
    transfer: Transfer;
    decision: { by: string; yes: boolean; to: PlacedOrgan; day: Day | null } | null;
  } | null;
  keeping: { by: string } | null;
  kept: boolean;
  handOver: { by: string; state: 'proposed' | 'sent' | 'received'; to: PlacedOrgan } | null;
  feedback: boolean;
  proposal: { id: string; by: string; exit: Exit; corrects: boolean } | null;
  /** A decision of the organ on the exit stands; whether the petitioner has the guidance notice. */
  decided: { told: boolean; on: Exit } | null;
  leading: { by: string; exit: Exit } | null;
  ledIn: boolean;
  performance: { by: string; as: 'performed' | 'answered' } | null;
  performed: string | null;
  refusal: { id: string; by: string; as: 'refused_acceptance' | 'refused_refiling' } | null;
  refused: string | null;
  study: readonly string[] | null;
  replied: boolean;
  fast: boolean;
  opinion: ModelOpinion | null;
  services: Map<string, Day | null>;
  extension: { id: string; by: string; days: number; approved: boolean } | null;
  assistance: { readonly id: string; readonly organ: string; state: 'asked' | 'answered' | 'ended' }[];
  countersigns: { readonly id: string; readonly organ: string | null; readonly opinion: string; state: 'asked' | 'signed' | 'objected' }[];
  performer: string | null;
  options: { by: string } | null;
  commitment: boolean;
  instructions: Set<string>;
  report: boolean;
  reported: boolean;
  execution: { by: string; organ: string; on: Day; state: 'recorded' | 'checked' | 'sent_back' } | null;
  completion: { ground: string; by: string } | null;
  closedFrom: Stage | null;
  archiveDue: boolean;
  withdrawal: { by: string; state: 'declared' | 'confirmed'; on: Day; until: Day } | null;
  settlement: { id: string; stage: Stage; state: 'standing' | 'performed' | 'broken' } | null;
  settlements: Map<string, { stage: Stage; state: 'standing' | 'performed' | 'broken' }>;
  promises: { readonly id: string; readonly settlement: string; readonly day: Day; state: 'open' | 'performed' | 'broken' }[];
  recusals: { readonly id: string; readonly officer: string; readonly by: string; readonly above: string | null }[];
  recused: Set<string>;
  crossing: boolean;
  accepted: boolean;
  visited: Set<Stage>;
  papers: IssuedByModel[];
}

/** Whether HANDLE runs for every matter that is told: the decision on acceptance is the notice (信访条例 22, 33). */
const noticeAccepts = (on: Day): boolean => !is2022(on);
const isBureau = ({ kind }: PlacedOrgan): boolean => kind === 'petition_bureau';
/** 23 ¶4: these organs tell under their own rules. */
const ownRules = ({ kind }: PlacedOrgan, on: Day): boolean => is2022(on) && (kind === 'political_legal' || kind === 'discipline');

export type PathName = 'undecided' | 'opinion' | 'procedure' | 'performance' | 'suggestion' | 'report';
export function pathIn({ kind, exit }: Pick<Model, 'kind' | 'exit'>): PathName {
  if (exit === '31(6)') return 'opinion';
  if (kind === 'REPORT') return 'report';
  if (kind === 'SUGGESTION') return 'suggestion';
  if (exit === null) return 'undecided';
  return exit === '31(5)' ? 'performance' : 'procedure';
}

/** Tables A to E of law 4.1, in the order of the course after its head. */
const STEPS: Readonly<Record<PathName, readonly Stage[]>> = {
  undecided: ['informed', 'accepted', 'led_into_procedure'],
  opinion: ['informed', 'accepted', 'handling', 'opinion_issued', 'opinion_served'],
  procedure: ['informed', 'led_into_procedure', 'outcome_reported'],
  performance: ['informed', 'performed', 'answered'],
  suggestion: ['informed', 'studying', 'decided', 'replied', 'measure_followed'],
  report: ['informed', 'handed_to_discipline', 'feedback_noted'],
};

// Clocks

export const runs = (m: Model, term: string): ModelClock | null =>
  m.clocks.find((clock) => clock.term === term && clock.ended === null) ?? null;

function start(m: Model, term: string, subject: string, from: Day, paper: Day | null = null): void {
  m.clocks.push(dated({ term, subject, from, nominal: from, due: from, extended: 0, ended: null, why: null, paper }));
}

function end(m: Model, how: 'met' | 'cancelled', why: string | null, ...terms: string[]): void {
  for (const clock of m.clocks) if (clock.ended === null && terms.includes(clock.term)) Object.assign(clock, { ended: how, why });
}
const meet = (m: Model, ...terms: string[]): void => end(m, 'met', null, ...terms);
const cancel = (m: Model, why: string, ...terms: string[]): void => end(m, 'cancelled', why, ...terms);

const NOTIFY = ['NOTIFY_DIRECT', 'NOTIFY_TRANSFERRED'];
const SIMPLE = ['SIMPLE_ACCEPT', 'SIMPLE_HANDLE'];
/** Duties and options of the organ in charge that end where it is no longer so. */
const OF_HOLDER = [...NOTIFY, 'OBJECT', 'OBJECT_DECIDE', ...SIMPLE];

/** A direct receipt: ROUTE at a bureau, else NOTIFY_DIRECT. */
function directDuties({ unclear }: Model, organ: PlacedOrgan, on: Day): string[] {
  if (isBureau(organ)) return ['ROUTE'];
  return unclear || ownRules(organ, on) ? [] : ['NOTIFY_DIRECT'];
}
/** The transport receipt: ROUTE anew at a bureau, else NOTIFY_TRANSFERRED and, under 2022, OBJECT. */
function receiverDuties(organ: PlacedOrgan, on: Day): string[] {
  if (isBureau(organ)) return ['ROUTE'];
  if (ownRules(organ, on)) return [];
  return is2022(on) ? ['NOTIFY_TRANSFERRED', 'OBJECT'] : ['NOTIFY_TRANSFERRED'];
}

/** A duty that is open again runs from its first start. */
function dutyBack(m: Model): void {
  const duties = m.sender === null ? directDuties(m, m.at, m.since) : receiverDuties(m.at, m.since);
  for (const term of duties.filter((one) => one !== 'OBJECT')) {
    const own = m.clocks.filter((clock) => clock.term === term && clock.subject === m.at.id);
    if (own.some(({ ended }) => ended === null)) continue;
    start(m, term, m.at.id, own.map(({ from }) => from).sort()[0] ?? m.since);
  }
}

/** HANDLE by the day of acceptance, at the latest the last effective day of NOTIFY; what runs from an earlier day stays. */
function startHandle(m: Model, on: Day): void {
  const cap = m.clocks.findLast(({ term, ended }) => NOTIFY.includes(term) && ended !== 'cancelled')?.due;
  const from = cap !== undefined && cap < on ? cap : on;
  const current = runs(m, 'HANDLE');
  if (current && current.from <= from) return;
  cancel(m, 'accepted_earlier', 'HANDLE');
  start(m, 'HANDLE', m.at.id, from);
}

/** A clock that ended counts on as if it had never ended: from its start, with the days it was given. */
function again(m: Model, clock: ModelClock | undefined): void {
  if (!clock || m.clocks.some(({ term, ended }) => ended === null && term === clock.term)) return;
  m.clocks.push({ ...clock, ended: null, why: null });
}
const lastOf = (m: Model, term: string) => m.clocks.findLast((clock) => clock.term === term);

/** The clock of the step that the matter is back at, by its own start fact. */
function clockOfStep(m: Model): void {
  const handle = lastOf(m, 'HANDLE');
  if (m.stage === 'registered' || m.stage === 'received') dutyBack(m);
  if (m.stage === 'accepted' || m.stage === 'handling') again(m, handle);
  // Under CN-2005 HANDLE runs from the notice, whatever was decided.
  const ranForAll =
    handle && !is2022(handle.from) && (handle.ended === 'met' || ['closed', 'withdrawn', 'settled'].includes(handle.why ?? ''));
  if (['registered', 'received', 'informed'].includes(m.stage) && ranForAll) again(m, handle);
}

/** What the passing of days does by itself. */
export function pass(m: Model, today: Day): void {
  for (const clock of m.clocks)
    if (clock.term === 'OBJECT' && clock.ended === null && clock.due < today) Object.assign(clock, { ended: 'cancelled', why: 'not_used' });
  const late = m.clocks.find(
    ({ term, ended, due, from }) => NOTIFY.includes(term) && ended === null && due < today && !is2022(due) && !is2022(from),
  );
  if (late && !m.clocks.some(({ term, ended }) => term === 'HANDLE' && ended !== 'cancelled')) start(m, 'HANDLE', m.at.id, late.due);
}

// Standing

const assists = (m: Model, organ: string): boolean =>
  m.assistance.some((one) => one.organ === organ && one.state === 'asked') ||
  m.countersigns.some((one) => one.organ === organ && one.opinion === m.opinion?.id && m.opinion.state !== 'issued') ||
  m.recusals.some(({ above }) => above === organ) ||
  m.performer === organ;

function stands(m: Model, { organ }: Officer, standing: Standing): boolean {
  if (organ === null) return false;
  switch (standing) {
    case 'registrar':
      return organ.id === m.registrar.id;
    case 'holder':
      return organ.id === m.at.id;
    case 'sender':
      return organ.id === m.sender && m.sender !== m.registrar.id;
    case 'assigner':
      return organ.id === m.assigner;
    case 'assistant':
      return assists(m, organ.id);
    case 'above': {
      const parent = organ.path.at(-2) ?? organ.id;
      return m.kind !== 'REPORT' && [m.registrar, m.at].some(({ path }) => path.includes(parent));
    }
  }
}

interface Who {
  readonly role: Role;
  readonly by: readonly Standing[];
  readonly organ?: 'bureau' | 'other';
  readonly delegated?: true;
}
const who = (role: Role, ...by: Standing[]): Who => ({ role, by });
const bureau = (role: Role, ...by: Standing[]): Who => ({ role, by, organ: 'bureau' });
const other = (role: Role, ...by: Standing[]): Who => ({ role, by, organ: 'other' });
const MIGRATES: Who = { role: 'MIGRATOR', by: [] };
/** A notice: the head, or the delegate named in writing. */
const NOTICE: readonly Who[] = [{ role: 'HANDLER', by: ['holder'], delegated: true }, who('HEAD', 'holder')];
const HANDLER = [who('HANDLER', 'holder')];
const HANDLER_OR_HEAD = [who('HANDLER', 'holder'), who('HEAD', 'holder')];
const ISSUER = [who('ISSUER', 'holder'), who('HEAD', 'holder')];

/** The right by which the officer may do it at all. */
function right(m: Model, officer: Officer, list: readonly Who[]): Who | null {
  if (m.recused.has(officer.id)) return null;
  return (
    list.find(({ role, by, organ, delegated }) => {
      if (!officer.roles.includes(role) || (delegated && !officer.delegated)) return false;
      if (role === 'MIGRATOR') return m.channel === 'IMPORT';
      if (organ !== undefined && (officer.organ?.kind === 'petition_bureau') !== (organ === 'bureau')) return false;
      return by.some((standing) => stands(m, officer, standing));
    }) ?? null
  );
}

// Acts

interface Doing {
  readonly on: Day;
  readonly what: What;
  /** Null: the petitioner. */
  readonly by: Officer | null;
  readonly person: string;
  /** Whom the officer acts for. */
  readonly organ: PlacedOrgan;
  readonly as: Who | null;
}

interface LawOfAct {
  readonly who: readonly Who[];
  /** The petitioner may do it with the tracking pass. */
  readonly petitioner?: true;
  readonly stages: readonly Stage[];
  readonly may?: (m: Model, c: Doing) => boolean;
  readonly then?: (m: Model, c: Doing) => void;
}

const OPEN: readonly Stage[] = [
  'registered',
  'routed',
  'received',
  'informed',
  'accepted',
  'handling',
  'opinion_issued',
  'opinion_served',
  'led_into_procedure',
  'outcome_reported',
  'performed',
  'answered',
  'studying',
  'decided',
  'replied',
  'measure_followed',
  'handed_to_discipline',
  'feedback_noted',
];
const ALL: readonly Stage[] = [...OPEN, 'closed'];
const INQUIRED: readonly Stage[] = ['received', 'informed', 'accepted', 'handling', 'studying'];
const AT_FIRST: readonly Stage[] = ['registered', 'received'];

const isRefused = ({ outcome }: Model): boolean => outcome === 'refused_acceptance' || outcome === 'refused_refiling';
const atOrgan = ({ at }: Model): boolean => !isBureau(at);
const isClaim = ({ kind }: Model): boolean => kind === 'CLAIM';
const supports = (outcome: OpinionOutcome): boolean => outcome === 'supported' || outcome === 'partly_supported';
function wholeOutcome(outcomes: readonly OpinionOutcome[]): OpinionOutcome {
  const [first] = outcomes;
  if (first && outcomes.every((one) => one === first)) return first;
  return outcomes.some(supports) ? 'partly_supported' : 'not_supported';
}

const paper = (m: Model, { what, organ }: Doing, kind: string, toPetitioner = true): void => {
  m.papers.push({ id: what.id, kind, organ: organ.id, toPetitioner, voided: false, served: new Set() });
};

/** The matter leaves an organ: what that organ only proposed falls, its fast track and the help it asked for are over. */
function leave(m: Model, why: string): void {
  cancel(m, why, ...OF_HOLDER);
  for (const one of m.assistance) if (one.state === 'asked') one.state = 'ended';
  Object.assign(m, { objection: null, keeping: null, proposal: null, performance: null, refusal: null, options: null, fast: false });
  if (m.handOver?.state === 'proposed') m.handOver = null;
  if (m.split !== 'prepared') m.split = null;
}

function send(m: Model, c: Doing, kind: Transfer['kind'], day: Day | null = null): void {
  const { at, since, sender, assigner, stage } = m;
  const former = { at, since, sender, assigner, stage: stage === 'registered' ? stage : 'received' } as const;
  // The course of the next holder has steps of its own.
  m.visited = new Set();
  if (m.transfer) m.former.push(m.transfer);
  m.transfer = { id: c.what.id, kind, from: at.id, by: c.person, head: c.as?.role === 'HEAD' && kind !== 'HAND_DOWN', day, former };
}

function receive(m: Model, to: PlacedOrgan, on: Day, duties: readonly string[]): void {
  Object.assign(m, { at: to, since: on, stage: 'received' });
  for (const term of duties) start(m, term, to.id, on);
}

function route(m: Model, c: Doing, kind: 'TRANSFER' | 'ASSIGNMENT' | 'LETTER'): void {
  const { to, day, id } = c.what;
  const assigned = kind === 'ASSIGNMENT';
  send(m, c, kind, assigned ? day : null);
  leave(m, 'routed');
  meet(m, 'ROUTE');
  if (assigned) start(m, 'ASSIGNMENT_REPORT', to.id, c.on, day);
  Object.assign(m, { sender: m.at.id, assigner: assigned ? m.at.id : m.assigner });
  m.papers.push({ id, kind: 'TRANSFER_SLIP', organ: c.organ.id, toPetitioner: false, voided: false, served: new Set() });
  receive(m, to, c.on, receiverDuties(to, c.on));
}
const mayRoute = (m: Model, c: Doing): boolean => isBureau(m.at) && c.organ.id === m.at.id && c.what.to.id !== m.at.id;

const option = (m: Model, on: Day): boolean => {
  const clock = m.clocks.findLast(({ term, subject, from }) => term === 'OBJECT' && subject === m.at.id && from === m.since);
  return m.sender !== null && clock !== undefined && clock.ended === null && on <= clock.due;
};

function uphold(m: Model, c: Doing, { to, day }: { to: PlacedOrgan; day: Day | null }): void {
  const old = m.objection?.transfer as Transfer;
  meet(m, 'OBJECT_DECIDE');
  leave(m, 'objection_upheld');
  if (old.kind === 'ASSIGNMENT') {
    cancel(m, 'objection_upheld', 'ASSIGNMENT_REPORT');
    start(m, 'ASSIGNMENT_REPORT', to.id, c.on, day);
  }
  m.transfer = { ...old, id: c.what.id, by: c.person, day };
  Object.assign(m, { exit: null, decided: null });
  receive(m, to, c.on, receiverDuties(to, c.on));
}
function decideOn(m: Model, c: Doing, decision: { by: string; yes: boolean; to: PlacedOrgan; day: Day | null }): void {
  paper(m, c, 'OBJECTION_DECISION', false);
  if (decision.yes) return uphold(m, { ...c, person: decision.by }, decision);
  meet(m, 'OBJECT_DECIDE');
  m.objection = null;
}
const mayJudge = (m: Model, c: Doing, to: PlacedOrgan, day: Day | null): boolean => {
  const { transfer } = m.objection as NonNullable<Model['objection']>;
  if (to.id === m.at.id || to.id === c.organ.id) return false;
  return transfer.kind !== 'ASSIGNMENT' || (!isBureau(to) && day !== null && day > c.on);
};

const inSystem = ({ at }: Model, to: PlacedOrgan): boolean => {
  const outer = at.division.replace(/(00)+$/, '');
  return to.path.includes(at.id) || (to.kind === at.kind && to.division !== at.division && to.division.startsWith(outer));
};

function told(m: Model): void {
  meet(m, ...NOTIFY);
  cancel(m, 'not_used', 'OBJECT');
  cancel(m, 'objection_dropped', 'OBJECT_DECIDE');
  m.objection = null;
}
/** Acceptance, or what stands for it, on the fast track. */
function acceptFast(m: Model, on: Day): void {
  if (!m.fast || !runs(m, 'SIMPLE_ACCEPT')) return;
  meet(m, 'SIMPLE_ACCEPT');
  start(m, 'SIMPLE_HANDLE', m.at.id, on);
}
function leaveFast(m: Model, why: string): void {
  if (m.fast) cancel(m, why, ...SIMPLE);
  m.fast = false;
}

const exitStands = (m: Model): boolean => m.exit !== null && m.exit !== '31(6)' && m.decided !== null;
/** Whether the pack lets the organ decide that exit: under CN-2005 everything else is declined or answered. */
const mayDecide = (exit: Exit, on: Day): boolean => exit === '31(6)' || is2022(on);

const refusable = (m: Model, as: 'refuseAcceptance' | 'refuseRefiling', on: Day): boolean => {
  if (as === 'refuseRefiling') return m.compared;
  // The superior while the lower organ's term runs (the input names such a matter); a bureau or an organ by the grounds of 2005.
  return is2022(on) || m.channel === 'VISIT';
};
function refuse(m: Model, c: Doing, as: NonNullable<Model['refusal']>['as']): void {
  m.refusal = { id: c.what.id, by: c.person, as };
}

const openOpinion = (m: Model, ...states: ModelOpinion['state'][]): boolean => m.opinion !== null && states.includes(m.opinion.state);
const everyone = (m: Model, reached: (petitioner: string) => boolean): boolean => m.petitioners.every(reached);
const servedAll = (m: Model): boolean => everyone(m, (one) => (m.services.get(one) ?? null) !== null);
const paperServed = (m: Model, id: string | null): boolean => {
  const found = m.papers.find((one) => one.id === id);
  return found !== undefined && everyone(m, (one) => found.served.has(one));
};

function startExecution(m: Model, on: Day): void {
  const { opinion } = m;
  // What a former opinion of a reopened matter still ordered is owed no more.
  cancel(m, 'opinion_replaced', 'EXECUTE');
  if (!opinion?.executeBy || !opinion.outcomes.some(supports)) return;
  start(m, 'EXECUTE', opinion.performer ?? m.at.id, on < opinion.executeBy ? on : opinion.executeBy, opinion.executeBy);
}

/** The last day of the own right to review; on other paths there is none. */
const rightEnded = (m: Model, on: Day): boolean =>
  [...m.services.values()].every((served) => {
    if (served === null) return true;
    return on > (isClaim(m) && m.exit === '31(6)' ? nextWorkingDay(CALENDAR, plus(served, REVIEW_DAYS)) : served);
  });

/** Closing grounds: what each needs to be on file. */
function closable(m: Model, ground: string, on: Day): boolean {
  const path = pathIn(m);
  const claims: readonly PathName[] = ['undecided', 'opinion', 'procedure', 'performance'];
  if (ground === 'withdrawn') return m.withdrawal?.state === 'confirmed' && on > m.withdrawal.until;
  if (runs(m, 'ASSIGNMENT_REPORT')) return false;
  switch (ground) {
    case 'opinion_served':
    case 'opinion_final':
    case 'opinion_executed': {
      const { opinion } = m;
      const answered = m.stage === 'opinion_served' || (m.stage === 'opinion_issued' && m.petitioners.length === 0);
      if (path !== 'opinion' || !answered || !opinion || opinion.legacy || !servedAll(m)) return false;
      const owed = opinion.outcomes.some(supports) && m.petitioners.length > 0;
      if (owed && !m.clocks.some(({ term, ended }) => term === 'EXECUTE' && ended !== 'cancelled')) return false;
      if (ground === 'opinion_final') return rightEnded(m, on);
      const met =
        opinion.executeBy !== null && m.clocks.findLast(({ term, ended }) => term === 'EXECUTE' && ended !== 'cancelled')?.ended === 'met';
      return ground === 'opinion_served' || (met && m.execution?.state !== 'sent_back' && !m.commitment);
    }
    case 'led_into_procedure':
      return path === 'procedure' && m.ledIn && (m.decided?.told === true || m.transfer?.kind === 'LETTER');
    case 'performed_or_answered':
      return path === 'performance' && m.performed !== null && paperServed(m, m.performed);
    case 'suggestion_replied':
      return path === 'suggestion' && m.replied;
    case 'report_handed_over':
      return path === 'report' && m.feedback;
    case 'settled':
      return claims.includes(path) && m.settlement?.state === 'performed' && !m.commitment;
    case 'refused':
      return m.refused !== null && paperServed(m, m.performed ?? m.refused);
    case 'fast_track_answered':
      return m.opinion?.spoken === true && m.opinion.paper === null;
    default:
      return false;
  }
}

/** Steps of its path that the matter had come to when it was closed. */
function passed(m: Model): readonly Stage[] {
  const head: Stage = m.sender === null ? 'registered' : 'received';
  const steps = [head, ...STEPS[pathIn(m)]].filter((stage) => {
    if (stage === 'accepted' || stage === 'handling') return m.accepted;
    if (stage === 'opinion_issued') return m.opinion?.state === 'issued';
    if (stage === 'opinion_served') return [...m.services.values()].some((served) => served !== null);
    if (['performed', 'answered', 'handed_to_discipline'].includes(stage) || pathIn(m) === 'report') return m.visited.has(stage);
    return true;
  });
  const until = m.closedFrom === null ? -1 : steps.indexOf(m.closedFrom);
  return until < 0 ? steps.slice(0, 1) : steps.slice(0, until + 1);
}

const BEFORE_ANSWER: readonly Stage[] = ['registered', 'routed', 'received', 'informed', 'accepted', 'handling', 'studying'];
function back(m: Model, to: Stage): void {
  const ended = BEFORE_ANSWER.includes(to) || m.outcome === 'settled' || m.outcome === 'withdrawn';
  Object.assign(m, { stage: to, completion: null, outcome: ended ? null : m.outcome });
}

const close = (m: Model, outcome: Outcome | null): void => {
  Object.assign(m, { closedFrom: null, stage: 'closed', outcome });
};

const secondContact = (m: Model, { organ }: Doing): boolean => isBureau(organ) && !(organ.id === m.at.id && m.stage !== 'registered');
const mayAssist = (m: Model, organ: PlacedOrgan): boolean =>
  organ.id !== m.at.id && !isBureau(organ) && !m.assistance.some((one) => one.organ === organ.id && one.state === 'asked');

/** Acts on several petitions have their own properties (groups.unit.spec.ts); all others stand here. */
export const SEVERAL = ['mergePetitions', 'confirmMerge', 'unmergePetitions', 'confirmUnmerge'] as const;
export type ModelledAct = Exclude<ActName, (typeof SEVERAL)[number]>;

/**
 * Acts that law 4.1 lists with no clock, or that are own rules beside the course: proposals before a second person, inquiry, evidence,
 * notes, help of others, who works on it, what is owed after closing. Whatever their order, no date moves.
 */
export const NON_STATUTORY = [
  'requestAssistance',
  'agreeJointHandling',
  'answerAssistance',
  'endAssistance',
  'markCrossing',
  'moveMatters',
  'proposeExit',
  'decideExit',
  'correctExit',
  'issueGuidance',
  'leadIntoProcedure',
  'recordProcedureOutcome',
  'performDuty',
  'answerUnderLaw',
  'confirmPerformance',
  'refuseAcceptance',
  'refuseRefiling',
  'compareRefiling',
  'splitPetition',
  'startStudy',
  'decideSuggestion',
  'followMeasure',
  'keepForReference',
  'handOverReport',
  'confirmHandOver',
  'noteFeedback',
  'objectToTransfer',
  'requestExtension',
  'draftOpinion',
  'checkOpinion',
  'returnOpinion',
  'askCountersign',
  'countersignOpinion',
  'issueFastTrackPaper',
  'recordInquiry',
  'addEvidence',
  'proposeOptions',
  'decideOptions',
  'pendingCommitment',
  'reviewCommitment',
  'recordInstruction',
  'answerInstruction',
  'reportStage',
  'acceptAssignmentReport',
  'requestRecusal',
  'decideRecusal',
  'withdrawPetition',
  'confirmWithdrawal',
  'revokeWithdrawal',
  'closePetition',
  'archivePetition',
] as const satisfies readonly ModelledAct[];

export const LAW: Record<ModelledAct, LawOfAct> = {
  // 22: the bureau
  routePetition: {
    who: [who('DISPATCHER', 'registrar', 'holder'), bureau('HEAD', 'registrar', 'holder'), MIGRATES],
    stages: AT_FIRST,
    may: (m, c) => mayRoute(m, c) && (!c.what.assigned || (!isBureau(c.what.to) && c.what.day > c.on)),
    then: (m, c) => route(m, c, c.what.assigned ? 'ASSIGNMENT' : 'TRANSFER'),
  },
  sendToPoliticalLegalOrgan: {
    who: [bureau('DISPATCHER', 'registrar', 'holder')],
    stages: AT_FIRST,
    may: (m, c) =>
      mayRoute(m, c) &&
      isClaim(m) &&
      m.channel !== 'VISIT' &&
      c.what.to.kind === 'political_legal' &&
      c.what.to.division === c.organ.division,
    then: (m, c) => route(m, c, 'LETTER'),
  },
  guideVisitor: {
    who: [bureau('REGISTRAR', 'registrar'), bureau('DISPATCHER', 'registrar')],
    stages: ['registered'],
    may: (m, c) => isBureau(m.at) && isClaim(m) && m.channel === 'VISIT' && c.what.to.kind === 'political_legal',
    then: (m, c) => {
      meet(m, 'ROUTE');
      paper(m, c, 'VISIT_GUIDANCE');
      close(m, 'guided');
    },
  },
  recallTransfer: {
    who: [bureau('DISPATCHER', 'registrar', 'sender'), other('HEAD', 'registrar', 'sender')],
    stages: ['routed', 'received'],
    may: (m, c) => m.transfer !== null && m.transfer.kind !== 'DESIGNATION' && m.transfer.from === c.organ.id,
    then: (m, c) => {
      const { former, kind } = m.transfer as Transfer;
      const fromBureau = isBureau(m.at);
      paper(m, c, 'RECALL_DECISION', false);
      leave(m, 'recalled');
      // The receiver's clocks, HANDLE by the cap among them.
      cancel(m, 'recalled', 'HANDLE', ...(fromBureau ? ['ROUTE'] : []), ...(kind === 'ASSIGNMENT' ? ['ASSIGNMENT_REPORT'] : []));
      Object.assign(m, former, { exit: null, decided: null, transfer: m.former.pop() ?? null, handOver: null });
      dutyBack(m);
    },
  },
  objectToTransfer: {
    who: HANDLER,
    stages: ['received'],
    may: (m, c) => option(m, c.on) && c.what.to.id !== m.at.id,
    then: (m, c) => {
      m.objection = { by: c.person, state: 'proposed', transfer: m.transfer as Transfer, decision: null };
    },
  },
  confirmObjection: {
    who: [who('HEAD', 'holder')],
    stages: ['received'],
    may: (m, c) => m.objection?.state === 'proposed' && m.objection.by !== c.person && option(m, c.on),
    then: (m, c) => {
      (m.objection as NonNullable<Model['objection']>).state = 'raised';
      paper(m, c, 'OBJECTION', false);
      meet(m, 'OBJECT');
      if (is2022(c.on)) start(m, 'OBJECT_DECIDE', m.sender as string, c.on);
    },
  },
  decideObjection: {
    who: [bureau('DISPATCHER', 'registrar', 'sender'), other('HEAD', 'registrar', 'sender')],
    stages: ['received'],
    may: (m, c) => {
      const { objection } = m;
      if (objection?.state !== 'raised' || objection.transfer.from !== c.organ.id || objection.transfer.by === c.person) return false;
      return !c.what.yes || mayJudge(m, c, c.what.to, c.what.assigned ? c.what.day : objection.transfer.day);
    },
    then: (m, c) => {
      const objection = m.objection as NonNullable<Model['objection']>;
      const day = c.what.assigned ? c.what.day : objection.transfer.day;
      const decision = { by: c.person, yes: c.what.yes, to: c.what.to, day };
      if (objection.transfer.head) objection.decision = decision;
      else decideOn(m, c, decision);
    },
  },
  confirmObjectionDecision: {
    who: [bureau('HEAD', 'registrar', 'sender')],
    stages: ['received'],
    may: (m, c) => {
      const { objection } = m;
      if (objection?.state !== 'raised' || objection.transfer.from !== c.organ.id || !objection.decision) return false;
      const { by, yes, to, day } = objection.decision;
      return by !== c.person && (!yes || mayJudge(m, c, to, day));
    },
    then: (m, c) =>
      decideOn(m, c, (m.objection as NonNullable<Model['objection']>).decision as { by: string; yes: boolean; to: PlacedOrgan; day: Day }),
  },
  designateOrgan: {
    who: [bureau('DISPATCHER', 'registrar', 'holder', 'sender', 'assigner', 'above')],
    stages: ['registered', 'received', 'informed', 'accepted', 'handling'],
    may: (_, c) => !isBureau(c.what.to),
    then: (m, c) => {
      const { to } = c.what;
      paper(m, c, 'DESIGNATION', false);
      if (to.id === m.at.id) {
        cancel(m, 'designated', 'OBJECT', 'OBJECT_DECIDE');
        m.objection = null;
        return;
      }
      const isTold = !AT_FIRST.includes(m.stage);
      send(m, c, 'DESIGNATION');
      leave(m, 'designated');
      meet(m, 'ROUTE');
      for (const term of ['HANDLE', 'ASSIGNMENT_REPORT']) {
        const clock = runs(m, term);
        if (!clock) continue;
        cancel(m, 'designated', term);
        m.clocks.push({
          ...clock,
          subject: to.id,
          ended: null,
          why: null,
          ...(term === 'ASSIGNMENT_REPORT' && { paper: clock.nominal, extended: 0 }),
        });
      }
      if (isTold && m.opinion && m.opinion.state !== 'issued') m.opinion.state = 'returned';
      if (isTold) m.completion = null;
      else Object.assign(m, { exit: null, decided: null });
      m.sender = [m.sender, m.registrar.id].find((one) => one !== null && one !== to.id) ?? null;
      receive(
        m,
        to,
        c.on,
        receiverDuties(to, c.on).filter((term) => term !== 'OBJECT'),
      );
    },
  },
  handDown: {
    who: NOTICE,
    stages: AT_FIRST,
    may: (m, c) => atOrgan(m) && c.what.to.id !== m.at.id && inSystem(m, c.what.to),
    then: (m, c) => {
      paper(m, c, 'NOTICE');
      send(m, c, 'HAND_DOWN');
      meet(m, ...NOTIFY);
      leave(m, 'not_used');
      const handle = runs(m, 'HANDLE');
      // Started by the cap alone: only whose duty it is changes.
      if (handle) {
        cancel(m, 'handed_down', 'HANDLE');
        m.clocks.push({ ...handle, subject: c.what.to.id, ended: null, why: null });
      }
      Object.assign(m, { exit: null, decided: null, sender: m.at.id });
      receive(m, c.what.to, c.on, receiverDuties(c.what.to, c.on));
    },
  },
  // 30: reports
  handOverReport: {
    who: [bureau('DISPATCHER', 'registrar', 'holder')],
    stages: AT_FIRST,
    may: (m, c) =>
      m.kind === 'REPORT' && isBureau(m.at) && c.organ.id === m.at.id && ['discipline', 'party_committee'].includes(c.what.to.kind),
    then: (m, c) => {
      m.handOver = { by: c.person, state: 'proposed', to: c.what.to };
    },
  },
  confirmHandOver: {
    who: [bureau('HEAD', 'registrar', 'holder')],
    stages: AT_FIRST,
    may: (m, c) => m.handOver?.state === 'proposed' && c.organ.id === m.at.id && m.handOver.by !== c.person,
    then: (m, c) => {
      const handOver = m.handOver as NonNullable<Model['handOver']>;
      handOver.state = 'sent';
      send(m, c, 'HAND_OVER');
      paper(m, c, 'TRANSFER_SLIP', false);
      Object.assign(m, { sender: m.at.id, at: handOver.to, stage: 'routed' });
    },
  },
  recordHandOverReceipt: {
    who: [bureau('DISPATCHER', 'registrar', 'sender'), who('HANDLER', 'holder')],
    stages: ['routed'],
    may: (m) => m.handOver?.state === 'sent',
    then: (m, c) => {
      (m.handOver as NonNullable<Model['handOver']>).state = 'received';
      meet(m, 'ROUTE');
      Object.assign(m, { stage: 'handed_to_discipline', outcome: 'handed_over', since: c.on });
    },
  },
  noteFeedback: {
    who: [bureau('DISPATCHER', 'registrar', 'sender')],
    stages: ['informed', 'handed_to_discipline'],
    may: (m) => m.kind === 'REPORT' && atOrgan(m) && !isRefused(m),
    then: (m) => Object.assign(m, { stage: 'feedback_noted', outcome: 'handed_over', feedback: true }),
  },
  // 存
  keepForReference: {
    who: [who('REGISTRAR', 'registrar')],
    stages: ['registered'],
    then: (m, c) => {
      m.keeping = { by: c.person };
    },
  },
  confirmKeeping: {
    who: [who('REGISTRAR', 'registrar'), who('HEAD', 'registrar')],
    stages: ['registered'],
    may: (m, c) => m.keeping !== null && m.keeping.by !== c.person,
    then: (m, c) => {
      meet(m, 'ROUTE', 'NOTIFY_DIRECT');
      // All clocks of a closed matter have ended.
      cancel(m, 'kept_for_reference', 'HANDLE', ...SIMPLE);
      for (const one of m.assistance) if (one.state === 'asked') one.state = 'ended';
      paper(m, c, 'REFERENCE_NOTICE');
      Object.assign(m, { keeping: null, kept: true, fast: false });
      close(m, 'kept_for_reference');
    },
  },
  objectToKeeping: {
    who: [who('REGISTRAR', 'registrar')],
    stages: ['closed'],
    may: (m) => m.kept && m.outcome === 'kept_for_reference',
    then: (m) => {
      Object.assign(m, { stage: 'registered', outcome: null, kept: false });
      dutyBack(m);
    },
  },
  // Own rules about the matter, no clock
  markCrossing: {
    who: [who('REGISTRAR', 'registrar'), bureau('DISPATCHER', 'registrar', 'holder', 'sender'), who('HANDLER', 'holder')],
    stages: OPEN,
    may: (m, c) => c.what.yes !== m.crossing,
    then: (m, c) => {
      m.crossing = c.what.yes;
    },
  },
  moveMatters: { who: [who('HEAD', 'holder')], stages: OPEN, may: (_, c) => c.what.inside },
  requestAssistance: {
    who: HANDLER_OR_HEAD,
    stages: ['registered', ...INQUIRED],
    may: (m, c) => atOrgan(m) && mayAssist(m, c.what.to),
    then: (m, c) => {
      m.assistance.push({ id: c.what.id, organ: c.what.to.id, state: 'asked' });
      paper(m, c, 'ASSISTANCE_LETTER', false);
    },
  },
  agreeJointHandling: {
    who: HANDLER_OR_HEAD,
    stages: ['registered', ...INQUIRED],
    may: (m, c) => atOrgan(m) && mayAssist(m, c.what.to),
    then: (m, c) => {
      m.assistance.push({ id: c.what.id, organ: c.what.to.id, state: 'asked' });
      paper(m, c, 'ASSISTANCE_LETTER', false);
    },
  },
  answerAssistance: {
    who: [who('HANDLER', 'assistant'), who('HEAD', 'assistant')],
    stages: OPEN,
    may: (m, c) => m.assistance.some(({ organ, state }) => organ === c.organ.id && state === 'asked'),
    then: (m, c) => {
      const one = m.assistance.find(({ organ, state }) => organ === c.organ.id && state === 'asked');
      if (one) one.state = 'answered';
    },
  },
  endAssistance: {
    who: HANDLER_OR_HEAD,
    stages: OPEN,
    may: (m) => m.assistance.some(({ state }) => state === 'asked'),
    then: (m) => {
      const one = m.assistance.find(({ state }) => state === 'asked');
      if (one) one.state = 'ended';
    },
  },
  // 23: the notice
  informPetitioner: {
    who: [...NOTICE, MIGRATES],
    stages: AT_FIRST,
    may: (m) => atOrgan(m),
    then: (m, c) => {
      told(m);
      if (noticeAccepts(c.on)) startHandle(m, c.on);
      if (noticeAccepts(c.on) || m.kind === 'SUGGESTION') acceptFast(m, c.on);
      if (exitStands(m) && m.decided) m.decided.told = true;
      paper(m, c, 'NOTICE');
      m.stage = 'informed';
    },
  },
  acceptPetition: {
    who: [...NOTICE, MIGRATES],
    stages: ['registered', 'received', 'informed'],
    may: (m, c) =>
      atOrgan(m) && (m.exit === null || m.exit === '31(6)') && !isRefused(m) && (isClaim(m) || noticeAccepts(handleFrom(m, c.on))),
    then: (m, c) => {
      told(m);
      startHandle(m, c.on);
      acceptFast(m, c.on);
      paper(m, c, 'ACCEPTANCE');
      Object.assign(m, { stage: 'accepted', exit: '31(6)', accepted: true });
    },
  },
  // 31: the exit
  proposeExit: { who: [bureau('DISPATCHER', 'holder')], stages: AT_FIRST, may: (m) => isBureau(m.at) && isClaim(m) },
  decideExit: {
    who: HANDLER,
    stages: ['registered', 'received', 'informed'],
    may: (m, c) => atOrgan(m) && isClaim(m) && !isRefused(m) && m.exit === null && mayDecide(c.what.exit, c.on),
    then: (m, c) => {
      m.proposal = { id: c.what.id, by: c.person, exit: c.what.exit, corrects: false };
    },
  },
  correctExit: {
    who: HANDLER,
    stages: ['registered', 'received', 'informed', 'accepted', 'handling', 'led_into_procedure'],
    may: (m, c) =>
      atOrgan(m) &&
      isClaim(m) &&
      !isRefused(m) &&
      m.exit !== null &&
      (m.exit !== c.what.exit || (m.decided === null && m.exit !== '31(6)')) &&
      mayDecide(c.what.exit, c.on),
    then: (m, c) => {
      m.proposal = { id: c.what.id, by: c.person, exit: c.what.exit, corrects: true };
    },
  },
  confirmExit: {
    who: [who('CHECKER', 'holder')],
    stages: ['registered', 'received', 'informed', 'accepted', 'handling', 'led_into_procedure'],
    may: (m, c) => {
      const { proposal } = m;
      if (!proposal || !atOrgan(m) || !isClaim(m) || isRefused(m) || proposal.by === c.person) return false;
      return (proposal.corrects || m.exit === null) && mayDecide(proposal.exit, c.on);
    },
    then: (m) => {
      const { exit, corrects } = m.proposal as NonNullable<Model['proposal']>;
      if (corrects) {
        if (exit !== '31(6)') cancel(m, 'other_exit', 'HANDLE');
        if (['accepted', 'handling', 'led_into_procedure'].includes(m.stage)) {
          Object.assign(m, { stage: 'informed', outcome: null, accepted: false });
          if (m.opinion && m.opinion.state !== 'issued') m.opinion.state = 'returned';
        }
        Object.assign(m, { leading: null, ledIn: false });
      }
      if (exit !== '31(6)') leaveFast(m, 'other_exit');
      Object.assign(m, { exit, decided: { told: false, on: exit }, proposal: null });
    },
  },
  issueGuidance: {
    who: NOTICE,
    stages: ['informed'],
    may: (m) => atOrgan(m) && exitStands(m),
    then: (m, c) => {
      if (m.decided) m.decided.told = true;
      paper(m, c, 'GUIDANCE');
    },
  },
  leadIntoProcedure: {
    who: HANDLER,
    stages: ['informed'],
    may: (m) =>
      atOrgan(m) && !isRefused(m) && m.exit !== null && !['31(5)', '31(6)'].includes(m.exit) && m.decided?.told === true && !m.leading,
    then: (m, c) => {
      m.leading = { by: c.person, exit: m.exit as Exit };
    },
  },
  recordReceipt: {
    who: [who('CHECKER', 'holder')],
    stages: ['received', 'informed'],
    may: (m, c) => {
      if (isRefused(m)) return false;
      if (m.stage === 'informed') return m.leading !== null && m.leading.by !== c.person;
      return m.at.kind === 'political_legal' && isClaim(m) && (m.exit === null || m.exit === '31(1)');
    },
    then: (m) => {
      cancel(m, 'led_into_procedure', 'HANDLE');
      Object.assign(m, {
        exit: m.leading && m.stage === 'informed' ? m.leading.exit : '31(1)',
        stage: 'led_into_procedure',
        outcome: 'led_in',
        ledIn: true,
      });
      m.leading = null;
    },
  },
  recordProcedureOutcome: { who: HANDLER, stages: ['led_into_procedure'], then: (m) => Object.assign(m, { stage: 'outcome_reported' }) },
  performDuty: {
    who: HANDLER,
    stages: ['informed'],
    may: mayPerform,
    then: (m, c) => Object.assign(m, { performance: { by: c.person, as: 'performed' } }),
  },
  answerUnderLaw: {
    who: HANDLER,
    stages: ['informed'],
    may: mayPerform,
    then: (m, c) => Object.assign(m, { performance: { by: c.person, as: 'answered' } }),
  },
  confirmPerformance: {
    who: ISSUER,
    stages: ['informed'],
    may: (m, c) => mayPerform(m) && m.performance !== null && m.performance.by !== c.person,
    then: (m, c) => {
      const { as } = m.performance as NonNullable<Model['performance']>;
      paper(m, c, 'PERFORMANCE_ANSWER');
      Object.assign(m, { stage: as, outcome: as, performance: null, performed: c.what.id });
    },
  },
  // 19 ¶3, 36 ¶3
  refuseAcceptance: {
    who: [who('HANDLER', 'holder'), bureau('DISPATCHER', 'holder')],
    stages: AT_FIRST,
    may: (m, c) => !isRefused(m) && refusable(m, 'refuseAcceptance', c.on),
    then: (m, c) => refuse(m, c, 'refused_acceptance'),
  },
  refuseRefiling: {
    who: [who('HANDLER', 'holder'), bureau('DISPATCHER', 'holder')],
    stages: AT_FIRST,
    may: (m, c) => !isRefused(m) && refusable(m, 'refuseRefiling', c.on),
    then: (m, c) => refuse(m, c, 'refused_refiling'),
  },
  confirmRefusal: {
    who: [who('CHECKER', 'holder'), bureau('AUDITOR', 'holder'), bureau('HEAD', 'holder')],
    stages: AT_FIRST,
    may: (m, c) =>
      m.refusal !== null &&
      m.refusal.by !== c.person &&
      refusable(m, m.refusal.as === 'refused_refiling' ? 'refuseRefiling' : 'refuseAcceptance', c.on),
    then: (m, c) => {
      const { as } = m.refusal as NonNullable<Model['refusal']>;
      told(m);
      meet(m, 'ROUTE');
      cancel(m, 'refused', 'HANDLE');
      leaveFast(m, 'refused');
      paper(m, c, as === 'refused_refiling' ? 'REFILING_REFUSAL' : 'REFUSAL');
      Object.assign(m, { stage: 'informed', outcome: as, refusal: null, refused: c.what.id });
    },
  },
  compareRefiling: {
    who: [who('HANDLER', 'holder'), bureau('DISPATCHER', 'holder')],
    stages: AT_FIRST,
    then: (m, c) => {
      m.compared = c.what.yes;
    },
  },
  // One letter with several matters
  splitPetition: {
    who: [bureau('DISPATCHER', 'registrar'), who('REGISTRAR', 'registrar')],
    stages: ['registered'],
    may: (m) => m.split !== null && m.at.id === m.registrar.id,
    then: (m, c) => {
      m.split = { by: c.person };
    },
  },
  confirmSplit: {
    who: [bureau('AUDITOR', 'registrar'), who('CHECKER', 'registrar'), who('HEAD', 'registrar')],
    stages: ['registered'],
    may: (m, c) => m.split !== null && m.split !== 'prepared' && m.split.by !== c.person && m.at.id === m.registrar.id,
    then: (m) => {
      for (const clock of m.clocks) if (clock.ended === null) Object.assign(clock, { ended: 'cancelled', why: 'split' });
      // A report among the parts seals the letter.
      Object.assign(m, { split: null, kind: 'REPORT' });
      close(m, 'split');
    },
  },
  // 29
  startStudy: {
    who: HANDLER,
    stages: ['informed'],
    may: studies,
    then: (m, c) =>
      Object.assign(m, { stage: 'studying', study: [...new Set(c.what.organs.map(({ id }) => id))].filter((id) => id !== m.at.id) }),
  },
  decideSuggestion: {
    who: [who('HEAD', 'holder')],
    stages: ['studying'],
    may: studies,
    then: (m, c) => Object.assign(m, { stage: 'decided', outcome: c.what.adopted, study: null }),
  },
  replySuggestion: {
    who: NOTICE,
    stages: ['decided'],
    may: studies,
    then: (m, c) => {
      meet(m, 'SIMPLE_HANDLE');
      paper(m, c, 'SUGGESTION_REPLY');
      Object.assign(m, { stage: 'replied', replied: true, fast: false });
    },
  },
  followMeasure: {
    who: HANDLER,
    stages: ['replied'],
    may: (m, c) => studies(m, c) && (m.outcome === 'adopted' || m.outcome === 'partly_adopted'),
    then: (m) => Object.assign(m, { stage: 'measure_followed' }),
  },
  // 简易办理
  chooseFastTrack: {
    who: HANDLER,
    stages: ['registered', 'received', 'informed'],
    may: (m, c) =>
      atOrgan(m) &&
      m.kind !== 'REPORT' &&
      !isRefused(m) &&
      !m.fast &&
      c.on >= '2016-01-01' &&
      m.assigner === null &&
      m.petitioners.length <= 1 &&
      (m.exit === null || m.exit === '31(6)') &&
      m.assistance.every(({ state }) => state === 'ended') &&
      c.on <= workingDays(m.since, 3),
    then: (m, c) => {
      m.fast = true;
      // Where the notice was the acceptance nothing is left to accept.
      const isAccepted = m.stage === 'informed' && (m.kind === 'SUGGESTION' || runs(m, 'HANDLE') !== null);
      if (isAccepted) start(m, 'SIMPLE_HANDLE', m.at.id, c.on);
      else start(m, 'SIMPLE_ACCEPT', m.at.id, m.since);
    },
  },
  leaveFastTrack: {
    who: HANDLER,
    stages: ['registered', 'received', 'informed', 'accepted', 'handling', 'studying', 'decided'],
    may: (m) => atOrgan(m) && m.fast,
    then: (m) => leaveFast(m, 'fell_back'),
  },
  answerFastTrack: {
    who: HANDLER,
    stages: ['accepted', 'handling'],
    may: (m, c) => m.fast && c.what.outcomes.every((one) => one === 'supported' || one === 'explained'),
    then: (m, c) => {
      const { outcomes, id, day } = c.what;
      const executeBy = outcomes.some(supports) ? day : null;
      m.opinion = { id, state: 'issued', by: c.person, outcomes, executeBy, performer: null, paper: null, spoken: true, legacy: false };
      Object.assign(m, { stage: 'opinion_issued', outcome: wholeOutcome(outcomes), services: new Map(), fast: false });
      meet(m, 'HANDLE', 'SIMPLE_HANDLE');
      startExecution(m, c.on);
    },
  },
  issueFastTrackPaper: {
    who: ISSUER,
    stages: ['opinion_issued'],
    may: (m, c) => m.opinion !== null && m.opinion.spoken && m.opinion.paper === null && m.opinion.by !== c.person,
    then: (m, c) => {
      (m.opinion as ModelOpinion).paper = c.what.id;
      paper(m, c, 'OPINION');
    },
  },
  // 34: more time
  requestExtension: {
    who: HANDLER,
    stages: ['accepted', 'handling'],
    may: (m, c) => m.extension === null && c.on <= (runs(m, 'HANDLE')?.due ?? '') && (runs(m, 'HANDLE')?.extended ?? 1) === 0,
    then: (m, c) => {
      m.extension = { id: c.what.id, by: c.person, days: Math.min(c.what.days, EXTENSION_DAYS), approved: false };
    },
  },
  extendHandling: {
    who: [who('HEAD', 'holder')],
    stages: ['accepted', 'handling'],
    may: (m, c) => {
      const clock = runs(m, 'HANDLE');
      return (
        m.extension !== null &&
        !m.extension.approved &&
        m.extension.by !== c.person &&
        clock !== null &&
        clock.extended === 0 &&
        c.on <= clock.due
      );
    },
    then: (m, c) => {
      const extension = m.extension as NonNullable<Model['extension']>;
      extension.approved = true;
      const clock = runs(m, 'HANDLE') as ModelClock;
      clock.extended = extension.days;
      dated(clock);
      paper(m, c, 'EXTENSION_NOTICE');
    },
  },
  // 32: the opinion
  draftOpinion: {
    who: HANDLER,
    stages: ['accepted', 'handling'],
    may: (m) => m.opinion === null || openOpinion(m, 'returned', 'issued'),
    then: (m, c) => {
      const former = m.opinion && m.opinion.state !== 'issued' ? m.opinion : null;
      if (m.opinion && !former) m.services = new Map();
      const { outcomes, day, to, id } = c.what;
      const executeBy = outcomes.some(supports) ? day : null;
      const performer = outcomes.some(supports) ? (c.what.inside ? m.at.id : to.id) : null;
      m.opinion = {
        id: former?.id ?? id,
        state: 'drafted',
        by: c.person,
        outcomes,
        executeBy,
        performer,
        paper: null,
        spoken: false,
        legacy: false,
      };
      for (const one of m.countersigns) if (one.opinion === m.opinion.id) one.state = 'asked';
      m.stage = 'handling';
    },
  },
  checkOpinion: {
    who: [who('CHECKER', 'holder')],
    stages: ['handling'],
    may: (m, c) => openOpinion(m, 'drafted') && m.opinion?.by !== c.person,
    then: (m) => Object.assign(m.opinion as ModelOpinion, { state: 'checked' }),
  },
  returnOpinion: {
    who: [who('CHECKER', 'holder'), who('ISSUER', 'holder')],
    stages: ['handling'],
    may: (m, c) => openOpinion(m, 'drafted', 'checked') && m.opinion?.by !== c.person,
    then: (m) => Object.assign(m.opinion as ModelOpinion, { state: 'returned' }),
  },
  issueOpinion: {
    who: ISSUER,
    stages: ['handling'],
    may: (m, c) =>
      openOpinion(m, 'checked') &&
      m.opinion?.by !== c.person &&
      m.countersigns.every(({ opinion, state }) => opinion !== m.opinion?.id || state === 'signed') &&
      (m.opinion?.executeBy ?? c.on) >= c.on,
    then: (m, c) => {
      const opinion = m.opinion as ModelOpinion;
      Object.assign(opinion, { state: 'issued', paper: c.what.id });
      meet(m, 'HANDLE', 'SIMPLE_HANDLE');
      paper(m, c, 'OPINION');
      m.performer = opinion.performer === m.at.id ? null : opinion.performer;
      Object.assign(m, { stage: 'opinion_issued', outcome: wholeOutcome(opinion.outcomes) });
    },
  },
  askCountersign: {
    who: HANDLER,
    stages: ['handling'],
    may: (m, c) =>
      openOpinion(m, 'drafted', 'checked') && !m.countersigns.some((one) => one.opinion === m.opinion?.id && one.organ === organOf(m, c)),
    then: (m, c) => {
      m.countersigns.push({ id: c.what.id, organ: organOf(m, c), opinion: m.opinion?.id ?? '', state: 'asked' });
    },
  },
  countersignOpinion: {
    who: [who('CHECKER', 'holder', 'assistant'), who('HEAD', 'holder', 'assistant')],
    stages: ['handling'],
    may: (m, c) => toSign(m, c.organ) !== undefined && m.opinion?.by !== c.person,
    then: (m, c) => {
      const asked = toSign(m, c.organ);
      if (asked) asked.state = c.what.yes ? 'signed' : 'objected';
    },
  },
  recordService: {
    who: [who('HANDLER', 'holder'), bureau('REGISTRAR', 'registrar', 'holder'), bureau('DISPATCHER', 'registrar', 'holder')],
    stages: ALL,
    may: (m, c) => {
      const { petitioner, paper: id } = c.what;
      const found = m.papers.find((one) => one.id === id);
      if (!found || found.voided || found.organ !== c.organ.id || !found.toPetitioner || !m.petitioners.includes(petitioner)) return false;
      if (found.kind !== 'OPINION') return !found.served.has(petitioner);
      return (
        m.opinion?.paper === id &&
        ['opinion_issued', 'opinion_served'].includes(m.stage) &&
        (m.services.get(petitioner) ?? null) === null &&
        c.organ.id === m.at.id
      );
    },
    then: (m, c) => {
      const { petitioner, paper: id, undelivered } = c.what;
      const found = m.papers.find((one) => one.id === id) as IssuedByModel;
      if (!undelivered) found.served.add(petitioner);
      if (found.kind !== 'OPINION') return;
      const isFirst = [...m.services.values()].every((served) => served === null);
      m.services.set(petitioner, undelivered ? null : c.on);
      if (undelivered) return;
      if (isFirst && !m.opinion?.spoken) startExecution(m, c.on);
      m.stage = 'opinion_served';
    },
  },
  voidDocument: {
    who: [
      who('ISSUER', 'registrar', 'holder', 'sender', 'assigner', 'assistant'),
      who('HEAD', 'registrar', 'holder', 'sender', 'assigner', 'assistant'),
    ],
    stages: OPEN,
    may: (m, c) => {
      const found = m.papers.find((one) => one.id === c.what.paper);
      if (!found || found.voided || found.organ !== c.organ.id || found.served.size > 0) return false;
      return (
        found.kind !== 'OPINION' || (m.opinion?.paper === found.id && m.stage === 'opinion_issued' && !m.reported && m.completion === null)
      );
    },
    then: (m, c) => {
      const found = m.papers.find((one) => one.id === c.what.paper) as IssuedByModel;
      found.voided = true;
      if (found.kind !== 'OPINION') {
        m.papers.push({ ...found, id: c.what.id, voided: false, served: new Set() });
        if (m.performed === found.id) m.performed = c.what.id;
        if (m.refused === found.id) m.refused = c.what.id;
        return;
      }
      const opinion = m.opinion as ModelOpinion;
      opinion.paper = null;
      // The answer that was given by word stands; only the paper asked for is none.
      if (opinion.spoken) return;
      opinion.state = 'checked';
      m.performer = null;
      Object.assign(m, { stage: 'handling', outcome: null });
      for (const term of ['HANDLE', ...(m.fast ? ['SIMPLE_HANDLE'] : [])]) if (lastOf(m, term)?.ended === 'met') again(m, lastOf(m, term));
    },
  },
  recordExecution: {
    who: [who('HANDLER', 'holder', 'assistant')],
    stages: ['opinion_served', 'closed'],
    may: (m, c) => m.opinion !== null && runs(m, 'EXECUTE') !== null && (c.organ.id === m.at.id || c.organ.id === m.opinion.performer),
    then: (m, c) => {
      m.execution = { by: c.person, organ: c.organ.id, on: c.on, state: 'recorded' };
      if (c.organ.id === m.at.id) meet(m, 'EXECUTE');
    },
  },
  checkExecution: {
    who: [who('HANDLER', 'holder'), who('CHECKER', 'holder'), who('HEAD', 'holder')],
    stages: ['opinion_served', 'closed'],
    may: (m, c) => {
      const ordered = m.clocks.findLast(({ term, ended }) => term === 'EXECUTE' && ended !== 'cancelled');
      // What a former opinion ordered is checked no more.
      if (!m.opinion?.executeBy || !ordered || m.execution === null || m.execution.on < ordered.from) return false;
      return m.execution.state === 'recorded' && m.execution.by !== c.person;
    },
    then: (m, c) => {
      const execution = m.execution as NonNullable<Model['execution']>;
      execution.state = c.what.yes ? 'checked' : 'sent_back';
      if (c.what.yes) meet(m, 'EXECUTE');
      else
        again(
          m,
          m.clocks.findLast(({ term, ended }) => term === 'EXECUTE' && ended === 'met'),
        );
      if (c.what.yes && execution.organ === m.performer) m.performer = null;
    },
  },
  // 22(3): the assignment
  reportAssignment: {
    who: HANDLER,
    stages: OPEN,
    may: (m) => runs(m, 'ASSIGNMENT_REPORT') !== null && complete(m),
    then: (m) => {
      meet(m, 'ASSIGNMENT_REPORT');
      Object.assign(m, { report: true, reported: true });
    },
  },
  reportStage: {
    who: HANDLER,
    stages: OPEN,
    may: (m) => runs(m, 'ASSIGNMENT_REPORT') !== null,
    then: (m, c) => paper(m, c, 'STAGE_REPORT', false),
  },
  acceptAssignmentReport: { who: ASSIGNER(), stages: ALL, may: (m) => m.report, then: (m) => Object.assign(m, { report: false }) },
  returnAssignmentReport: {
    who: ASSIGNER(),
    stages: OPEN,
    may: (m, c) => m.report && c.what.day > c.on,
    then: (m, c) => {
      start(m, 'ASSIGNMENT_REPORT', m.at.id, c.on, c.what.day);
      Object.assign(m, { report: false, reported: false, completion: null });
      paper(m, c, 'REDO_RETURN', false);
    },
  },
  moveReportDate: {
    who: ASSIGNER(),
    stages: OPEN,
    // A date that has passed is not moved: late stays late.
    may: (m, c) => c.what.day > (runs(m, 'ASSIGNMENT_REPORT')?.nominal ?? '9999') && c.on <= (runs(m, 'ASSIGNMENT_REPORT')?.due ?? ''),
    then: (m, c) => {
      const clock = runs(m, 'ASSIGNMENT_REPORT') as ModelClock;
      clock.extended += dayNumber(c.what.day) - dayNumber(clock.nominal);
      dated(clock);
    },
  },
  // Handling, no clock
  recordInquiry: {
    who: HANDLER,
    stages: INQUIRED,
    may: (m) => atOrgan(m),
    then: (m, c) => {
      if (m.stage === 'accepted' && !c.what.plan) m.stage = 'handling';
    },
  },
  addEvidence: { who: HANDLER, stages: [...INQUIRED, 'opinion_issued', 'opinion_served'], may: (m) => atOrgan(m) },
  proposeOptions: {
    who: HANDLER,
    stages: INQUIRED,
    may: (m) => atOrgan(m) && m.options === null,
    then: (m, c) => {
      m.options = { by: c.person };
    },
  },
  decideOptions: {
    who: [who('HEAD', 'holder')],
    stages: INQUIRED,
    may: (m, c) => m.options !== null && m.options.by !== c.person,
    then: (m) => {
      m.options = null;
    },
  },
  pendingCommitment: {
    who: NOTICE,
    stages: [...INQUIRED, 'opinion_issued', 'opinion_served'],
    may: (m, c) => atOrgan(m) && !m.commitment && c.what.day > c.on,
    then: (m, c) => {
      m.commitment = true;
      paper(m, c, 'COMMITMENT_NOTICE');
    },
  },
  reviewCommitment: {
    who: NOTICE,
    stages: ALL,
    // A bureau that has the matter back puts nothing off in its own name.
    may: (m, c) => m.commitment && (c.what.yes || (c.what.day > c.on && atOrgan(m))),
    then: (m, c) => {
      if (c.what.yes) m.commitment = false;
      else paper(m, c, 'COMMITMENT_NOTICE');
    },
  },
  recordInstruction: {
    who: [who('DISPATCHER', 'registrar', 'holder'), ...HANDLER_OR_HEAD],
    stages: OPEN,
    then: (m, c) => {
      m.instructions.add(c.what.id);
    },
  },
  answerInstruction: {
    who: [who('DISPATCHER', 'registrar', 'holder'), ...HANDLER_OR_HEAD],
    stages: ALL,
    may: (m) => m.instructions.size > 0,
    then: (m) => {
      const [first] = m.instructions;
      if (first !== undefined) m.instructions.delete(first);
    },
  },
  // 28 ¶3
  requestRecusal: {
    who: [
      who('REGISTRAR', 'registrar', 'holder'),
      who('DISPATCHER', 'registrar', 'holder'),
      ...['HANDLER', 'CHECKER', 'ISSUER'].map((role) => who(role as Role, 'holder')),
      who('HEAD', 'registrar', 'holder'),
    ],
    petitioner: true,
    stages: OPEN,
    may: (m, c) => c.what.inside && !m.recusals.some(({ officer }) => officer === c.what.officer),
    then: (m, c) => {
      m.recusals.push({ id: c.what.id, officer: c.what.officer, by: c.person, above: c.what.yes ? aboveOf(m) : null });
    },
  },
  decideRecusal: {
    who: [who('HEAD', 'registrar', 'holder', 'assistant')],
    stages: OPEN,
    may: (m, c) => {
      const asked = m.recusals.find(({ id }) => id === c.what.paper);
      if (!asked || asked.by === c.person || asked.officer === c.person) return false;
      // About a head, a head of the organ above; `inside`: the officer asked about is the head.
      if (c.what.inside) return c.organ.id === aboveOf(m) && (!c.what.yes || !isBureau(m.at));
      return c.organ.id === m.at.id;
    },
    then: (m, c) => {
      const asked = m.recusals.find(({ id }) => id === c.what.paper);
      m.recusals = m.recusals.filter((one) => one !== asked);
      if (asked && c.what.yes) m.recused.add(asked.officer);
    },
  },
  // Off the path
  withdrawPetition: {
    who: [who('REGISTRAR', 'registrar')],
    petitioner: true,
    stages: OPEN,
    may: (m, c) => m.withdrawal === null && (c.by !== null || m.petitioners.length <= 1),
    then: (m, c) => {
      m.withdrawal = { by: c.person, state: 'declared', on: c.on, until: nextWorkingDay(CALENDAR, plus(c.on, REVOCABLE_DAYS)) };
    },
  },
  confirmWithdrawal: {
    who: [bureau('REGISTRAR', 'registrar'), bureau('AUDITOR', 'registrar', 'sender', 'assigner', 'above')],
    stages: OPEN,
    may: (m, c) => m.withdrawal?.state === 'declared' && m.withdrawal.by !== c.person && secondContact(m, c),
    then: (m, c) => {
      if (c.what.yes) (m.withdrawal as NonNullable<Model['withdrawal']>).state = 'confirmed';
      else m.withdrawal = null;
    },
  },
  revokeWithdrawal: {
    who: [who('REGISTRAR', 'registrar')],
    petitioner: true,
    stages: OPEN,
    may: (m, c) => m.withdrawal !== null && c.on <= m.withdrawal.until,
    then: (m) => {
      m.withdrawal = null;
      if (m.completion?.ground === 'withdrawn') m.completion = null;
    },
  },
  // 33; that the duty to handle ends with the agreement, and comes back with a broken promise, is an own rule
  recordSettlement: {
    who: HANDLER,
    stages: OPEN.filter((stage) => stage !== 'registered' && stage !== 'routed'),
    may: (m, c) => atOrgan(m) && m.petitioners.length > 0 && m.settlement?.state !== 'standing' && c.what.day >= c.on,
    then: (m, c) => {
      cancel(m, 'settled', 'HANDLE', 'SIMPLE_HANDLE');
      for (const promise of c.what.more) {
        m.promises.push({ id: promise, settlement: c.what.id, day: c.what.day, state: 'open' });
        start(m, 'PROMISE', promise, c.on, c.what.day);
      }
      m.settlement = { id: c.what.id, stage: m.stage, state: 'standing' };
      m.settlements.set(c.what.id, m.settlement);
      paper(m, c, 'SETTLEMENT', false);
      m.outcome = 'settled';
    },
  },
  recordPromisePerformed: {
    who: HANDLER,
    stages: ALL,
    may: (m, c) => m.promises.some(({ id, state }) => id === c.what.paper && state === 'open'),
    then: (m, c) => {
      const promise = m.promises.find(({ id }) => id === c.what.paper);
      if (!promise) return;
      promise.state = 'performed';
      for (const clock of m.clocks) if (clock.subject === promise.id) clock.ended = 'met';
      const settlement = m.settlements.get(promise.settlement);
      const whole = m.promises.every((one) => one.settlement !== promise.settlement || one.state === 'performed');
      if (settlement && whole && settlement.state === 'standing') settlement.state = 'performed';
    },
  },
  recordPromiseBroken: {
    who: [who('HANDLER', 'holder'), bureau('AUDITOR', 'registrar', 'assigner', 'above')],
    stages: ALL,
    may: (m, c) =>
      m.promises.some(({ id, state }) => id === c.what.paper && state === 'open') &&
      (c.what.yes || c.on > (m.clocks.find(({ subject }) => subject === c.what.paper)?.due ?? '')),
    then: (m, c) => {
      const promise = m.promises.find(({ id }) => id === c.what.paper);
      const settlement = promise && m.settlements.get(promise.settlement);
      if (!promise || !settlement) return;
      promise.state = 'broken';
      for (const clock of m.clocks) if (clock.subject === promise.id) Object.assign(clock, { ended: 'cancelled', why: 'broken' });
      const first = settlement.state === 'standing';
      settlement.state = 'broken';
      if (m.stage === 'closed') {
        back(m, settlement.stage);
        clockOfStep(m);
      } else if (first) {
        Object.assign(m, { completion: null, outcome: m.outcome === 'settled' ? null : m.outcome });
        clockOfStep(m);
      }
    },
  },
  recordLegacyReply: {
    who: [MIGRATES],
    stages: ['accepted', 'handling'],
    may: (m) => m.opinion === null,
    then: (m, c) => {
      m.opinion = {
        id: c.what.id,
        state: 'issued',
        by: c.person,
        outcomes: [],
        executeBy: null,
        performer: null,
        paper: c.what.id,
        spoken: false,
        legacy: true,
      };
      m.services = new Map(m.petitioners.map((one) => [one, c.on]));
      meet(m, 'HANDLE');
      m.stage = 'opinion_served';
    },
  },
  // The end
  closePetition: {
    who: [who('HANDLER', 'holder'), bureau('DISPATCHER', 'holder')],
    stages: OPEN,
    may: (m, c) => closable(m, c.what.ground, c.on),
    then: (m, c) => {
      m.completion = { ground: c.what.ground, by: c.person };
    },
  },
  verifyCompletion: {
    who: [bureau('AUDITOR', 'registrar', 'assigner', 'above')],
    stages: OPEN,
    may: (m, c) => m.completion !== null && m.completion.by !== c.person && closable(m, m.completion.ground, c.on),
    then: (m, c) => {
      const { ground } = m.completion as NonNullable<Model['completion']>;
      const withdrawn = ground === 'withdrawn';
      for (const clock of m.clocks)
        if (clock.ended === null && clock.term !== 'EXECUTE' && clock.term !== 'PROMISE')
          Object.assign(clock, { ended: 'cancelled', why: withdrawn ? 'withdrawn' : 'closed' });
      paper(m, c, 'COMPLETION_REVIEW', false);
      for (const one of m.assistance) if (one.state === 'asked') one.state = 'ended';
      const from = m.stage;
      close(m, withdrawn ? 'withdrawn' : m.outcome);
      Object.assign(m, { closedFrom: from, archiveDue: true });
    },
  },
  reopenPetition: {
    who: [bureau('AUDITOR', 'registrar', 'assigner', 'above')],
    stages: ['closed'],
    may: (m, c) => {
      const { reason, stage } = c.what;
      if (m.outcome === 'split' || !passed(m).includes(stage)) return false;
      if (reason === 'NON_EXECUTION') return m.opinion?.outcomes.some(supports) ?? false;
      return reason !== 'BROKEN_PROMISE' || m.promises.some(({ state }) => state === 'broken');
    },
    then: (m, c) => {
      back(m, c.what.stage);
      Object.assign(m, { withdrawal: null, refused: null, archiveDue: false });
      clockOfStep(m);
      if (c.what.reason === 'NON_EXECUTION') again(m, lastOf(m, 'EXECUTE'));
    },
  },
  archivePetition: {
    who: [who('HANDLER', 'holder'), who('REGISTRAR', 'registrar')],
    stages: ['closed'],
    may: (m) => m.archiveDue,
    then: (m) => {
      m.archiveDue = false;
    },
  },
};

/** The organ directly above; the topmost has none but itself. */
const aboveOf = ({ at }: Model): string => at.path.at(-2) ?? at.id;

function ASSIGNER(): readonly Who[] {
  return [who('DISPATCHER', 'assigner'), who('AUDITOR', 'assigner')];
}
function handleFrom(m: Model, on: Day): Day {
  const cap = m.clocks.findLast(({ term, ended }) => NOTIFY.includes(term) && ended !== 'cancelled')?.due;
  const from = cap !== undefined && cap < on ? cap : on;
  const current = runs(m, 'HANDLE');
  return current && current.from <= from ? current.from : from;
}
function mayPerform(m: Model): boolean {
  return atOrgan(m) && !isRefused(m) && m.exit === '31(5)' && m.decided?.told === true;
}
function studies(m: Model, c: Doing): boolean {
  return atOrgan(m) && m.kind === 'SUGGESTION' && is2022(c.on) && !isRefused(m);
}
/** The unit asked: another organ, or an office of the own one. */
const organOf = (m: Model, { what }: Doing): string | null => (what.to.id === m.at.id ? null : what.to.id);
const toSign = (m: Model, { id }: PlacedOrgan) =>
  m.countersigns.find((one) => one.state === 'asked' && one.opinion === m.opinion?.id && (one.organ ?? m.at.id) === id);
/** Opinion and 送达回证, or what answers the matter on its own path. */
function complete(m: Model): boolean {
  if (m.outcome === 'settled') return true;
  if (pathIn(m) !== 'opinion' && (m.ledIn || m.performed !== null || m.replied || m.refused !== null)) return true;
  return m.opinion?.state === 'issued' && everyone(m, (one) => m.services.has(one));
}

const doing = (m: Model, { act, by, on, what }: Command): Doing | null => {
  if (by === PETITIONER)
    return LAW[act as ModelledAct].petitioner ? { on, what, by: null, person: PETITIONER, organ: m.at, as: null } : null;
  const as = right(m, by, LAW[act as ModelledAct].who);
  return as && { on, what, by, person: by.id, organ: by.organ ?? m.at, as };
};

/** Whether the law lets this be done now, its input apart. */
export function lawful(m: Model, command: Command): boolean {
  const law = LAW[command.act as ModelledAct];
  if (!law.stages.includes(m.stage)) return false;
  const c = doing(m, command);
  if (!c) return false;
  // Who is asked to step back waits.
  if (c.by && m.recusals.some(({ officer }) => officer === c.person)) return false;
  return law.may?.(m, c) ?? true;
}

export function act(m: Model, command: Command): void {
  const c = doing(m, command);
  if (!c) throw new Error('not lawful');
  LAW[command.act as ModelledAct].then?.(m, c);
  m.visited.add(m.stage);
}

export function opened(change: Pick<Model, 'kind' | 'channel' | 'unclear' | 'registrar' | 'received' | 'petitioners' | 'split'>): Model {
  const m: Model = {
    ...change,
    compared: false,
    at: change.registrar,
    since: change.received,
    sender: null,
    assigner: null,
    stage: 'registered',
    exit: null,
    outcome: null,
    clocks: [],
    transfer: null,
    former: [],
    objection: null,
    keeping: null,
    kept: false,
    handOver: null,
    feedback: false,
    proposal: null,
    decided: null,
    leading: null,
    ledIn: false,
    performance: null,
    performed: null,
    refusal: null,
    refused: null,
    study: null,
    replied: false,
    fast: false,
    opinion: null,
    services: new Map(),
    extension: null,
    assistance: [],
    countersigns: [],
    performer: null,
    options: null,
    commitment: false,
    instructions: new Set(),
    report: false,
    reported: false,
    execution: null,
    completion: null,
    closedFrom: null,
    archiveDue: false,
    withdrawal: null,
    settlement: null,
    settlements: new Map(),
    promises: [],
    recusals: [],
    recused: new Set(),
    crossing: false,
    accepted: false,
    visited: new Set<Stage>(['registered']),
    papers: [],
  };
  for (const term of directDuties(m, m.at, m.received)) start(m, term, m.at.id, m.received);
  return m;
}
