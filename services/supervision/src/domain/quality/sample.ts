import { contentHash, type Day, type QualityItem } from '@sunshine/procedure';
import { supervisionError } from '../supervision.errors.js';
import { required } from '../text.js';

const SOURCE = '本系统规则 质量评查';
/** A lot of more is no sample that two people read. */
const LARGEST = 100;

/** A closed matter of the organ whose work is reviewed. */
export interface ClosedMatter {
  readonly petitionId: string;
  readonly closedOn: Day;
}

/** 抽样: which closed matters of an organ are reviewed. Whoever has the seed and the population draws it again. */
export interface Sample {
  readonly id: string;
  /** Whose work is reviewed. */
  readonly organId: string;
  /** Who reviews. */
  readonly byOrganId: string;
  readonly byPersonId: string;
  /** Closed between these days, inclusive. */
  readonly from: Day;
  readonly to: Day;
  readonly drawnOn: Day;
  readonly seed: string;
  /** Matters out of which it was drawn, and the hash of their ids in order. */
  readonly population: number;
  readonly populationHash: string;
  /** In the order of the lot. */
  readonly petitionIds: readonly string[];
  /** The sheet by which they are scored, as the pack had it on the day. */
  readonly sheet: readonly QualityItem[];
}

/** The score of one inspector for one matter. */
export interface Inspection {
  readonly petitionId: string;
  readonly personId: string;
  readonly organId: string;
  readonly on: Day;
  /** Points by item of the sheet. */
  readonly scores: Readonly<Record<string, number>>;
  readonly remark: string;
}

/** Where both differ: what holds, decided by a third person. */
export interface Settlement {
  readonly petitionId: string;
  readonly personId: string;
  readonly on: Day;
  readonly scores: Readonly<Record<string, number>>;
  readonly reason: string;
}

/** Matters in the order of the lot: by the SHA-256 of the canonical JSON `{"petitionId":…,"seed":…}`. */
export const sampleOrder = (petitionIds: readonly string[], seed: string): string[] =>
  petitionIds
    .map((petitionId) => ({ petitionId, rank: contentHash({ seed, petitionId }) }))
    .toSorted((left, right) => (left.rank < right.rank ? -1 : 1))
    .map(({ petitionId }) => petitionId);

export interface DrawSample extends Pick<Sample, 'id' | 'organId' | 'byOrganId' | 'byPersonId' | 'from' | 'to' | 'drawnOn' | 'seed'> {
  /** Of the pack in force; undefined in one that was published before matters were reviewed here. */
  readonly sheet: readonly QualityItem[] | undefined;
  readonly size: number;
  readonly closed: readonly ClosedMatter[];
}

/**
 * Draws by lot `size` of the matters that the organ has closed in the period, both days inclusive.
 * @throws SAMPLE_NO_SHEET, SAMPLE_OWN_ORGAN, SAMPLE_PERIOD_BACKWARDS, SAMPLE_SIZE_WRONG, SAMPLE_TOO_FEW
 * @source own rule: beyond 14 (inspection by lot)
 */
export function drawSample({ size, closed, sheet, ...draw }: DrawSample): Sample {
  if (!sheet) throw supervisionError('SAMPLE_NO_SHEET', { source: SOURCE });
  if (draw.organId === draw.byOrganId) throw supervisionError('SAMPLE_OWN_ORGAN', { source: SOURCE });
  if (draw.to < draw.from) throw supervisionError('SAMPLE_PERIOD_BACKWARDS', { details: { from: draw.from, to: draw.to } });
  if (!Number.isInteger(size) || size < 1 || size > LARGEST) throw supervisionError('SAMPLE_SIZE_WRONG', { details: { most: LARGEST } });
  const population = closed
    .filter(({ closedOn }) => draw.from <= closedOn && closedOn <= draw.to)
    .map(({ petitionId }) => petitionId)
    .toSorted();
  if (population.length < size) throw supervisionError('SAMPLE_TOO_FEW', { details: { found: population.length } });
  return {
    ...draw,
    sheet,
    population: population.length,
    populationHash: contentHash(population),
    petitionIds: sampleOrder(population, draw.seed).slice(0, size),
  };
}

/** Exactly the items of the sheet, each with whole points from none to its most. @throws INSPECTION_SHEET_WRONG */
function scored(
  sheet: readonly QualityItem[],
  given: readonly { readonly item: string; readonly points: number }[],
): Record<string, number> {
  const scores = new Map(given.map(({ item, points }) => [item, points]));
  const wrong = sheet.find(({ item, points: most }) => {
    const points = scores.get(item);
    return points === undefined || !Number.isInteger(points) || points < 0 || points > most;
  });
  if (wrong) throw supervisionError('INSPECTION_SHEET_WRONG', { details: { item: wrong.title, most: wrong.points } });
  if (given.length !== sheet.length) throw supervisionError('INSPECTION_SHEET_LONG', { details: { items: sheet.length } });
  return Object.fromEntries(sheet.map(({ item }) => [item, scores.get(item) ?? 0]));
}

export interface Inspector {
  readonly personId: string;
  readonly organId: string;
  readonly on: Day;
  /** Organs in which the person holds any role. */
  readonly organIds: readonly string[];
}

/** @throws INSPECTION_NOT_SAMPLED, INSPECTOR_OF_UNIT */
function outsider(sample: Sample, petitionId: string, { organIds }: Inspector): void {
  if (!sample.petitionIds.includes(petitionId)) throw supervisionError('INSPECTION_NOT_SAMPLED');
  if (organIds.includes(sample.organId)) throw supervisionError('INSPECTOR_OF_UNIT', { source: SOURCE });
}

