import { dayNumber } from '@sunshine/procedure';
import type { MatterCourse } from './course.js';
import { DEFINITIONS, FIGURES, type FigureId } from './definitions.js';

/** A clock of the register as figures need it; days are Asia/Shanghai, the last one inclusive. */
export interface MatterClock {
  readonly id: string;
  readonly term: string;
  /** The organ whose duty it is. */
  readonly organId: string;
  readonly startedOn: string;
  readonly effectiveDue: string;
  readonly ended: string | null;
  readonly endedOn: string | null;
  readonly endReason: string | null;
}

export interface Matter {
  readonly id: string;
  /** As it was registered: a later change of kind changes no figure. Null: not known yet. */
  readonly kind: string | null;
  /** Not a report, nor a letter that fell apart into one. */
  readonly listed: boolean;
  readonly course: MatterCourse;
  readonly clocks: readonly MatterClock[];
  /** The matter in which this one goes on. */
  readonly lead: Matter | null;
  readonly rulings: readonly Ruling[];
}

/** `unmet`: not answered, or answered and reopened within thirty days; from the day after the last day on it is late. */
export type Finding = 'in_time' | 'late' | 'unmet';
/** How a duty counts: as was found, or as was decided of it. `excluded`: in neither set. */
export type Standing = Finding | 'excluded';

/** What was decided on an organ's contest of one duty in one figure. */
export interface Ruling {
  readonly figure: FigureId;
  readonly organId: string;
  readonly startedOn: string;
  readonly ruling: 'excluded' | 'corrected';
}

/** One duty below the line of one figure. */
export interface FigureFact {
  readonly figure: FigureId;
  readonly petitionId: string;
  readonly organId: string;
  readonly clockId: string;
  readonly startedOn: string;
  readonly dueOn: string;
  readonly answeredOn: string | null;
  readonly finding: Standing;
  /** As the rule has it, whatever was decided. */
  readonly found: Finding;
}

interface Judged {
  readonly answeredOn: string | null;
  readonly finding: Finding;
}

/**
 * Why a duty ended that was never met and is this organ's no longer, each decided by somebody else: another organ (which owes it from its own
 * receipt), the petitioner, or the law (own rules of notice, Art 23 ¶4). Before its last day such a duty is in neither set. Any other reason, one
 * that this release does not know among them, leaves it below the line and not above it.
 */
const PASSED_ON: ReadonlySet<string> = new Set([
  'accepted_earlier',
  'accused_identified',
  'assigned_on',
  'designated',
  'handed_over',
  'objection_upheld',
  'own_rules_of_notice',
  'recalled',
  'routed',
  'taken_as_review',
  'withdrawn',
]);
const judged = (answeredOn: string | null, dueOn: string): Judged => ({
  answeredOn,
  finding: answeredOn === null ? 'unmet' : answeredOn <= dueOn ? 'in_time' : 'late',
});

/** The day on which the matter that went on for this one met the term; null while it has not. */
const answerOf = (lead: Matter, term: string): string | null =>
  lead.lead ? answerOf(lead.lead, term) : (lead.clocks.findLast((clock) => clock.term === term && clock.ended === 'met')?.endedOn ?? null);

/** How one clock stands; null where it was no duty of this organ to the end. */
function judge(clock: MatterClock, { lead }: Matter): Judged | null {
  const { ended, endedOn, endReason: reason, effectiveDue } = clock;
  if (ended === null || endedOn === null) return judged(null, effectiveDue);
  if (ended === 'met') return judged(endedOn, effectiveDue);
  // Late stays late, whoever ended it and why.
  if (endedOn > effectiveDue) return { answeredOn: null, finding: 'late' };
  if (reason === 'merged' && lead) return judged(answerOf(lead, clock.term), effectiveDue);
  if (reason !== null && (PASSED_ON.has(reason) || reason === 'split')) return null;
  // A settlement is signed by the petitioner.
  return judged(reason === 'settled' ? endedOn : null, effectiveDue);
}

interface Duty extends Judged {
  readonly clock: MatterClock;
}

/**
 * One duty however often its clock was ended and started again from the same day: the first answer counts, and what was late stays so. Where
 * the organ itself had ended it unanswered, what followed counts.
 */
function dutyOf(clocks: readonly MatterClock[], matter: Matter): Duty | null {
  let duty: Duty | null = null;
  for (const clock of clocks) {
    const found = judge(clock, matter);
    if (found && (duty === null || duty.finding === 'unmet')) duty = { ...found, clock };
  }
  return duty;
}

function dutiesOf(matter: Matter, terms: readonly string[]): Duty[] {
  const groups = new Map<string, MatterClock[]>();
  const inOrder = matter.clocks.toSorted((a, b) => ((a.endedOn ?? '9') < (b.endedOn ?? '9') ? -1 : 1));
  for (const clock of inOrder) {
    if (!terms.includes(clock.term)) continue;
    const key = `${clock.organId} ${clock.startedOn}`;
    groups.set(key, [...(groups.get(key) ?? []), clock]);
  }
  return [...groups.values()].flatMap((group) => dutyOf(group, matter) ?? []);
}

const closings = ({ lead, course }: Matter): MatterCourse['closings'] => (lead ? closings(lead) : course.closings);

