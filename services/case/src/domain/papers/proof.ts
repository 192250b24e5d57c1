import { proofMissing, wayOf, type RulePack, type ServiceWayRule } from '@sunshine/procedure';
import { caseError } from '../case.errors.js';
import type { Proof } from '../petition.js';
import { paperError } from './papers.errors.js';
import { optional } from '../text.js';

/** Where in the input the forms of a proof stand, any one of which is enough. */
export const proofFields = ({ anyOf }: ServiceWayRule['needs'][number]): readonly string[] =>
  anyOf.map((name) => (name === 'receiptFileId' ? name : `proof.${name}`));

/** Where in the input the first form of a proof that is missing stands. */
export const proofField = (need: ServiceWayRule['needs'][number]): string => proofFields(need)[0] as string;

/**
 * NOTIFY and HANDLE are met by dispatch with proof, not by the date printed on the paper. Sent is not yet received: by post the receipt
 * number, electronically the consent; a signature comes with service. Without a way the organ's own register of papers sent out is the
 * proof.
 * @throws DISPATCH_WAY_UNKNOWN, DISPATCH_PROOF_MISSING
 * @source own rule, law 2.4; the pack's ways
 */
export function checkSent(pack: RulePack, { way, proof }: { readonly way: string | null; readonly proof: Proof | null }): void {
  if (way === null) return;
  const rule = wayOf(pack, way);
  if (!rule || rule.day === 'none') throw caseError('DISPATCH_WAY_UNKNOWN', { details: { way } });
  const missing = proofMissing(rule, proof ?? {}, 'sent');
  if (missing)
    throw caseError('DISPATCH_PROOF_MISSING', {
      source: missing.source,
      details: { way: rule.title, proof: missing.title },
      field: proofField(missing),
    });
}

const FILE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What was handed in, trimmed. @throws TEXT_TOO_LONG, TEXT_MALFORMED, RECEIPT_FILE_MALFORMED */
export function cleanProof(given: Proof | null | undefined, receiptFileId: string | null = null): Proof {
  const text = (name: Exclude<keyof Proof, 'attempts'>): string | null => optional('送达凭据', `proof.${name}`, given?.[name], 500);
  if (receiptFileId !== null && !FILE.test(receiptFileId)) throw paperError('RECEIPT_FILE_MALFORMED');
  const proof: Proof = {
    signature: text('signature'),
    witness: text('witness'),
    relation: text('relation'),
    mandate: text('mandate'),
    receiptNumber: text('receiptNumber'),
    consent: text('consent'),
    consentDocumentId: text('consentDocumentId'),
    photo: text('photo'),
    receiptFileId: receiptFileId?.toLowerCase() ?? null,
    attempts: (given?.attempts ?? []).flatMap((attempt, at) => optional('送达经过', `proof.attempts.${at}`, attempt, 500) ?? []),
  };
  return Object.fromEntries(Object.entries(proof).filter(([, value]) => value !== null && (!Array.isArray(value) || value.length > 0)));
}
