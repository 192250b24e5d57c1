import { requiredParts, type Day, type DocumentRule, type RulePack } from '@sunshine/procedure';
import { isTelephone } from '@sunshine/words';
import { caseError } from '../case.errors.js';
import { addressees } from '../members.js';
import type { CaseAct, Given, Organ, Paper, PaperIds, PetitionState, Proof } from '../petition.js';
import { checkSent } from './proof.js';

/** Parts whose content intake keeps: the paper names them by id, the rendering fetches them by right. */
const petitioner = (state: PetitionState) => ({ petitionerIds: addressees(state) });
const matter = (state: PetitionState) => ({ petitionId: state.id, requestIds: state.requestIds });
/** Channels in which the filer sees the receipt with the code at once; a desk prints a slip, which a letter writer never holds. */
const WITH_RECEIPT: ReadonlySet<string> = new Set(['WEB', 'WECHAT', 'KIOSK']);

/** Where the petitioner finds the query code, which is never written into a body: the receipt is named only where one was given. */
export function queryCodeLine({ channel, petitionerIds }: Pick<PetitionState, 'channel' | 'petitionerIds'>): string {
  if (WITH_RECEIPT.has(channel)) return '见登记回执';
  // Who did not say a name cannot be checked at the window, so no code is given out again.
  if (petitionerIds.length === 0) return '登记时领有查询单的，见查询单';
  return '登记时领有查询单的，见查询单；没有领取的，凭本人有效身份证件到信访接待窗口领取';
}

type Parts = Readonly<Record<string, unknown>>;

/** What a paper will say, before it has a number. */
export interface PaperContent {
  readonly kind: string;
  readonly parts: Parts;
  /** Conditions that hold of this paper, by the names of the pack: `supported`. */
  readonly when?: readonly string[];
}

/** `<short name>信访〔2025〕12号`, per organ, kind and year. */
export const documentNumber = (organ: Pick<Organ, 'shortName'>, on: Day, running: number): string =>
  `${organ.shortName}信访〔${on.slice(0, 4)}〕${running}号`;

/** Year and running number of a number of that organ's papers; null where it is none. */
export function numberParts(
  { shortName }: Pick<Organ, 'shortName'>,
  number: string,
): { readonly year: number; readonly running: number } | null {
  const [, year, running] = /信访〔(\d{4})〕([1-9]\d{0,8})号$/.exec(number) ?? [];
  if (year === undefined || number !== documentNumber({ shortName }, year, Number(running))) return null;
  return { year: Number(year), running: Number(running) };
}

function isMissing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) ? value.length === 0 || value.every(isMissing) : false;
}

/** A part that the pack's document table demands, and whether the paper has it. */
export interface PartOfPaper {
  readonly part: string;
  readonly title: string;
  readonly source: string;
  readonly present: boolean;
  /** Of a part told per request: the requests that it is not told for. */
  readonly missingFor: readonly string[];
}

/**
 * Every part that the pack demands of the paper; a part told per request must be there for each of them.
 * @throws DOCUMENT_KIND_UNKNOWN
 */
export function partsOf(pack: RulePack, { kind, parts, when = [] }: PaperContent, requestIds: readonly string[]): readonly PartOfPaper[] {
  return requiredParts(pack, kind, when).map(({ part, title, perRequest, source }) => {
    const value = parts[part];
    const whole = !perRequest || typeof value !== 'object' || value === null || Array.isArray(value);
    const missingFor = whole ? [] : requestIds.filter((id) => isMissing((value as Parts)[id]));
    return { part, title, source, present: whole ? !isMissing(value) : missingFor.length === 0, missingFor };
  });
}

/**
 * Names the first part of the pack's document table that the paper lacks.
 * @throws DOCUMENT_PART_MISSING, DOCUMENT_KIND_UNKNOWN
 */
export function checkParts(pack: RulePack, content: PaperContent, requestIds: readonly string[]): void {
  const lacking = partsOf(pack, content, requestIds).find(({ present }) => !present);
  if (!lacking) return;
  const { part, title, source } = lacking;
  const document = pack.documents[content.kind]?.title ?? content.kind;
  throw caseError('DOCUMENT_PART_MISSING', { source, details: { document, part, title } });
}

type Senders = Pick<PetitionState, 'senderId' | 'assignerId' | 'registeringOrganId'>;

/** Whether the organ is what the document table lets issue the paper; parties and server bear no organ's decision. */
const MAY_ISSUE: Record<DocumentRule['issuer'][number], (issuer: Organ, state: Senders) => boolean> = {
  bureau: ({ kind }) => kind === 'petition_bureau',
  organ: ({ kind }) => kind !== 'petition_bureau',
  sender: ({ id }, { senderId, assignerId, registeringOrganId }) => [senderId, assignerId, registeringOrganId].includes(id),
  superior: () => true,
  parties: () => true,
  server: () => true,
};

/**
 * The issuing name is the full name of the organ, never of an internal office.
 * @throws DOCUMENT_ISSUER_INTERNAL, DOCUMENT_ISSUER_NOT_ALLOWED, DOCUMENT_KIND_UNKNOWN
 * @source law 18, practice C
 */
