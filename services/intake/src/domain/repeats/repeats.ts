import { RepeatLinked, RepeatUnlinked, type Act, type LinkKind, type NewEvent, type PetitionKind } from '@sunshine/events';
import { repeatError } from './repeats.errors.js';
import { fold, runsOf } from '../register/search.js';
import { clean, lengthOf } from '../text.js';

/** Identity fields that two filings share, by keyed hashes; the same agent alone does not make the same petitioner. */
export type SharedIdentity = 'idNumber' | 'phone' | 'nameAndAddress' | 'agent';

/** The parts of a petition that are compared. */
export interface ComparedMatter {
  readonly number: string;
  readonly division: string;
  readonly contentClass: string | null;
  readonly respondent: readonly { readonly organId?: string | null; readonly text?: string | null }[];
  readonly summary: string;
  readonly text: string;
  readonly requests: readonly string[];
  /** Number of an earlier petition as the petitioner gave it. */
  readonly previousNumber: string | null;
}

/**
 * How common pieces of text are in the register, as shares of all petitions (0 to 1). A piece that is not listed is rare: its share is
 * taken as `rare`, and is at most `rareAtMost`.
 */
export interface Commonness {
  readonly petitions: number;
  readonly shares: ReadonlyMap<string, number>;
  readonly rare: number;
  readonly rareAtMost: number;
}

/** A text prepared for comparison. */
export interface Facts {
  /** Its pairs of neighbouring characters, each once, in order of first occurrence. */
  readonly pieces: ReadonlySet<string>;
  /** The same pairs in sequence, for each run of letters and digits. */
  readonly runs: readonly (readonly string[])[];
}

/** Facts of summary, requests and text. The summary comes first, so that it is searched where there are too many pieces. */
export function factsOf({ summary, requests, text }: Pick<ComparedMatter, 'summary' | 'requests' | 'text'>): Facts {
  const runs = [summary, ...requests, text].flatMap(runsOf).map(pairsOf);
  return { pieces: new Set(runs.flat()), runs };
}

function pairsOf(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}

const shareOf = (piece: string, { shares, rare }: Commonness) => shares.get(piece) ?? rare;

/** Weight of a shared piece; 0 where every petition has it. */
const weightOf = (piece: string, commonness: Commonness) => -Math.log(Math.min(1, shareOf(piece, commonness)));

/**
 * The pieces to search by: the rarest ones, as many as together occur in at most `postings` petitions (counted for each piece), so that
 * a search costs the same in a register of any size.
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
 * How similar two texts are, 0 to 1: the weight of their shared pieces divided by the weight of all their pieces. It never exceeds the
 * ratio of the smaller to the larger weight, so a very long text is similar to nothing.
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

/** Maximum weight of a piece: even rarer words weigh no more. */
const MOST_TELLING = 5;

/**
 * In how many places two texts agree, 0 to 1: a shared phrase counts once, by its heaviest piece, however long it is. A matter told
 * again in other words keeps many nouns and figures but few sentences; two matters of one home share one long phrase, the home.
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
 * Thresholds above which facts count as similar: told again in other words (`agreement`) or in nearly the same words (`likeness`).
 * Measured, not law: docs/adr/0021.
 */
export const LIKE_FACTS = { agreement: 0.04, likeness: 0.12 } as const;

/** Two receipts at most so many days apart are shown as near. */
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

/** Two petitions and how they agree. */
export interface Comparison {
  readonly own: ComparedMatter;
  readonly other: ComparedMatter;
  /** Identity fields that petitioners of both share. */
  readonly shared: readonly SharedIdentity[];
  /** Natural days between both receipts. */
  readonly daysApart: number;
  readonly likeness: number;
  readonly agreement: number;
}

/** `repeat`: similar facts from the same petitioner; `related`: similar facts from another petitioner. */
export interface Judgement {
  readonly as: 'repeat' | 'related';
  /** 0 to 1; only for the order of candidates. */
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
 * Judges whether the other petition is a candidate; null where it is none. The same petitioner is never enough: without similar facts a
 * search would list what a person has filed. Only a number that the petitioner wrote on the filing is enough by itself.
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

/** The reasons for a candidate, the strongest first. `phrases` occur in both texts. */
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

/** Length of a shared phrase in characters. */
const PHRASE = { shortest: 4, longest: 24 } as const;

/** Phrases that occur in both texts word for word, the heaviest first, at most `most`. */
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

/** The longest phrases of `run` that occur in `theirs`, one after the other; a phrase starts with one of `starts`. */
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
 * Refuses a search for repeats of a report or of a closed petition. A report is not compared here, because the body that may read it
 * compares inside its own sealed store (信访工作条例 30).
 * @throws REPEATS_SEALED, REPEATS_OF_CLOSED (the look at a petitioner's filings ends with the duty)
 * @source 信访工作条例 30; own rule: law 5 C9
 */
export function mayLookForRepeats({ kind, closedOn }: { readonly kind: PetitionKind; readonly closedOn: string | null }): void {
  if (kind === 'REPORT') throw repeatError('REPEATS_SEALED', { source: '信访工作条例 30' });
  if (closedOn !== null) throw repeatError('REPEATS_OF_CLOSED');
}

/** Petitions whose repeats one officer may search on one day (Asia/Shanghai): more than a desk needs, too few to search the register. */
export const LOOKS_A_DAY = 300;

/** @param others other petitions whose repeats the officer has searched today @throws REPEAT_LOOKS_TOO_MANY */
export function allowLook(others: number): void {
  if (others >= LOOKS_A_DAY) throw repeatError('REPEAT_LOOKS_TOO_MANY', { details: { limit: LOOKS_A_DAY } });
}

export interface LinkedMatter {
  readonly id: string;
  readonly kind: PetitionKind;
  readonly receivedOn: string;
}

/** A link between two petitions: the later one and the earlier one. */
export interface RepeatLink {
  readonly petitionId: string;
  readonly repeatOfId: string;
  readonly kind: LinkKind;
}

const isBefore = (one: LinkedMatter, other: LinkedMatter) =>
  one.receivedOn < other.receivedOn || (one.receivedOn === other.receivedOn && one.id < other.id);

/**
 * Links two petitions: `SAME_MATTER` (重复), made on the later one, or `RELATED` (相关事项). There is no link for the same petitioner, because
 * such links would be a list of what a person has filed.
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
 * Ends a link; it stays recorded with the reason.
 * @param link the link in force, or null
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
