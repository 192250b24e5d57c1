import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import { sameMatterError } from '../domain/same-matter/same-matter.errors.js';

/** POPRF of RFC 9497 over ristretto255 with SHA-512: the list is its public info, so that an answer for one list is of no use with another. */
const functionOf = (listId: string) => ristretto255_oprf.poprf(Buffer.from(`sunshine same matter ${listId}`));

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const textBytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf8'));

/** Scalars and elements as lower-case hex. */
export interface PairKey {
  readonly publicKey: string;
  readonly secretKey: string;
}

/** A form with what takes the blinding away again; it stays with who asks. */
export interface Blinded {
  readonly form: string;
  readonly blind: string;
  /** What the other node sees: an element that could be that of any form. */
  readonly blinded: string;
}

/** What the owner of the pair key answers: in the order of the question, with the proof that it used the told key. */
export interface Evaluation {
  readonly evaluated: readonly string[];
  readonly proof: string;
}

/** What the function makes of a form: where it stands in a list, and the key to what is written there. */
export interface Place {
  readonly tag: string;
  readonly key: Buffer;
}

export function newPairKey(): PairKey {
  const { publicKey, secretKey } = ristretto255_oprf.oprf.generateKeyPair();
  return { publicKey: hex(publicKey), secretKey: hex(secretKey) };
}

/** Blinds what is asked of the list, with fresh randomness each time. @throws SAME_MATTER_PROOF_WRONG for a public key that is none */
export function blindForms(
  forms: readonly string[],
  { listId, publicKey }: { readonly listId: string; readonly publicKey: string },
): Blinded[] {
  const of = functionOf(listId);
  return checked('SAME_MATTER_PROOF_WRONG', () =>
    forms.map((form) => {
      const { blind, blinded } = of.blind(textBytes(form), bytesOf(publicKey));
      return { form, blind: hex(blind), blinded: hex(blinded) };
    }),
  );
}

/** @throws SAME_MATTER_MALFORMED for what is no element of the group, or its neutral one */
export function evaluateBlinded(secretKey: string, listId: string, blinded: readonly string[]): Evaluation {
  return checked('SAME_MATTER_MALFORMED', () => {
    const { evaluated, proof } = functionOf(listId).blindEvaluateBatch(bytesOf(secretKey), blinded.map(bytesOf));
    return { evaluated: evaluated.map(hex), proof: hex(proof) };
  });
}

/** Takes the blinding away. @throws SAME_MATTER_PROOF_WRONG where the told key was not used, or not on what was asked */
export function placesOf(
  asked: readonly Blinded[],
  { listId, publicKey }: { readonly listId: string; readonly publicKey: string },
  { evaluated, proof }: Evaluation,
): Place[] {
  const of = functionOf(listId);
  return checked('SAME_MATTER_PROOF_WRONG', () => {
    if (evaluated.length !== asked.length) throw new Error(`${asked.length} asked, ${evaluated.length} answered`);
    const { tweakedKey } = of.blind(textBytes('tweak'), bytesOf(publicKey));
    const items = asked.map(({ form, blind, blinded }, n) => ({
      ...{ input: textBytes(form), blind: bytesOf(blind), blinded: bytesOf(blinded), evaluated: bytesOf(evaluated[n]!) },
    }));
    return of.finalizeBatch(items, bytesOf(proof), tweakedKey).map(placeOf);
  });
}

/** The same for who has the secret key and knows the form: to write its own list. */
export const ownPlace = (secretKey: string, listId: string, form: string): Place =>
  placeOf(functionOf(listId).evaluate(bytesOf(secretKey), textBytes(form)));

const placeOf = (output: Uint8Array): Place => ({ tag: hex(output.subarray(0, 32)), key: Buffer.from(output.subarray(32, 64)) });

/** The library throws plain errors. */
function checked<T>(code: 'SAME_MATTER_MALFORMED' | 'SAME_MATTER_PROOF_WRONG', work: () => T): T {
  try {
    return work();
  } catch {
    throw sameMatterError(code);
  }
}
