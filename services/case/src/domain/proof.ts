import type { ServiceWay } from '@sunshine/events';
import type { Proof } from './petition.js';
import { optional } from './text.js';

const has = (text: string | null | undefined): boolean => Boolean(text?.trim());

/** What each way needs, and the words for it. Left after refusal: a witness or a photo or video. */
const NEEDS: Record<ServiceWay, { needs: (proof: Proof) => boolean; words: string }> = {
  in_person: { needs: ({ signature }) => has(signature), words: '受送达人签名' },
  household: { needs: ({ signature, relation }) => has(signature) && has(relation), words: '同住成年家属签名及与受送达人的关系' },
  agent: { needs: ({ signature, relation }) => has(signature) && has(relation), words: '代收人签名及授权或者指定' },
  post: { needs: ({ receiptNumber }) => has(receiptNumber), words: '邮寄回执编号' },
  electronic: { needs: ({ consent }) => has(consent), words: '对本文书电子送达的同意' },
  left: { needs: ({ witness, photo }) => has(witness) || has(photo), words: '见证人，或者照片、录像' },
  undeliverable: { needs: ({ attempts }) => Boolean(attempts?.some(has)), words: '各次送达的经过' },
};

export const WAY_NAMES: Record<ServiceWay, string> = {
  in_person: '直接送达',
  household: '同住成年家属签收',
  agent: '代收人签收',
  post: '邮寄送达',
  electronic: '电子送达',
  left: '留置送达',
  undeliverable: '无法送达',
};

/**
 * What is missing for this way, in words; null when it is proved.
 * @source 民事诉讼法 87-90, 95 by analogy; law 18
 */
export function proofMissing(way: ServiceWay, proof: Proof): string | null {
  const { needs, words } = NEEDS[way];
  return needs(proof) ? null : words;
}

/** What was handed in, trimmed. @throws TEXT_TOO_LONG, TEXT_MALFORMED */
export function cleanProof(given: Proof | null | undefined): Proof {
  const text = (name: keyof Proof): string | null => optional('送达凭据', given?.[name] as string | null | undefined, 500);
  const proof: Proof = {
    signature: text('signature'),
    witness: text('witness'),
    relation: text('relation'),
    receiptNumber: text('receiptNumber'),
    consent: text('consent'),
    photo: text('photo'),
    attempts: (given?.attempts ?? []).flatMap((attempt) => optional('送达经过', attempt, 500) ?? []),
  };
  return Object.fromEntries(Object.entries(proof).filter(([, value]) => value !== null && (!Array.isArray(value) || value.length > 0)));
}
