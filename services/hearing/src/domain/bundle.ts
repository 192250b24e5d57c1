import { HearingBundleSealed, HearingBundleSigned } from '@sunshine/events';
import type { Bundle, MadeSection, Section, Signature, Signer } from './bundle.types.js';
import { acting, changed, isParty, now, onlyPetitioner, requireThisOrgan } from './course.js';
import type { Attendance, Given, Hearing, HearingDecided, IssuedOpinion, PassAct } from './hearing.js';
import { hearingError } from './hearing.errors.js';
import type { PoolMember } from './pool.js';
import { optional } from './text.js';

const SOURCE = '本系统规则 听证卷（公开部分、封存部分）';

const THIRD: readonly Attendance['part'][] = ['interested', 'witness', 'observer'];
export const isThirdPerson = ({ part }: Pick<Attendance, 'part'>): boolean => THIRD.includes(part);

/** Everybody who has to sign: the panel as it concluded, the clerks, and who spoke for the parties or as a witness. Each once. */
export function signersOf({ panel, schedule, attendance }: Hearing, pool: readonly PoolMember[]): Signer[] {
  const nameOf = (id: string) => pool.findLast(({ personId }) => personId === id)?.name ?? null;
  const members = (panel?.memberIds ?? []).map((id): Signer => ({
    id,
    name: nameOf(id),
    part: id === panel?.presiderId ? 'presider' : 'member',
  }));
  const clerks = (schedule?.clerkIds ?? []).map((id): Signer => ({ id, name: null, part: 'clerk' }));
  const others = attendance.flatMap((one): Signer[] => {
    if (one.part === 'member' || one.part === 'clerk' || one.part === 'observer') return [];
    return [{ id: one.personId ?? one.id, name: isThirdPerson(one) ? null : one.name, part: one.part }];
  });
  const named = new Set<string>();
  return [...members, ...clerks, ...others].filter(({ id, name, part }) => {
    // Whoever went out and came back stands twice among those who were there.
    const keys = [id, ...(name === null ? [] : [`${part} ${name}`])];
    const known = keys.some((key) => named.has(key));
    for (const key of keys) named.add(key);
    return !known;
  });
}

/** The opinion that followed the hearing. */
export const opinionAfter = ({ stage, conclusion }: Hearing, opinions: readonly IssuedOpinion[]): IssuedOpinion | null =>
  opinions.find((one) => one.stage === stage && conclusion !== null && one.issuedOn >= conclusion.on) ?? null;

/** The same where no section holds it yet; null: there is none to bind. */
export function opinionToBind(hearing: Hearing, opinions: readonly IssuedOpinion[]): IssuedOpinion | null {
  const opinion = opinionAfter(hearing, opinions);
  const bound = hearing.bundle?.sections.flatMap(({ documentIds }) => documentIds) ?? [];
  return opinion && !bound.includes(opinion.documentId) ? opinion : null;
}

/** Who has neither signed nor refused to sign the first section, which holds the hearing. */
export const unsignedOf = ({ bundle }: Hearing): readonly Signer[] =>
  (bundle?.sections[0]?.signers ?? []).filter(
    ({ id }) => !bundle?.signatures.some(({ section, signer }) => section === 1 && signer.id === id),
  );

/**
 * Closes the file: what was said, decided and found is bound, and whoever took part can sign it. Done again, what became known since (the
 * opinion) is bound in a section behind it; signatures on the first stand.
 * @param made null where there is nothing to bind that is not bound
 * @throws HEARING_NOT_FOUND, HEARING_ACT_NOT_NOW, HEARING_OF_OTHER_ORGAN, BUNDLE_NOTHING_NEW
 */
export function sealBundle(
  given: Given,
  { hearingId, made }: { readonly hearingId: string; readonly made: MadeSection | null },
): HearingDecided {
  const hearing = now(given, hearingId, 'sealHearingBundle');
  requireThisOrgan(given, hearing);
  if (!made) throw hearingError('BUNDLE_NOTHING_NEW', { source: SOURCE });
  const { sections = [], signatures = [] } = hearing.bundle ?? {};
  const { section, digest } = made.section;
  const bundle: Bundle = { sections: [...sections, made.section], signatures };
  return {
    ...changed({ ...hearing, bundle }, HearingBundleSealed.create({ ...acting(given, hearing), section, digest })),
    section: made,
  };
}

/** The section and the signer that an act names, who has not signed or refused yet. */
function toSign(hearing: Hearing, section: number, signerId: string): { readonly section: Section; readonly signer: Signer } {
  const of = hearing.bundle?.sections.find((one) => one.section === section);
  if (!of) throw hearingError('BUNDLE_NOT_SEALED', { source: SOURCE });
  const signer = of.signers.find(({ id }) => id === signerId);
  if (!signer) throw hearingError('BUNDLE_SIGNER_UNKNOWN', { source: SOURCE });
  const former = hearing.bundle?.signatures.find((one) => one.section === section && one.signer.id === signerId);
  if (former) throw hearingError(former.way === 'refused' ? 'BUNDLE_SIGNATURE_REFUSED' : 'BUNDLE_SIGNED_BEFORE', { source: SOURCE });
  return { section: of, signer };
}

