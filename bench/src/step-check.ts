import type { StepOn } from '@sunshine/procedure';
import type { LateFact, PlantedClock } from './planted-clocks.js';

/** A step that was told as reached or as withdrawn, in the order of its clock. */
export interface Told {
  readonly type: string;
  readonly clockId: string;
  readonly step: string;
  readonly on: string;
}

interface Wrong {
  /** Steps of the law that were never told, or do not stand though nothing withdraws them. */
  readonly missing: number;
  readonly doubled: number;
  readonly disordered: number;
  /** Withdrawn though still due, or not withdrawn though a fact shows them not due. */
  readonly wronglyWithdrawn: number;
  readonly wronglyStanding: number;
}

const name = ({ step, on }: StepOn): string => `${step} ${on}`;

/** Counts what the topic tells otherwise than the law and the facts say. Read from them alone, with nothing of the owner's own rows. */
export function wrongSteps(
  told: readonly Told[],
  { clocks, facts }: { readonly clocks: readonly PlantedClock[]; readonly facts: ReadonlyMap<string, LateFact> },
): Wrong & { withdrawn: number } {
  const byClock = new Map<string, Told[]>();
  for (const one of told) byClock.set(one.clockId, [...(byClock.get(one.clockId) ?? []), one]);
  const counts = { withdrawn: 0, missing: 0, doubled: 0, disordered: 0, wronglyWithdrawn: 0, wronglyStanding: 0 };
  for (const clock of clocks) {
    const events = byClock.get(clock.id) ?? [];
    const fact = facts.get(clock.id);
    const { standing, withdrawn, unknown } = replayed(events);
    counts.withdrawn += withdrawn.length;
    counts.wronglyWithdrawn += unknown + withdrawn.filter(({ on }) => !fact || on <= fact.on).length;
    counts.doubled += standing.length - new Set(standing.map(name)).size;
    const before = fact ? clock.steps.filter(({ on }) => on <= fact.on) : clock.steps;
    // After a fact the law has other steps; those that lie before it are not raised again.
    const after = fact?.after?.filter(({ on }) => on >= fact.on) ?? [];
    const due = new Set([...before, ...after].map(name));
    counts.wronglyStanding += standing.filter((step) => !due.has(name(step))).length;
    const has = new Set(standing.map(name));
    // A clock that had ended, or moved, before its step was told tells it no more.
    const owed = fact ? after : before;
    counts.missing += owed.filter((step) => !has.has(name(step))).length;
    counts.disordered += [before, after].filter((steps) => !inOrder(standing, steps)).length;
  }
  return counts;
}

function replayed(events: readonly Told[]): { standing: Told[]; withdrawn: Told[]; unknown: number } {
  const standing: Told[] = [];
  const withdrawn: Told[] = [];
  let unknown = 0;
  for (const event of events) {
    if (event.type === 'ClockStepReached') standing.push(event);
    else {
      const index = standing.findLastIndex(({ step, on }) => step === event.step && on === event.on);
      if (index < 0) unknown += 1;
      else withdrawn.push(...standing.splice(index, 1));
    }
  }
  return { standing, withdrawn, unknown };
}

/** Whether those of the steps that stand were told in the order of the law. */
function inOrder(standing: readonly Told[], steps: readonly StepOn[]): boolean {
  const places = steps.map((step) => standing.findIndex((one) => name(one) === name(step))).filter((place) => place >= 0);
  return places.every((place, n) => n === 0 || place > (places[n - 1] as number));
}
