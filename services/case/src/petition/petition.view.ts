import { factsAfter, mayRead, type Who } from '@sunshine/access';
import type { Channel, Exit, Outcome, PetitionKind, ServiceWay, Stage } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import type { Succession } from '../domain/groups/succession.records.js';
import type { Decision, PetitionState } from '../domain/petition.js';
import type { Reviewed } from '../domain/reviewing/reviewing.js';
import { WITH_OPINION } from '../domain/stages.js';
import type { Loaded } from '../runner/case.load.js';

/** A petition as the graph reads it. */
export interface CaseView {
  readonly id: string;
  readonly version: number;
  readonly kind: PetitionKind;
  readonly channel: Channel;
  readonly division: string;
  readonly stage: Stage;
  readonly exit: Exit | null;
  readonly outcome: Outcome | null;
  readonly organId: string;
  readonly closedOn: Day | null;
  /** The node in charge, where that is another one. */
  readonly heldBy: string | null;
  /** With another organ than it was brought to, which is no bureau. */
  readonly elsewhere: boolean;
  readonly firstHandlingUnitId: string | null;
  readonly deliveries: readonly { petitionerId: string; throughId: string | null; way: ServiceWay; servedOn: Day | null }[];
  /** Deaths and dissolutions of its petitioners, once there may be an opinion. */
  readonly successions: readonly Succession[];
  /** The reader works in the organ in charge. */
  readonly inCharge: boolean;
  /** The organ in charge and who reviews its opinions; null before there may be one. */
  readonly reviewed: Reviewed | null;
  /** Organs the reader works in. */
  readonly worksIn: readonly string[];
  /** For a tracking page: the petition of the code, which may have been merged into this one. */
  readonly trackedId?: string;
  /** The reader is a member of a joint petition and is not told what was served on other members. */
  readonly byMember?: boolean;
  /** For a tracking page: of every petitioner, to judge what the holder succeeds to. */
  readonly servedOnAll?: CaseView['deliveries'];
  /** The petitioner whose part a pass opens: the member of the code, or the only petitioner. */
  readonly trackedPetitionerId?: string | null;
}

/** Stages in which an opinion may have been served. */
export const STAGES_OF_SERVICE: readonly Stage[] = [...WITH_OPINION, 'closed'];

/**
 * The petition as the graph reads it once the decision is saved; null where the officer may no longer see it. Undefined where the rows have
 * to be read: not every move of a relation tells who sees it, and the organ in charge may be one that the act has not read.
 */
export function viewAfter(found: Loaded, decision: Decision, who: Who): CaseView | null | undefined {
  const { facts, organs } = found;
  const { state, relations } = decision;
  const served = STAGES_OF_SERVICE.includes(state.stage);
  const inCharge = organs.get(state.organId);
  if (!facts || (served && !inCharge)) return undefined;
  const after = factsAfter(facts, state.kind, relations, (id) => organs.get(id)?.path);
  if (!after) return undefined;
  if (!mayRead(after, who)) return null;
  const worksIn = facts.roles.flatMap(({ organId }) => organId ?? []);
  const { id, version, kind, channel, division, stage, exit, outcome, organId, closedOn, heldBy, firstHandlingUnitId } = state;
  return {
    id,
    version,
    kind,
    channel: channel as Channel,
    division,
    stage,
    exit,
    outcome,
    organId,
    closedOn,
    heldBy,
    elsewhere: organId !== state.registeringOrganId && state.organKind !== 'petition_bureau',
    firstHandlingUnitId,
    deliveries: served ? servedAfter(found, decision) : [],
    successions: served ? successionsOf(state) : [],
    inCharge: worksIn.includes(organId),
    reviewed: served && inCharge ? reviewedOf(inCharge) : null,
    worksIn,
  };
}

const reviewedOf = ({ kind, division, reviewers }: Reviewed): Reviewed => ({ kind, division, reviewers });

const byId = (left: { readonly id: string }, right: { readonly id: string }) => (left.id < right.id ? -1 : 1);

function servedAfter({ served, state: former }: Loaded, { state, paperDeliveries = [] }: Decision): CaseView['deliveries'] {
  const fresh = state.deliveries.filter((delivery) => !former.deliveries.includes(delivery));
  return [...served, ...fresh, ...paperDeliveries]
    .filter(({ opinionId }) => opinionId !== null)
    .toSorted(byId)
    .map(({ petitionerId, throughId, way, servedOn }) => ({ petitionerId, throughId, way, servedOn }));
}

const successionsOf = ({ records }: PetitionState): readonly Succession[] =>
  records
    .filter(({ kind, state }) => kind === 'succession' && state === 'recorded')
    .toSorted(byId)
    .map(({ data }) => data as unknown as Succession);
