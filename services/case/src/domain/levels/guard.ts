import { ACTS, type ActName } from '../acts.js';
import type { ActRule } from '../act-rule.js';
import type { PetitionState } from '../petition.js';
import { standingTransfer } from '../standing.js';
import { isHeld } from '../elsewhere.js';
import { levelsError } from './levels.errors.js';

const SOURCE = '本系统规则 跨节点办理（信访工作条例 22）';

type Standing = Pick<PetitionState, 'heldBy' | 'records'>;

/** The node to which the matter was sent and that has not answered yet whether it takes it; null: none. */
function askedNode(state: Standing): string | null {
  const told = standingTransfer(state)?.data.elsewhere;
  return told === undefined || isHeld(told) ? null : told.node;
}

type Refusal = 'HELD_BY_OTHER_NODE' | 'HAND_OVER_OPEN';

/** By which refusal the act waits for another node, and for which one; null: it may be done here. */
function refusalOf(state: Standing, act: ActName): { readonly code: Refusal; readonly node: string } | null {
  const { elsewhere }: ActRule = ACTS[act];
  if (state.heldBy !== null) return elsewhere === true ? null : { code: 'HELD_BY_OTHER_NODE', node: state.heldBy };
  const node = elsewhere === false ? askedNode(state) : null;
  return node === null ? null : { code: 'HAND_OVER_OPEN', node };
}

/** Whether the act may be done here, as far as it depends on which node has the matter. */
export const isDoneHere = (state: Standing, act: ActName): boolean => refusalOf(state, act) === null;

/**
 * While another node is in charge, nothing is handled here: by the table of acts alone what belongs to the sender's side goes on.
 * @throws HELD_BY_OTHER_NODE, HAND_OVER_OPEN
 * @source own rule; one organ is in charge at a time (law 4.1)
 */
export function requireHere(state: Standing, act: ActName): void {
  const refusal = refusalOf(state, act);
  if (refusal) throw levelsError(refusal.code, { source: SOURCE, details: { node: refusal.node, act: ACTS[act].name } });
}
