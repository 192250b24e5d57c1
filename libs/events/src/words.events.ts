import { z } from 'zod';
import { code, nodeId } from './code.js';
import { defineEvent } from './define.js';

const day = z.iso.date();
const id = z.uuid();
/** A compact JWE. */
const compact = z.string().regex(/^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/);

/**
 * Key: petitionId (so for every event of this file). A node that shares the matter has written something that a service here keeps as its own:
 * `supervision` what urges and answers. The service asks for the words by `WordsWanted`; until then they lie sealed in `exchange`.
 */
export const WordsArrived = defineEvent('WordsArrived', 1, {
  petitionId: id,
  /** The message. */
  messageId: id,
  /** The organ here at which the matter arrived, or the organ of the other node to which it was sent. */
  organId: id,
  /** Id of the node that wrote it. */
  node: nodeId,
  /** Kind of the message, as `libs/envelope` names it. */
  messageKind: code,
  /** Day of the transport receipt, Asia/Shanghai: terms run from it. */
  receivedOn: day,
});

/** What a message says is asked of `exchange`, sealed to `key`, whose secret half the service destroys with the answer. */
export const WordsWanted = defineEvent('WordsWanted', 1, {
  petitionId: id,
  messageId: id,
  /** X25519, base64url; of this message alone. */
  key: z.string().regex(/^[\w-]{43}$/),
});

/** `exchange` gives what another node wrote, sealed to the key of the service that asked. */
export const WordsGiven = defineEvent('WordsGiven', 1, { petitionId: id, messageId: id, sealed: compact });

/** `supervision` gives its part of a message, as `MatterGiven` is intake's. */
export const SupervisionGiven = defineEvent('SupervisionGiven', 1, { petitionId: id, wantId: id, sealed: compact });