export function checkIssuer(pack: RulePack, kind: string, issuer: Organ, state: Senders): void {
  requiredParts(pack, kind);
  const { title, issuer: allowed, source } = pack.documents[kind] as DocumentRule;
  const internal = pack.values['internalOffice'];
  const endings = String(internal?.value ?? '').split('、');
  if (issuer.kind === 'supervision_office' || endings.some((ending) => ending !== '' && issuer.name.endsWith(ending))) {
    throw caseError('DOCUMENT_ISSUER_INTERNAL', { source: internal?.source ?? source, details: { organ: issuer.name } });
  }
  if (!allowed.some((one) => MAY_ISSUE[one](issuer, state))) {
    throw caseError('DOCUMENT_ISSUER_NOT_ALLOWED', { source, details: { organ: issuer.name, document: title } });
  }
}

/**
 * Whoever reads a paper can call the organ: one without a telephone is refused before it takes a number.
 * @throws DOCUMENT_CONTACT_MISSING
 * @source own rule: law 18 (承办人及电话)
 */
function checkContact(pack: RulePack, kind: string, issuer: Pick<Organ, 'name'>, contact: unknown): void {
  const demanded = (pack.documents[kind] as DocumentRule).parts.find(({ part }) => part === 'contact');
  if (!demanded || isTelephone(String(contact))) return;
  throw caseError('DOCUMENT_CONTACT_MISSING', { source: demanded.source, details: { organ: issuer.name } });
}

/** Who writes a paper, for whom and on which day. */
export interface Writing {
  readonly state: PetitionState;
  readonly act: Pick<CaseAct, 'on' | 'officer'>;
}

/** Whom the reader of a paper may call: what was typed, or the organ's officers; the telephone is the organ's unless one was typed. */
function contactOf({ officer }: Writing['act'], { name, contactPhone }: Pick<Organ, 'name' | 'contactPhone'>): string {
  const who = officer ?? `${name}承办人员`;
  return isTelephone(who) || contactPhone === null ? who : `${who}，电话${contactPhone}`;
}

/** All parts of a paper with those that every paper bears. */
export function withHeading(
  { state, act }: Writing,
  pack: RulePack,
  number: string,
  issuer: Pick<Organ, 'name' | 'contactPhone'>,
  content: PaperContent,
): Parts {
  const { to } = pack.documents[content.kind] as DocumentRule;
  return {
    ...(to === 'petitioner' && { queryCode: queryCodeLine(state) }),
    contact: contactOf(act, issuer),
    ...content.parts,
    issuer: issuer.name,
    number,
    petitionNumber: state.number,
    date: act.on,
    seal: issuer.name,
  };
}

/** The stored form of a paper with these parts. */
export function bodyOf(pack: RulePack, kind: string, parts: Parts): Paper['body'] {
  const { title, template } = pack.documents[kind] as DocumentRule;
  return { template: `${kind}.${template}`, title, pack: pack.id, packHash: pack.hash, parts };
}

/**
 * Issues a paper in the name of the organ, never of an internal office, on the day of the act. Its body names petitioners, requests
 * and case text by id; the version of its template is that of the pack, so that it can be printed again exactly as it was.
 * @throws DOCUMENT_PART_MISSING naming the part, DOCUMENT_CONTACT_MISSING, DOCUMENT_ISSUER_INTERNAL, DOCUMENT_ISSUER_NOT_ALLOWED, DOCUMENT_KIND_UNKNOWN,
 * DISPATCH_WAY_UNKNOWN, DISPATCH_PROOF_MISSING
 * @source law 18; issuing steps practice C
 */
export function issue(
  { state, act }: Pick<Given, 'state' | 'act'>,
  pack: RulePack,
  ids: PaperIds,
  issuer: Organ,
  content: PaperContent,
): Paper {
  checkIssuer(pack, content.kind, issuer, state);
  const parts = withHeading({ state, act }, pack, ids.number, issuer, content);
  checkParts(pack, { ...content, parts }, state.requestIds);
  // What an older system brings over names whom it named.
  if (act.role !== 'MIGRATOR') checkContact(pack, content.kind, issuer, parts['contact']);
  // `register`: the organ's own register of papers sent out is the proof.
  const sent = parts['dispatch'] as { readonly way: string; readonly proof: Proof } | undefined;
  if (sent && sent.way !== 'register') checkSent(pack, sent);
  return {
    id: ids.documentId,
    kind: content.kind,
    number: ids.number,
    organId: issuer.id,
    issuedOn: act.on,
    body: bodyOf(pack, content.kind, parts),
  };
}

/** A sentence that the pack gives a paper; null where it has none, which is then a missing part. */
export const sentence = ({ values }: Pick<RulePack, 'values'>, name: string): string | null => {
  const value = values[name]?.value;
  return typeof value === 'string' ? value : null;
};

/** Parts that every notice to the petitioner bears. */
export const noticeParts = (state: PetitionState, organ: Organ): Parts => ({
  petitioner: petitioner(state),
  receivedOn: { on: state.organReceivedOn, from: state.senderId ?? state.registeringOrganId, firstReceivedOn: state.receivedOn },
  matter: matter(state),
  handlingUnit: organ.name,
});

/** Parts that a transfer slip and an assignment letter share; of a report the petitioner is named masked, whoever renders it. */
export const slipParts = (state: PetitionState, from: Organ, to: Organ, reason: string, objectUntil: Day | null): Parts => ({
  from: from.name,
  to: to.name,
  petitioner: { ...petitioner(state), ...(state.kind === 'REPORT' && { masked: true }) },
  summary: matter(state),
  class: matter(state),
  reason,
  // Where no objection lies (a bureau as receiver, Art 23 ¶4), the slip says so.
  objectionDeadline: objectUntil ?? '本件不适用异议期限',
  attachments: matter(state),
});

export const petitionerParts = petitioner;
export const matterParts = matter;
