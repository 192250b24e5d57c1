import { z } from 'zod';
import { code, nodeId as node, petitionNumber } from './code.js';
import { defineEvent } from './define.js';

/** Bytes as lower-case hex. */
const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
/** An element of ristretto255: of what was blinded, of what was evaluated, of a public key. */
const element = hex(32);
const elements = z.array(element);

/** A part of the list of a node's open matters, unreadable without its pair key (ADR 0105). */
const listed = {
  listId: z.uuid(),
  /** The partner: for whom it was made, or who made it. */
  node,
  publicKey: element,
  /** From then on the list answers nothing. */
  expiresAt: z.iso.datetime(),
  /** From 1. */
  part: z.number().int().positive(),
  parts: z.number().int().positive(),
  entries: z.array(
    z.object({
      tag: hex(32),
      /** Base64url: the first signs of a number, under a key that only the answer to a question gives. */
      sealed: z.string().regex(/^[A-Za-z0-9_-]{40,120}$/),
    }),
  ),
};

/** Published by intake under the petition: a registrar asks a node whether the same matter may be in hand there. Nothing of the petitioner is in it. */
export const SameMatterAsked = defineEvent('SameMatterAsked', 1, {
  petitionId: z.uuid(),
  questionId: z.uuid(),
  node,
  listId: z.uuid(),
  /** Of the open registration for which it is asked. */
  number: petitionNumber,
  /** The officer under a name that only the asking node can resolve; another name at each partner. */
  officer: hex(32),
  blinded: elements,
});

/** Key, as of all that follow: the list, or the question. Published by exchange each night for each partner with whom the comparison is agreed. */
export const SameMatterListDue = defineEvent('SameMatterListDue', 1, { node, listId: z.uuid() });
/** Published by intake for the partner `node`. */
export const SameMatterListMade = defineEvent('SameMatterListMade', 1, listed);
/** Published by exchange: the list of the partner `node`. */
export const SameMatterListReceived = defineEvent('SameMatterListReceived', 1, listed);

/** Published by exchange: a partner asks, within its limits. */
export const SameMatterQuestioned = defineEvent('SameMatterQuestioned', 1, {
  questionId: z.uuid(),
  node,
  listId: z.uuid(),
  blinded: elements,
});

const answer = {
  questionId: z.uuid(),
  node,
  /** In the order of the question, with the proof that the told key was used (RFC 9497); null where it was refused. */
  evaluation: z.object({ evaluated: elements, proof: hex(64) }).nullable(),
  /** Why it was refused. */
  refused: code.nullable(),
};
/** Published by intake: what its key makes of the blinded elements of a partner. It does not know what they are, nor whether they match. */
export const SameMatterEvaluated = defineEvent('SameMatterEvaluated', 1, answer);
/** Published by exchange: the answer of the partner `node`. */
export const SameMatterAnswered = defineEvent('SameMatterAnswered', 1, answer);
