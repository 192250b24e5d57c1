import { requiredParts, type Day, type RulePack } from '@sunshine/procedure';
import { caseError } from './case.errors.js';
import type { Given, Organ, Paper, PaperIds, PetitionState } from './petition.js';

/** Version of the shape of a body; a paper can be printed again exactly as it was. */
const TEMPLATE = 1;

/** Parts whose content intake keeps: the paper names them by id, the rendering fetches them by right. */
const petitioner = (state: PetitionState) => ({ petitionerIds: state.petitionerIds });
const matter = (state: PetitionState) => ({ petitionId: state.id, requestIds: state.requestIds });
/** Told with the registration receipt; never written into a body. */
const QUERY_CODE = '见登记回执';

type Parts = Readonly<Record<string, unknown>>;

interface Draft {
  readonly kind: string;
  readonly parts: Parts;
  /** Conditions that hold of this paper, by the names of the pack: `supported`. */
  readonly when?: readonly string[];
}

/** `<short name>信访〔2025〕12号`, per organ, kind and year. */
export const documentNumber = (organ: Pick<Organ, 'shortName'>, on: Day, running: number): string =>
  `${organ.shortName}信访〔${on.slice(0, 4)}〕${running}号`;

function isMissing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) ? value.length === 0 || value.every(isMissing) : false;
}

/**
 * Names the first part of the pack's document table that the paper lacks; a part told per request must be there for each of them.
 * @throws DOCUMENT_PART_MISSING, DOCUMENT_KIND_UNKNOWN
 */
export function checkParts(pack: RulePack, { kind, parts, when = [] }: Draft, requestIds: readonly string[]): void {
  for (const { part, title, perRequest, source } of requiredParts(pack, kind, when)) {
    const value = parts[part];
    const whole = !perRequest || typeof value !== 'object' || value === null || Array.isArray(value);
    const missing = whole ? isMissing(value) : requestIds.some((id) => isMissing((value as Parts)[id]));
    if (missing) {
      const document = pack.documents[kind]?.title ?? kind;
      throw caseError('DOCUMENT_PART_MISSING', { source, details: { document, part, title } });
    }
  }
}

/**
 * Issues a paper in the name of the organ, never of an internal office, on the day of the act.
 * @throws DOCUMENT_PART_MISSING naming the part
 * @source law 18; issuing steps practice C
 */
export function issue({ state, act }: Pick<Given, 'state' | 'act'>, pack: RulePack, ids: PaperIds, issuer: Organ, draft: Draft): Paper {
  const parts: Parts = {
    ...draft.parts,
    issuer: issuer.name,
    number: ids.number,
    petitionNumber: state.number,
    date: act.on,
    seal: issuer.name,
    contact: issuer.name,
  };
  checkParts(pack, { ...draft, parts }, state.requestIds);
  return {
    id: ids.documentId,
    kind: draft.kind,
    number: ids.number,
    organId: issuer.id,
    issuedOn: act.on,
    body: {
      template: `${draft.kind}.${TEMPLATE}`,
      title: pack.documents[draft.kind]?.title ?? draft.kind,
      pack: pack.id,
      packHash: pack.hash,
      parts,
    },
  };
}

/** Parts that every notice to the petitioner bears. */
export const noticeParts = (state: PetitionState, organ: Organ): Parts => ({
  petitioner: petitioner(state),
  receivedOn: { on: state.organReceivedOn, from: state.senderId ?? state.registeringOrganId, firstReceivedOn: state.receivedOn },
  matter: matter(state),
  handlingUnit: organ.name,
  queryCode: QUERY_CODE,
});

/** Parts that a transfer slip and an assignment letter share. */
export const slipParts = (state: PetitionState, from: Organ, to: Organ, reason: string, objectUntil: Day | null): Parts => ({
  from: from.name,
  to: to.name,
  summary: matter(state),
  class: matter(state),
  reason,
  // Where no objection lies (a bureau as receiver, Art 23 ¶4), the slip says so.
  objectionDeadline: objectUntil ?? '本件不适用异议期限',
  attachments: matter(state),
});

export const petitionerParts = petitioner;
export const matterParts = matter;