/** What was answered and closed and reopened within the days of the definition was not answered. */
function lasting(duty: Duty, matter: Matter, within: number): Duty {
  const { answeredOn, finding } = duty;
  const undone = closings(matter).some(
    ({ on, reopenedOn }) =>
      answeredOn !== null && on >= answeredOn && reopenedOn !== null && dayNumber(reopenedOn) - dayNumber(on) <= within,
  );
  return undone && finding === 'in_time' ? { ...duty, finding: 'unmet' } : duty;
}

/** Closed by the last day of a duty that was met by then; closing a matter whose duty was not met closes nothing. */
function closed(duty: Duty, matter: Matter): Duty {
  if (duty.finding !== 'in_time') return duty;
  const closing = closings(matter).find(({ on }) => on >= (duty.answeredOn ?? duty.clock.startedOn));
  return { ...duty, ...judged(closing?.on ?? null, duty.clock.effectiveDue) };
}

/**
 * The acceptance that is due with the notice; null where none is owed: no claim, or another way was decided and told by the last day, before
 * anything was accepted. A way decided after it takes nothing away.
 */
function accepted(duty: Duty, { kind, course, clocks }: Matter): Duty | null {
  const { organId, effectiveDue } = duty.clock;
  if (kind !== 'CLAIM') return null;
  const on = course.accepted.find((one) => one.organId === organId)?.on ?? null;
  const begun = on !== null || clocks.some(({ term, organId: whose }) => term === 'HANDLE' && whose === organId);
  const way = course.exits.findLast((exit) => exit.on <= effectiveDue)?.exit ?? '31(6)';
  if (!begun && way !== '31(6)' && duty.finding === 'in_time') return null;
  return { ...duty, ...judged(on, effectiveDue) };
}

/** How the duty counts after what was decided of it; corrected or not, what was reopened within the days of the definition was not answered. */
function standing(figure: FigureId, duty: Duty, matter: Matter): Standing {
  const { organId, startedOn, effectiveDue } = duty.clock;
  const ruling = matter.rulings.find((one) => one.figure === figure && one.organId === organId && one.startedOn === startedOn)?.ruling;
  if (ruling === undefined) return duty.finding;
  if (ruling === 'excluded') return 'excluded';
  const { undoneWithin } = DEFINITIONS[figure];
  const corrected: Duty = { ...duty, finding: 'in_time', answeredOn: duty.answeredOn ?? effectiveDue };
  const lasts = undoneWithin === null || lasting(corrected, matter, undoneWithin).finding === 'in_time';
  return lasts ? 'in_time' : duty.finding;
}

const READ: Readonly<Record<'clock' | 'acceptance' | 'closing', (duty: Duty, matter: Matter) => Duty | null>> = {
  clock: (duty) => duty,
  acceptance: accepted,
  closing: closed,
};

const ofMatter = (matter: Matter): FigureFact[] =>
  FIGURES.flatMap((figure) => {
    const { terms, answer, undoneWithin } = DEFINITIONS[figure];
    return dutiesOf(matter, terms).flatMap((duty) => {
      const read = READ[answer](undoneWithin === null ? duty : lasting(duty, matter, undoneWithin), matter);
      if (!read) return [];
      const { clock, answeredOn, finding: found } = read;
      const { id: clockId, organId, startedOn, effectiveDue: dueOn } = clock;
      const finding = standing(figure, read, matter);
      return [{ figure, petitionId: matter.id, organId, clockId, startedOn, dueOn, answeredOn, finding, found }];
    });
  });

const WORST: readonly Standing[] = ['late', 'unmet', 'in_time', 'excluded'];
const worse = (a: FigureFact, b: FigureFact): FigureFact => {
  const [first] = [a, b].toSorted((x, y) => WORST.indexOf(x.finding) - WORST.indexOf(y.finding));
  return { ...(first as FigureFact), dueOn: a.dueOn < b.dueOn ? a.dueOn : b.dueOn };
};

/**
 * What one letter puts below and above the line of each figure, whatever became of it. None of these raises a figure of an organ:
 * - merging: each petition stays below the line on its own day, and above it only if the lead met the term by that day;
 * - splitting: the parts at one organ are one duty, due on the first day of any and met only when all are;
 * - re-labelling: kind is that of the registration; a duty that a corrected way or kind ends stays below and not above; a way decided after
 *   the last day takes nothing away. (Another way decided and told in time is a decision in time: no acceptance is owed.)
 * - early closing: what ends unanswered stays below and not above, a closing counts only over a duty that was met, and a matter reopened
 *   within the days of the definition was not answered. Who thinks a single fact wrong contests it.
 * @param family the petition as it was registered, and the parts into which it fell
 * @source own rule: law 4.1 (clock states, merged, split), 19; beyond 12
 */
export function factsOf(family: readonly Matter[]): FigureFact[] {
  const facts = family.filter(({ listed }) => listed).flatMap(ofMatter);
  if (family.length < 2) return facts;
  const units = new Map<string, FigureFact>();
  for (const fact of facts) {
    const key = `${fact.figure} ${fact.organId}`;
    const known = units.get(key);
    units.set(key, known ? worse(known, fact) : fact);
  }
  return [...units.values()];
}