function signed(given: Given | Given<PassAct>, hearing: Hearing, signature: Signature): HearingDecided {
  const { sections = [], signatures = [] } = hearing.bundle ?? {};
  const { section, way, signer } = signature;
  return changed(
    { ...hearing, bundle: { sections, signatures: [...signatures, signature] } },
    HearingBundleSigned.create({ ...acting(given, hearing), section, part: signer.part, way }),
  );
}

export interface SignBundle {
  readonly hearingId: string;
  readonly section: number;
  readonly signerId: string;
  readonly algorithm: string;
  readonly key: string;
  readonly value: string;
  /** Whether the value is the signature of the head by that signer under that key. */
  readonly valid: boolean;
  /** The key is one that the officer registered and did not end. */
  readonly registered: boolean;
}

/** Whether the signer came as the petitioner to whom the pass belongs, or as the agent of that one. */
function isOfPass({ state, act }: Given<PassAct>, { attendance }: Hearing, { id, name, part }: Signer): boolean {
  const petitionerId = act.petitionerId ?? onlyPetitioner(state);
  // Whoever went out and came back stands twice among those who were there, and once among the signers.
  const came = attendance.filter((one) => one.id === id || (name !== null && one.part === part && one.name === name));
  return isParty(part) && petitionerId !== null && came.some((one) => (one.petitionerId ?? onlyPetitioner(state)) === petitionerId);
}

/**
 * A signature under a key of the signer. Officers and members sign for themselves, with a key that they registered; a party by the pass
 * with any key, which the file then names. The pass of a joint petition is nobody's own: its petitioners sign with the code of each.
 * @throws HEARING_NOT_FOUND, HEARING_ACT_NOT_NOW, BUNDLE_NOT_SEALED, BUNDLE_SIGNER_UNKNOWN, BUNDLE_SIGNED_BEFORE, BUNDLE_SIGNATURE_REFUSED,
 * BUNDLE_SIGNER_OTHER, BUNDLE_KEY_UNKNOWN, BUNDLE_SIGNATURE_WRONG
 */
export function signBundle(given: Given | Given<PassAct>, command: SignBundle): HearingDecided {
  const hearing = now(given, command.hearingId, 'signHearingBundle');
  const { section, signer } = toSign(hearing, command.section, command.signerId);
  const { personId, at } = given.act;
  const own = 'petitionerId' in given.act ? isOfPass({ ...given, act: given.act }, hearing, signer) : signer.id === personId;
  if (!own) throw hearingError('BUNDLE_SIGNER_OTHER', { source: SOURCE });
  if (personId !== null && !command.registered) throw hearingError('BUNDLE_KEY_UNKNOWN', { source: SOURCE });
  if (!command.valid) throw hearingError('BUNDLE_SIGNATURE_WRONG', { source: SOURCE });
  const { algorithm, key, value } = command;
  return signed(given, hearing, { way: 'key', section: section.section, signer, at, algorithm, key, value });
}

export interface PaperSignature {
  readonly hearingId: string;
  readonly section: number;
  readonly signerId: string;
  /** SHA-256 of the scan of the pages that were signed, hex. */
  readonly scan: string;
}

/** Signed on paper: the clerk records the scan. @throws the codes of `toSign`, BUNDLE_SCAN_HASH, HEARING_OF_OTHER_ORGAN */
export function recordPaperSignature(given: Given, command: PaperSignature): HearingDecided {
  const hearing = now(given, command.hearingId, 'recordPaperSignature');
  requireThisOrgan(given, hearing);
  const { section, signer } = toSign(hearing, command.section, command.signerId);
  const scan = command.scan.trim().toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(scan)) throw hearingError('BUNDLE_SCAN_HASH');
  const { at, personId } = given.act;
  return signed(given, hearing, { way: 'paper', section: section.section, signer, at, scan, by: personId });
}

export interface RefusedSignature {
  readonly hearingId: string;
  readonly section: number;
  readonly signerId: string;
  readonly witness: string | null;
  readonly video: string | null;
}

/**
 * A signature that was refused is closed with a witness by name, or with the recording that shows it; never by a tick.
 * @throws the codes of `toSign`, BUNDLE_REFUSAL_UNPROVEN, BUNDLE_WITNESS_CONCERNED, HEARING_OF_OTHER_ORGAN
 * @source own rule; practice E 8, moment 10; 民事诉讼法 89 by analogy
 */
export function recordRefusedSignature(given: Given, command: RefusedSignature): HearingDecided {
  const hearing = now(given, command.hearingId, 'recordRefusedSignature');
  requireThisOrgan(given, hearing);
  const { section, signer } = toSign(hearing, command.section, command.signerId);
  const witness = optional('见证人姓名', 'witness', command.witness, 50);
  const video = optional('录像编号', 'video', command.video, 200);
  // One character is nobody's whole name.
  const proven = witness === null ? video !== null : [...witness].length > 1;
  if (!proven) throw hearingError('BUNDLE_REFUSAL_UNPROVEN', { source: SOURCE });
  if (witness !== null && witness === signer.name) throw hearingError('BUNDLE_WITNESS_CONCERNED', { source: SOURCE });
  const { at, personId } = given.act;
  return signed(given, hearing, { way: 'refused', section: section.section, signer, at, witness, video, by: personId });
}