export interface SubmitInspection {
  readonly petitionId: string;
  readonly scores: readonly { readonly item: string; readonly points: number }[];
  readonly remark: string;
}

/**
 * One of two inspectors, neither of the organ, scores a matter of the sample without seeing the other's score.
 * @param made inspections of the sample so far
 * @throws INSPECTION_NOT_SAMPLED, INSPECTOR_OF_UNIT, INSPECTION_TWICE, INSPECTION_FULL, INSPECTION_SHEET_WRONG, INSPECTION_SHEET_LONG, SUPERVISION_TEXT_MISSING
 * @source own rule: beyond 14
 */
export function submitInspection(sample: Sample, made: readonly Inspection[], inspector: Inspector, command: SubmitInspection): Inspection {
  const { petitionId } = command;
  outsider(sample, petitionId, inspector);
  const ofMatter = made.filter((one) => one.petitionId === petitionId);
  if (ofMatter.some(({ personId }) => personId === inspector.personId)) throw supervisionError('INSPECTION_TWICE', { source: SOURCE });
  if (ofMatter.length >= 2) throw supervisionError('INSPECTION_FULL', { source: SOURCE });
  const { personId, organId, on } = inspector;
  const scores = scored(sample.sheet, command.scores);
  return { petitionId, personId, organId, on, scores, remark: required('评查意见', 'remark', command.remark, 2000) };
}

/** Items on which the two inspectors of a matter differ; null while there are not two. */
export function differences(sheet: readonly QualityItem[], [one, other]: readonly Inspection[]): readonly string[] | null {
  if (!one || !other) return null;
  return sheet.filter(({ item }) => one.scores[item] !== other.scores[item]).map(({ item }) => item);
}

/** Points by item that hold for a matter: both inspectors agree, or a third person has settled; null: not yet. */
export function heldScores(
  sheet: readonly QualityItem[],
  both: readonly Inspection[],
  settlement: Settlement | null,
): Readonly<Record<string, number>> | null {
  if (settlement) return settlement.scores;
  return differences(sheet, both)?.length === 0 ? (both[0]?.scores ?? null) : null;
}

/**
 * What a sampled matter leaves open to a person of other organs: to score it, to settle on what both inspectors differ, or to ask that a defect is
 * corrected, where points were lost.
 * @param both inspections of the matter so far
 * @param reader `corrects`: a correction of the matter has not been checked yet
 */
export function qualityOffers(
  sheet: readonly QualityItem[],
  both: readonly Inspection[],
  settlement: Settlement | null,
  { personId, corrects }: { readonly personId: string; readonly corrects: boolean },
): string[] {
  const held = heldScores(sheet, both, settlement);
  if (held) return !corrects && sheet.some(({ item, points }) => (held[item] ?? 0) < points) ? ['openQualityCorrection'] : [];
  if (both.some((one) => one.personId === personId)) return [];
  return both.length < 2 ? ['submitInspection'] : ['settleInspection'];
}

/**
 * A third person settles on what two inspectors differ; items on which they agree keep their points.
 * @throws INSPECTION_NOT_SAMPLED, INSPECTOR_OF_UNIT, INSPECTION_NOT_DIFFERENT, INSPECTION_SETTLED, INSPECTION_OWN_SETTLEMENT, INSPECTION_SHEET_WRONG,
 * INSPECTION_SHEET_LONG, INSPECTION_AGREED_ITEM, SUPERVISION_TEXT_MISSING
 */
export function settleInspection(
  sample: Sample,
  made: { readonly inspections: readonly Inspection[]; readonly settlements: readonly Settlement[] },
  person: Inspector,
  command: Omit<SubmitInspection, 'remark'> & { readonly reason: string },
): Settlement {
  const { petitionId } = command;
  outsider(sample, petitionId, person);
  const both = made.inspections.filter((one) => one.petitionId === petitionId);
  const differing = differences(sample.sheet, both);
  if (!differing || differing.length === 0) throw supervisionError('INSPECTION_NOT_DIFFERENT');
  if (made.settlements.some((one) => one.petitionId === petitionId)) throw supervisionError('INSPECTION_SETTLED');
  if (both.some(({ personId }) => personId === person.personId)) throw supervisionError('INSPECTION_OWN_SETTLEMENT', { source: SOURCE });
  const scores = scored(sample.sheet, command.scores);
  const agreed = sample.sheet.find(({ item }) => !differing.includes(item) && scores[item] !== both[0]?.scores[item]);
  if (agreed) throw supervisionError('INSPECTION_AGREED_ITEM', { details: { item: agreed.title } });
  return { petitionId, personId: person.personId, on: person.on, scores, reason: required('认定理由', 'reason', command.reason, 2000) };
}

/** How often two inspectors gave an item the same points, of all items that two have scored. */
export function agreement(sample: Sample, inspections: readonly Inspection[]): { readonly same: number; readonly items: number } {
  const compared = sample.petitionIds.flatMap((petitionId) => {
    const differing = differences(
      sample.sheet,
      inspections.filter((one) => one.petitionId === petitionId),
    );
    return differing ? [sample.sheet.length - differing.length] : [];
  });
  return { same: compared.reduce((sum, one) => sum + one, 0), items: compared.length * sample.sheet.length };
}
