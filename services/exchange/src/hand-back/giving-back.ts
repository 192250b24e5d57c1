import { MatterHandedOver, ObjectionForwarded } from '@sunshine/events';
import type { BusContext } from '@sunshine/messaging';
import { shanghaiDay } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { comesBack, type AskKind } from '../domain/hand-back.js';
import { moveMatter, type MatterRow } from '../matters/matters.rows.js';
import { keepHandBack, lockHandBack } from './hand-back.rows.js';

type Bus = Pick<BusContext, 'tx' | 'emit'>;

/** Keeps what was asked of the other node; `messageId` is null where the list of partners let it not pass. */
export async function keepAsk(
  { tx, emit, act }: Pick<BusContext, 'tx' | 'emit' | 'act'>,
  matter: MatterRow,
  { kind, about, messageId }: { readonly kind: AskKind; readonly about: string | null; readonly messageId: string | null },
): Promise<void> {
  const { petitionId, partner, way, messageId: handedBy, conversation } = matter;
  const at = new Date(act.at);
  if (messageId === null || conversation === null) {
    // An objection that cannot be sent is answered on paper; what cannot be recalled stays there.
    if (kind === 'recall') emit(petitionId, handedOver(matter, 'recall_declined', at));
    return;
  }
  await keepHandBack(tx, { messageId, petitionId, partner, way, kind, handedBy, conversation, about, state: 'asked' }, at);
  if (kind === 'objection' && about !== null)
    emit(petitionId, ObjectionForwarded.create({ petitionId, objectionId: about, node: partner }));
}

/** This node is in charge again, where the answer is about the hand-over that stands. @param at UTC: of the business receipt that says so */
export async function giveBack(
  { tx, emit }: Bus,
  matter: MatterRow,
  handedBy: string | null,
  as: 'returned' | 'recalled',
  at: Date,
): Promise<void> {
  if (handedBy === null || !comesBack(matter, handedBy)) return;
  await moveMatter(tx, matter, { state: 'returned' });
  emit(matter.petitionId, handedOver(matter, as, at));
}

/** The matter stays there. @param at UTC: of the business receipt that says so */
export function keepThere({ emit }: Bus, matter: MatterRow, handedBy: string | null, at: Date): void {
  if (handedBy !== null && comesBack(matter, handedBy)) emit(matter.petitionId, handedOver(matter, 'recall_declined', at));
}

const handedOver = (
  { petitionId, messageId, organId, partner: node }: MatterRow,
  state: 'returned' | 'recalled' | 'recall_declined',
  at: Date,
) => MatterHandedOver.create({ petitionId, messageId, organId, node, state, on: shanghaiDay(at) });

/** The hand-over to which the objection was made that a return names; null: none that is known. */
export async function handedByOf(tx: EntityManager, { objection }: Readonly<Record<string, unknown>>): Promise<string | null> {
  return (await lockHandBack(tx, String(objection)))?.handedBy ?? null;
}
