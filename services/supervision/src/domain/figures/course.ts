/** What of the course of a matter its figures depend on; days are those of the facts, Asia/Shanghai. */
export interface MatterCourse {
  /** Decisions on the way of the matter in their order: an exit of Art 31, or `refused`. */
  readonly exits: readonly { readonly exit: string; readonly on: string }[];
  readonly accepted: readonly { readonly organId: string; readonly on: string }[];
  /** Every closing; `reopenedOn` null while it lasts. */
  readonly closings: readonly { readonly on: string; readonly reopenedOn: string | null }[];
}

/** What one event tells of it. */
export interface CourseStep {
  /** Legal day of the act. */
  readonly on: string;
  /** Left out: the event tells no course. */
  readonly course?: { readonly exit: string | null; readonly closedOn: string | null };
  readonly accepted?: { readonly organId: string; readonly on: string };
  readonly refused?: boolean;
}

/** The course after one more event; the same object where it tells nothing new. */
export function follow(course: MatterCourse, step: CourseStep): MatterCourse {
  let next = course;
  const exit = step.refused ? 'refused' : (step.course?.exit ?? null);
  if (exit !== null && next.exits.at(-1)?.exit !== exit && (exit !== 'refused' || step.refused))
    next = { ...next, exits: [...next.exits, { exit, on: step.on }] };
  if (step.accepted) next = { ...next, accepted: [...next.accepted, step.accepted] };
  if (!step.course) return next;
  const { closedOn } = step.course;
  const last = next.closings.at(-1);
  const isClosed = last !== undefined && last.reopenedOn === null;
  if (closedOn !== null && !isClosed) return { ...next, closings: [...next.closings, { on: closedOn, reopenedOn: null }] };
  if (closedOn === null && isClosed) return { ...next, closings: [...next.closings.slice(0, -1), { ...last, reopenedOn: step.on }] };
  return next;
}
