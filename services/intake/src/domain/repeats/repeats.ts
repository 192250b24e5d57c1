import { RepeatLinked, RepeatUnlinked, type Act, type LinkKind, type NewEvent, type PetitionKind } from '@sunshine/events';
import { repeatError } from './repeats.errors.js';
import { fold, runsOf } from '../register/search.js';
import { clean, lengthOf } from '../text.js';

/** How far petitioners agree, by keyed hashes; an agent's name supports, it never makes the same petitioner. */
export type SharedIdentity = 'idNumber' | 'phone' | 'nameAndAddress' | 'agent';

/** What is compared of a matter. */
export interface ComparedMatter {
  readonly number: string;
  readonly division: string;
  readonly contentClass: string | null;
  readonly respondent: readonly { readonly organId?: string | null; readonly text?: string | null }[];
  readonly summary: string;
  readonly text: string;
  readonly requests: readonly string[];
  /** Number of an earlier matter, as the petitioner gave it. */
  readonly previousNumber: string | null;
}

/**
 * How common pieces of text are in the register, as shares of all petitions (0 to 1). Pieces that are not listed are rare:
 * `rare` is taken for their share, and no more than `rareAtMost` of the petitions hold one of them.
 */
export interface Commonness {
  readonly petitions: number;
  readonly shares: ReadonlyMap<string, number>;
  readonly rare: number;
  readonly rareAtMost: number;
}

/** A text as it is compared. */
export interface Facts {
  /** Its pairs of neighbouring characters, each once, in the order they first stand. */
  readonly pieces: ReadonlySet<string>;
  /** The same pairs as they follow each other in each stretch of the text. */
  readonly runs: readonly (readonly string[])[];
}

/** Facts of summary, requests and text. The gist comes first: where there is too much to look for, it is looked for. */
export function factsOf({ summary, requests, text }: Pick<ComparedMatter, 'summary' | 'requests' | 'text'>): Facts {
  const runs = [summary, ...requests, text].flatMap(runsOf).map(pairsOf);
  return { pieces: new Set(runs.flat()), runs };
}

function pairsOf(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}

const shareOf = (piece: string, { shares, rare }: Commonness) => shares.get(piece) ?? rare;

/** What a shared piece tells: nothing where every petition has it. */
const weightOf = (piece: string, commonness: Commonness) => -Math.log(Math.min(1, shareOf(piece, commonness)));

/**
 * The pieces that a matter is looked for by: its rarest ones, as many as together stand in no more than `postings` petitions
 * (counted once for each piece), so that a search costs the same in a register of any size.
 */
export function rarestPieces(
  facts: Facts,
  commonness: Commonness,
  { pieces, postings }: { readonly pieces: number; readonly postings: number },
): { readonly piece: string; readonly weight: number }[] {
  const { petitions, shares, rareAtMost } = commonness;
  const ordered = [...facts.pieces].sort((one, other) => (shares.get(one) ?? 0) - (shares.get(other) ?? 0)).slice(0, pieces);
  let left = postings;
  return ordered
    .filter((piece) => (left -= (shares.get(piece) ?? rareAtMost) * petitions) >= 0)
    .map((piece) => ({ piece, weight: weightOf(piece, commonness) }));
}

const sum = (pieces: Iterable<string>, weigh: (piece: string) => number) => {
  let weight = 0;
  for (const piece of pieces) weight += weigh(piece);
  return weight;
};

/**
 * How much of two texts is the same, 0 to 1: the weight of what they share by the weight of all they hold. It never exceeds the
 * smaller by the larger: a text that speaks of everything is like nothing.
 */
export function likeness(one: Facts, other: Facts, commonness: Commonness): number {
  const weigh = (piece: string) => weightOf(piece, commonness);
  const shared = sum(
    [...one.pieces].filter((piece) => other.pieces.has(piece)),
    weigh,
  );
  const all = sum(one.pieces, weigh) + sum(other.pieces, weigh) - shared;
  return all === 0 ? 0 : shared / all;
}

