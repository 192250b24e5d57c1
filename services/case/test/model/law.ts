import type { Stage } from '@sunshine/events';
import { directDuties, is2022, start } from './clocks.js';
import type { Doing, LawOfAct } from './course.js';
import { closingLaw } from './law/closing.js';
import { decidingLaw } from './law/deciding.js';
import { exitsLaw } from './law/exits.js';
import { groupsLaw } from './law/groups.js';
import { handlingLaw } from './law/handling.js';
import { objectionLaw } from './law/objection.js';
import { opinionLaw } from './law/opinion.js';
import { papersLaw } from './law/papers.js';
import { redoLaw } from './law/redo.js';
import { reviewLaw } from './law/review.js';
import { routingLaw } from './law/routing.js';
import { right } from './rights.js';
import { type Command, type Model, type ModelledAct, PETITIONER } from './state.js';

/**
 * A small model of law.md 4.1 with 2.4 and 2.5, written from the law and not from the rules it judges: who may do an act, at which step of
 * which path, which step follows, and which clocks it moves. What an act does not list here moves nothing.
 */
export const LAW: Record<ModelledAct, LawOfAct> = {
  ...routingLaw,
  ...objectionLaw,
  ...handlingLaw,
  ...exitsLaw,
  ...groupsLaw,
  ...opinionLaw,
  ...papersLaw,
  ...closingLaw,
  ...reviewLaw,
  ...decidingLaw,
  ...redoLaw,
};

/** Acts that move no clock: whatever their order, no date moves. */
export const NON_STATUTORY = (Object.keys(LAW) as ModelledAct[]).filter((act) => LAW[act].noClock);

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
  const at = m.at.id;
  LAW[command.act as ModelledAct].then?.(m, c);
  // A task inside the organ ends with its charge, and where its officer steps back.
  if (m.at.id !== at || m.stage === 'closed' || (m.task && m.recused.has(m.task.officer))) m.task = null;
  if (m.at.id !== at || m.stage === 'closed') m.mediation = null;
  m.visited.add(m.stage);
}

export function opened(
  change: Pick<Model, 'kind' | 'channel' | 'unclear' | 'registrar' | 'received' | 'petitioners' | 'ended' | 'split'>,
): Model {
  const m: Model = {
    ...change,
    revocation: null,
    heirMet: false,
    compared: false,
    pendingElsewhere: false,
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
    pointing: null,
    submitted: null,
    handOver: null,
    identification: null,
    identified: false,
    feedback: false,
    answeredAt: new Set(),
    sent: false,
    proposal: null,
    decided: null,
    leading: null,
    ledIn: false,
    tookItself: false,
    performance: null,
    performed: null,
    refusal: null,
    refused: null,
    study: null,
    replied: false,
    fast: false,
    heard: false,
    inquired: false,
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
    mediation: null,
    settlement: null,
    beforeRedo: null,
    settlements: new Map(),
    promises: [],
    recusals: [],
    recused: new Set(),
    task: null,
    crossing: false,
    accepted: false,
    visited: new Set<Stage>(['registered']),
    papers: [],
    reviews: [],
    texts: [],
    workers: new Set(),
  };
  for (const term of directDuties(m, m.at, m.received)) start(m, term, m.at.id, m.received);
  if (m.channel === 'TRANSFER_IN' && m.kind !== 'REPORT' && is2022(m.received)) start(m, 'OBJECT', m.at.id, m.received);
  return m;
}
