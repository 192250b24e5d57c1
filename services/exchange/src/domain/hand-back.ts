import type { ArrivedState } from './arrived.js';
import { exchangeError } from './exchange.errors.js';

/** How a matter stands that was handed over, at either node. */
export type MatterState = 'preparing' | 'underway' | 'received' | 'held' | 'refused' | 'returned';

/** A word by which a matter may go back: the sender asks for it, or the node in charge objects to having it. */
export type AskKind = 'recall' | 'objection';

/** `agreed`: it goes back; `declined`: it stays where it is. */
export type AskState = 'asked' | 'agreed' | 'declined';

/** A hand-over as its sender has it; `messageId` names it. */
export interface Sent {
  readonly state: MatterState;
  readonly messageId: string | null;
}

/** Whether the sender has handed the matter over and not got it back: nobody there is in charge of it, whatever the receiver makes of it. */
export const isOut = (state: MatterState): boolean => state !== 'refused' && state !== 'returned';

/** Whether the answer to a word about that hand-over moves the matter: one that has come back already, or went again since, it does not. */
export const comesBack = (sent: Sent, handedBy: string): boolean => sent.messageId === handedBy && isOut(sent.state);

/**
 * What the receiver does with a recall. `end`: its registrar has not registered it, and will not; `ask`: it is handled here, so that the
 * service that handles it says whether it goes; `gone`: nothing of it is here, and the sender is told so by the same word.
 * @param arrived null: no such matter came, or its end is known
 * @param held whether this node holds what was registered of it
 */
export const onRecall = (arrived: ArrivedState | null, held: boolean): 'end' | 'ask' | 'gone' =>
  arrived === 'waiting' ? 'end' : arrived === 'registered' && held ? 'ask' : 'gone';

/**
 * What a registration of an arrived matter is. `sent-back`: the sender has been told that it is not taken, or has got it back: what was
 * registered meanwhile ends, for the sender is in charge.
 */
export const onRegistration = (arrived: ArrivedState): 'held' | 'sent-back' =>
  arrived === 'refused' || arrived === 'recalled' ? 'sent-back' : 'held';

/**
 * The matter comes back only as both agreed: the sender upheld the objection that the return names, to this very hand-over.
 * @throws RETURN_NOT_AGREED
 */
export function requireAgreed(ask: { readonly kind: AskKind; readonly state: AskState } | null): void {
  if (ask?.kind !== 'objection' || ask.state !== 'agreed') throw exchangeError('RETURN_NOT_AGREED');
}
