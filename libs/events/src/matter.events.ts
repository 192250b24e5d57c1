import { z } from 'zod';
import { code, nodeId } from './code.js';
import { defineEvent } from './define.js';
import { growing } from './growth.js';

const day = z.iso.date();
const id = z.uuid();
/** A compact JWE. */
const compact = z.string().regex(/^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/);

/**
 * `exchange` is to tell another node of this petition and asks the services that know it for their parts. What they give is sealed to `key`,
 * which `exchange` destroys as soon as the message stands: nothing personal can be read of the bus afterwards.
 */
export const MatterWanted = defineEvent('MatterWanted', 1, {
  petitionId: id,
  wantId: id,
  /** Kind of the message, as `libs/envelope` names it. */
  messageKind: code,
  /** The record that it tells of, of service the petitioner, of a report that is handed over the organ; null: the matter itself, of service every petitioner. */
  about: id.nullable(),
  /** Files of the petition that the message is to name and that go after it (ADR 0108). */
  fileIds: z.array(id).optional(),
  /** X25519, base64url; of this want alone. */
  key: z.string().regex(/^[\w-]{43}$/),
});

const given = { petitionId: id, wantId: id, sealed: compact };

/** `intake` gives the matter as it registered it; of service who the petitioners are. */
export const MatterGiven = defineEvent('MatterGiven', 1, given);

/** `case` gives what it knows of how the matter was sent on, or is handled. */
export const HandlingGiven = defineEvent('HandlingGiven', 1, given);

/** How a matter stands that was handed to another node. */
const HandOverState = z.enum(['received', 'held', 'refused', 'returned', 'recalled', 'recall_declined']);

/**
 * Another node has a matter of this one: `received` by its signed transport receipt, from whose day its organ's terms run on both sides; `held`
 * by its business receipt of acceptance, from which on that node is in charge; `refused` by it, or by this node's own list of partners. It is this
 * node's again as `returned` after an upheld objection, or as `recalled`; a recall that was declined (`recall_declined`) moves nothing.
 */
export const MatterHandedOver = defineEvent('MatterHandedOver', 1, {
  petitionId: id,
  /** The message. */
  messageId: id.nullable(),
  /** The organ of the other node, as the directory here has it. */
  organId: id,
  /** Id of that node. */
  node: nodeId,
  state: growing(HandOverState),
  /** Asia/Shanghai. */
  on: day,
});

/**
 * The node in charge of a matter that was handed over has told what its organ did: days and codes alone. What it wrote lies sealed in `exchange`.
 */
export const MatterTold = defineEvent('MatterTold', 1, {
  petitionId: id,
  /** The message that told it. */
  messageId: id,
  /** The organ of the other node, as the directory here has it. */
  organId: id,
  /** Id of that node. */
  node: nodeId,
  /** Kind of the message: `objection`, `information-given`, `acceptance`, `extension`, `opinion`, `service`, `assigned-matter-report`, `completion`, `guidance-given`, `merge`, `urgent-report`. */
  messageKind: code,
  /** Day of the act there, Asia/Shanghai. */
  on: day,
  /** Of an acceptance or an extension: the last day of handling; of an urgent event its last day; inclusive. */
  due: day.nullable(),
  /** Of a completion; of service its way; of a report its form, `final` or `stage`; of an urgent event which report it is. */
  ground: code.nullable(),
  /** Of service: the petitioner here who bears the name that was told. Empty: none, or several, or nobody was reached. */
  petitionerIds: z.array(id).max(1).optional(),
});

const proof = z.object({ at: z.iso.datetime(), digest: code });

/**
 * What passed between this node and others of a matter that another node closed, oldest first: for the file of the organ here, which is whole
 * without that node. Each later list takes the place of the former.
 */
export const MatterFileListed = defineEvent('MatterFileListed', 1, {
  petitionId: id,
  messages: z.array(
    z.object({
      messageId: id,
      /** Id of the other node. */
      node: nodeId,
      /** By this node. */
      sent: z.boolean(),
      /** Kind of the message, as `libs/envelope` names it. */
      messageKind: code,
      /** When it was written. */
      at: z.iso.datetime(),
      /** Day of the act there, Asia/Shanghai; null of what tells of none. */
      on: day.nullable(),
      /** Of its signed bytes; null: it has not left yet. */
      digest: code.nullable(),
      /** The transport receipt. */
      stored: proof.nullable(),
      /** The latest business receipt. */
      answered: proof.extend({ answer: code }).nullable(),
    }),
  ),
});

/**
 * The node that sent a matter here has told what it decided of it: days and codes alone. What it wrote lies sealed in `exchange`.
 */
export const SenderTold = defineEvent('SenderTold', 1, {
  petitionId: id,
  /** The message that told it. */
  messageId: id,
  /** The organ here at which the matter arrived. */
  organId: id,
  /** Id of the sender's node. */
  node: nodeId,
  /** Kind of the message: `completion` where it has accepted the report, `report-return` where it has not; `urgent-report`. */
  messageKind: code,
  /** Day of the decision there, Asia/Shanghai. */
  on: day,
  /** Of a returned report: the day by which to report again; of an urgent event its last day; inclusive. */
  due: day.nullable(),
});

/** The operator of the exchange said which organs of the directory another node serves; those it named before and not now are its own no more. */
export const PartnerPlaced = defineEvent('PartnerPlaced', 1, { node: nodeId, organIds: z.array(id) });

const HandBack = z.enum(['recall', 'upheld', 'rejected', 'gone']);
export type HandBack = z.infer<typeof HandBack>;

/**
 * The node from which a matter came asks for it (`recall`), or has decided the objection of an organ here (`upheld`, `rejected`). `gone`: it was
 * registered here after that node had been told that it is not taken, or had got it back.
 */
export const HandBackAsked = defineEvent('HandBackAsked', 1, {
  petitionId: id,
  /** The message. */
  messageId: id,
  /** Id of that node. */
  node: nodeId,
  ask: growing(HandBack),
  /** The objection that was decided. */
  objectionId: id.nullable(),
  /** Asia/Shanghai. */
  on: day,
});

/** `case` answers `HandBackAsked`: the matter goes back and has ended here, or it stays. */
export const HandBackAnswered = defineEvent('HandBackAnswered', 1, { petitionId: id, messageId: id, given: z.boolean() });

/** An objection was sent to the node from which the matter came: that node decides it. */
export const ObjectionForwarded = defineEvent('ObjectionForwarded', 1, { petitionId: id, objectionId: id, node: nodeId });