/** Weight of the most telling piece at most: so rare a word, or rarer, tells no more. */
const MOST_TELLING = 5;

/**
 * In how many places two texts agree, 0 to 1: a phrase that both hold counts once, by its most telling piece, however long it is.
 * Who tells a matter in other words keeps many of its nouns and figures and few of its sentences; two matters of one home share one
 * long phrase, the home.
 */
export function agreement(one: Facts, other: Facts, commonness: Commonness): number {
  const weigh = (piece: string) => Math.min(MOST_TELLING, weightOf(piece, commonness));
  const shared = (placesOf(one, other, weigh) + placesOf(other, one, weigh)) / 2;
  const all = sum(one.pieces, weigh) + sum(other.pieces, weigh) - shared;
  return all === 0 ? 0 : shared / all;
}

function placesOf(own: Facts, other: Facts, weigh: (piece: string) => number): number {
  const counted = new Set<string>();
  let weight = 0;
  let best = 0;
  for (const run of own.runs) {
    for (const piece of run) {
      if (other.pieces.has(piece)) {
        if (!counted.has(piece)) best = Math.max(best, weigh(piece));
        counted.add(piece);
        continue;
      }
      weight += best;
      best = 0;
    }
    weight += best;
    best = 0;
  }
  return weight;
}

/**
 * From where on facts count as like: told again in other words (`agreement`), or in much the same ones (`likeness`).
 * Measured, not law: docs/adr/0021.
 */
export const LIKE_FACTS = { agreement: 0.04, likeness: 0.12 } as const;

/** Days between two receipts that are told as near. */
const NEAR_DAYS = 90;

export type RepeatReasonKind =
  | 'NAMED_BY_PETITIONER'
  | 'SAME_ID_NUMBER'
  | 'SAME_PHONE'
  | 'SAME_NAME_AND_ADDRESS'
  | 'SAME_AGENT'
  | 'LIKE_FACTS'
  | 'SAME_RESPONDENT'
  | 'SAME_CLASS'
  | 'SAME_PLACE'
  | 'NEAR_DATES';

export interface RepeatReason {
  readonly kind: RepeatReasonKind;
  readonly text: string;
}

/** This matter and another one, and how they agree. */
export interface Comparison {
  readonly own: ComparedMatter;
  readonly other: ComparedMatter;
  /** What the petitioners of both share. */
  readonly shared: readonly SharedIdentity[];
  /** Natural days between both receipts. */
  readonly daysApart: number;
  readonly likeness: number;
  readonly agreement: number;
}

/** `repeat`: of the same petitioner, with like facts; `related`: like facts of somebody else. */
export interface Judgement {
  readonly as: 'repeat' | 'related';
  /** 0 to 1; orders candidates, decides nothing. */
  readonly score: number;
}

const IDENTITY: Record<SharedIdentity, RepeatReason> = {
  idNumber: { kind: 'SAME_ID_NUMBER', text: '有信访人证件号码相同' },
  phone: { kind: 'SAME_PHONE', text: '有信访人联系电话相同' },
  nameAndAddress: { kind: 'SAME_NAME_AND_ADDRESS', text: '有信访人姓名和地址相同' },
  agent: { kind: 'SAME_AGENT', text: '代理人姓名相同' },
};

const isNamed = ({ own, other }: Comparison) => own.previousNumber === other.number;

/**
 * Whether the other matter is a candidate for this one; null where it is none. The same petitioner is never enough: without like
 * facts a search would answer with what a person filed, not with this matter. Only a number that the petitioner wrote on the
 * filing speaks for itself.
 * @source own rule: law 5 C9, 11 (重复信访: same person and same matter)
 */
export function judgeCandidate(comparison: Comparison): Judgement | null {
  const { shared } = comparison;
  const named = isNamed(comparison);
  const like = comparison.agreement >= LIKE_FACTS.agreement || comparison.likeness >= LIKE_FACTS.likeness;
  if (!named && !like) return null;
  const samePetitioner = shared.some((identity) => identity !== 'agent');
  const support = supportOf(comparison).length + (shared.includes('agent') ? 1 : 0);
  const score = Math.min(1, comparison.likeness + 0.01 * support + (named ? 0.5 : 0));
  return { as: named || samePetitioner ? 'repeat' : 'related', score: Math.round(score * 1_000) / 1_000 };
}

/** Why a candidate is shown, the strongest first. `phrases` stand in both texts. */
export function reasonsOf(comparison: Comparison, phrases: readonly string[]): RepeatReason[] {
  const order: readonly SharedIdentity[] = ['idNumber', 'phone', 'nameAndAddress', 'agent'];
  const reasons: RepeatReason[] = isNamed(comparison) ? [{ kind: 'NAMED_BY_PETITIONER', text: '信访人在本件中写明了该件的编号' }] : [];
  reasons.push(...order.filter((identity) => comparison.shared.includes(identity)).map((identity) => IDENTITY[identity]));
  if (phrases.length > 0) reasons.push({ kind: 'LIKE_FACTS', text: `表述相同：${phrases.map((phrase) => `“${phrase}”`).join('、')}` });
  return [...reasons, ...supportOf(comparison)];
}

function supportOf({ own, other, daysApart }: Comparison): RepeatReason[] {
  const reasons: RepeatReason[] = [];
  const against = new Set(own.respondent.map(partyOf));
  if (other.respondent.some((party) => against.has(partyOf(party)))) reasons.push({ kind: 'SAME_RESPONDENT', text: '被反映单位相同' });
  if (own.contentClass !== null && own.contentClass === other.contentClass) reasons.push({ kind: 'SAME_CLASS', text: '内容分类相同' });
  if (own.division === other.division) reasons.push({ kind: 'SAME_PLACE', text: '问题属地相同' });
  if (daysApart <= NEAR_DAYS) reasons.push({ kind: 'NEAR_DATES', text: daysApart === 0 ? '同日收到' : `收到日期相距${daysApart}日` });
  return reasons;
}

const partyOf = ({ organId, text }: ComparedMatter['respondent'][number]) => organId ?? fold(text ?? '').replace(/[^\p{L}\p{N}]/gu, '');

/** Characters of a shared phrase, at least and at most. */
const PHRASE = { shortest: 4, longest: 24 } as const;

/** Phrases that stand in both texts word for word, the most telling ones first, at most `most`. */
export function sharedPhrases(one: ComparedMatter, other: ComparedMatter, commonness: Commonness, most = 3): string[] {
  const textsOf = ({ summary, requests, text }: ComparedMatter) => [summary, ...requests, text];
  const theirs = fold(textsOf(other).join('\n'));
  const starts = new Set(Array.from({ length: theirs.length }, (_, at) => theirs.slice(at, at + PHRASE.shortest)));
  const weights = new Map<string, number>();
  for (const run of textsOf(one).flatMap(runsOf)) {
    for (const phrase of phrasesIn([...run], theirs, starts)) {
      weights.set(
        phrase,
        sum(new Set(pairsOf(phrase)), (piece) => weightOf(piece, commonness)),
      );
    }
  }
  const ordered = [...weights].sort(([, a], [, b]) => b - a).map(([phrase]) => phrase);
  return ordered.filter((phrase, at) => !ordered.slice(0, at).some((former) => former.includes(phrase))).slice(0, most);
}

/** The longest phrases of a stretch of characters that stand in `theirs`, one behind the other; `starts` are what any may start with. */
function phrasesIn(run: readonly string[], theirs: string, starts: ReadonlySet<string>): string[] {
  const phrases: string[] = [];
  for (let at = 0; at + PHRASE.shortest <= run.length;) {
    const until = (end: number) => run.slice(at, end).join('');
    let end = at + PHRASE.shortest;
    if (!starts.has(until(end))) {
      at += 1;
      continue;
    }
    while (end < run.length && end - at < PHRASE.longest && theirs.includes(until(end + 1))) end += 1;
    phrases.push(until(end));
    at = end;
  }
  return phrases;
}

/**
 * Whether repeats of a matter may be looked for at all.
 * A report is compared with nothing here: the body that may read it compares inside its own sealed store (信访工作条例 30).
 * @throws REPEATS_SEALED, REPEATS_OF_CLOSED (a view of the petitioner ends with the duty)
 * @source 信访工作条例 30; own rule: law 5 C9
 */
export function mayLookForRepeats({ kind, closedOn }: { readonly kind: PetitionKind; readonly closedOn: string | null }): void {
  if (kind === 'REPORT') throw repeatError('REPEATS_SEALED', { source: '信访工作条例 30' });
  if (closedOn !== null) throw repeatError('REPEATS_OF_CLOSED');
}

/** Matters for which one officer may look on one day (Asia/Shanghai): a desk's day is shorter, a search through the register longer. */
export const LOOKS_A_DAY = 300;

/** @param others matters, other than this one, that the officer has looked for today. @throws REPEAT_LOOKS_TOO_MANY */
export function allowLook(others: number): void {
  if (others >= LOOKS_A_DAY) throw repeatError('REPEAT_LOOKS_TOO_MANY', { details: { limit: LOOKS_A_DAY } });
}

export interface LinkedMatter {
  readonly id: string;
  readonly kind: PetitionKind;
  readonly receivedOn: string;
}

/** A link between two matters: the one received later, and the earlier one. */
export interface RepeatLink {
  readonly petitionId: string;
  readonly repeatOfId: string;
  readonly kind: LinkKind;
}

const isBefore = (one: LinkedMatter, other: LinkedMatter) =>
  one.receivedOn < other.receivedOn || (one.receivedOn === other.receivedOn && one.id < other.id);

/**
 * Links two matters, by hand: `SAME_MATTER` (重复) on the one received later, or `RELATED` (相关事项). There is no link for
 * "the same petitioner" alone: links of that kind are a person's list.
 * @param organId the organ whose officer links
 * @throws REPEAT_OF_ITSELF, REPEATS_SEALED, REPEAT_OF_LATER
 * @source own rule: law 11 (重复信访, related matter), 5 C9
 */
export function linkRepeat(
  petition: LinkedMatter,
  other: LinkedMatter,
  kind: LinkKind,
  organId: string,
  ctx: Act,
): { state: RepeatLink; events: NewEvent[] } {
  if (petition.id === other.id) throw repeatError('REPEAT_OF_ITSELF');
  if (petition.kind === 'REPORT' || other.kind === 'REPORT') throw repeatError('REPEATS_SEALED', { source: '信访工作条例 30' });
  if (kind === 'SAME_MATTER' && isBefore(petition, other)) throw repeatError('REPEAT_OF_LATER');
  const [earlier, later] = isBefore(petition, other) ? [petition, other] : [other, petition];
  const state: RepeatLink = { petitionId: later.id, repeatOfId: earlier.id, kind };
  return { state, events: [RepeatLinked.create({ ...state, organId, on: ctx.on })] };
}

const REASON = { shortest: 2, longest: 200 } as const;

/**
 * Takes a link back; it stays on record with the reason.
 * @param link the link as it stands, or null
 * @throws REPEAT_LINK_UNKNOWN, UNLINK_REASON_MISSING
 */
export function unlinkRepeat(
  link: RepeatLink | null,
  reason: string,
  organId: string,
  ctx: Act,
): { state: { readonly reason: string }; events: NewEvent[] } {
  if (link === null) throw repeatError('REPEAT_LINK_UNKNOWN');
  const given = clean(reason);
  if (lengthOf(given) < REASON.shortest || lengthOf(given) > REASON.longest)
    throw repeatError('UNLINK_REASON_MISSING', { details: { ...REASON } });
  const { petitionId, repeatOfId, kind } = link;
  return { state: { reason: given }, events: [RepeatUnlinked.create({ petitionId, repeatOfId, kind, organId, on: ctx.on })] };
}
