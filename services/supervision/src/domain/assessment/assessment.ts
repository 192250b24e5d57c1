import { dayNumber, dayOf, isDay, type Day } from '@sunshine/procedure';
import { FIGURES, type FigureId } from '../figures/definitions.js';
import { rateOf } from '../figures/rate.js';
import { supervisionError } from '../supervision.errors.js';
import { oneOf, required } from '../text.js';
import type { AssessmentItem, AssessmentScheme, AssessmentState, OrganAssessment, ScoredItem } from './assessment.records.js';

const SOURCE = '本系统规则 履职考核';
const ALL_POINTS = 100;
const MOST_ITEMS = 30;
const LONGEST_CONTEST_DAYS = 60;
/** Words of an item that would reward fewer petitions, or rank. @source own rule: capabilities 193, 211; law 7 (appraisal) */
const COUNTS_PETITIONS = /信访总?量|来访量|来信量|上访|批次|人次|排名|名次|位次/;

interface ItemGiven {
  readonly title: string;
  readonly points: number;
  readonly standard: string;
  readonly figure?: { readonly id: string; readonly fullAt: number; readonly noneAt: number } | null;
}

export interface PublishAssessment extends Pick<
  AssessmentScheme,
  'id' | 'year' | 'byOrganId' | 'byPersonId' | 'title' | 'basis' | 'organIds' | 'publishedOn' | 'selfCheckBy' | 'contestDays'
> {
  readonly items: readonly ItemGiven[];
}

function itemOf({ title, points, standard, figure = null }: ItemGiven, index: number): AssessmentItem {
  const at = (name: string) => `items.${index}.${name}`;
  if (!Number.isInteger(points) || points < 1) throw supervisionError('ASSESSMENT_POINTS_WRONG', { field: at('points'), source: SOURCE });
  const item = {
    code: String(index + 1),
    title: required('考核项目', at('title'), title, 100),
    points,
    standard: required('评分标准', at('standard'), standard, 1000),
  };
  const counted = COUNTS_PETITIONS.exec(`${item.title} ${item.standard}`);
  if (counted) throw supervisionError('ASSESSMENT_COUNTS_PETITIONS', { field: at('title'), source: SOURCE, details: { word: counted[0] } });
  if (!figure) return { ...item, figure: null };
  const { fullAt, noneAt } = figure;
  if (!(0 <= noneAt && noneAt < fullAt && fullAt <= 100)) throw supervisionError('ASSESSMENT_FIGURE_RANGE', { field: at('figure') });
  return { ...item, figure: { id: oneOf('指标', at('figure.id'), FIGURES, figure.id), fullAt, noneAt } };
}

/**
 * The scheme of a year, and the assessment of each organ, which begins with its self-check.
 * @throws ASSESSMENT_YEAR_WRONG, ASSESSMENT_ORGANS_MISSING, ASSESSMENT_ORGAN_TWICE, ASSESSMENT_OWN_ORGAN, ASSESSMENT_ITEM_TWICE,
 * ASSESSMENT_POINTS_WRONG, ASSESSMENT_COUNTS_PETITIONS, ASSESSMENT_FIGURE_RANGE, ASSESSMENT_DAY_PAST, ASSESSMENT_CONTEST_DAYS, SUPERVISION_TEXT_MISSING,
 * SUPERVISION_CODE_UNKNOWN
 * @source own rule: capabilities 212, 198; beyond 12
 */
export function publishAssessment(given: PublishAssessment): { scheme: AssessmentScheme; organs: OrganAssessment[] } {
  const { year, organIds, publishedOn, selfCheckBy, contestDays } = given;
  const current = Number(publishedOn.slice(0, 4));
  if (!Number.isInteger(year) || Math.abs(year - current) > 1) throw supervisionError('ASSESSMENT_YEAR_WRONG', { details: { year } });
  if (organIds.length === 0) throw supervisionError('ASSESSMENT_ORGANS_MISSING');
  if (new Set(organIds).size !== organIds.length) throw supervisionError('ASSESSMENT_ORGAN_TWICE');
  if (organIds.includes(given.byOrganId)) throw supervisionError('ASSESSMENT_OWN_ORGAN', { source: SOURCE });
  if (!isDay(selfCheckBy) || selfCheckBy < publishedOn) throw supervisionError('ASSESSMENT_DAY_PAST', { details: { on: publishedOn } });
  if (!Number.isInteger(contestDays) || contestDays < 1 || contestDays > LONGEST_CONTEST_DAYS)
    throw supervisionError('ASSESSMENT_CONTEST_DAYS', { details: { most: LONGEST_CONTEST_DAYS } });
  const items = given.items.map(itemOf);
  if (new Set(items.map(({ title }) => title)).size !== items.length) throw supervisionError('ASSESSMENT_ITEM_TWICE');
  if (items.length > MOST_ITEMS || items.reduce((sum, { points }) => sum + points, 0) !== ALL_POINTS)
    throw supervisionError('ASSESSMENT_POINTS_WRONG', { source: SOURCE });
  const { id, byOrganId, byPersonId } = given;
  const scheme = {
    id,
    year,
    byOrganId,
    byPersonId,
    organIds,
    publishedOn,
    selfCheckBy,
    contestDays,
    title: required('考核方案名称', 'title', given.title, 100),
    basis: required('考核依据', 'basis', given.basis, 500),
    items,
  };
  const organs = organIds.map((organId) => ({
    schemeId: id,
    organId,
    selfCheck: null,
    score: null,
    contest: null,
    decision: null,
  }));
  return { scheme, organs };
}

/** Where the assessment stands on a day: what nobody contests in time is final the day after. */
export function assessmentState({ selfCheckBy }: AssessmentScheme, one: OrganAssessment, today: Day): AssessmentState {
  const { selfCheck, score, contest, decision } = one;
  if (!score) return selfCheck || today > selfCheckBy ? 'to_score' : 'self_check';
  if (contest) return decision ? 'final' : 'contested';
  return today > score.contestBy ? 'final' : 'scored';
}

interface Reader {
  readonly personId: string;
  /** The reader may do the acts of an assessed organ on this one. */
  readonly answers: boolean;
  /** The reader may score and decide, and is of another organ. */
  readonly assesses: boolean;
}

/** What the reader may do about the assessment on a day: what the rules below ask, for the buttons of the page. */
export function assessmentOffers(
  scheme: AssessmentScheme,
  one: OrganAssessment,
  { personId, answers, assesses }: Reader,
  today: Day,
): string[] {
  const state = assessmentState(scheme, one, today);
  const isOver = today > `${scheme.year}-12-31`;
  return [
    ...(answers && !one.score && !one.selfCheck ? ['submitSelfCheck'] : []),
    ...(answers && state === 'scored' ? ['contestAssessment'] : []),
    ...(assesses && state === 'to_score' && isOver ? ['scoreAssessment'] : []),
    ...(assesses && state === 'contested' && one.score?.personId !== personId ? ['decideAssessmentContest'] : []),
  ];
}

/** What holds of each item: the decision on what was contested before the score. */
export function heldPoints({ score, decision }: OrganAssessment): { readonly code: string; readonly points: number }[] {
  const decided = new Map(decision?.items.map(({ code, points }) => [code, points]));
  return (score?.items ?? []).map(({ code, points }) => ({ code, points: decided.get(code) ?? points }));
}

const shownItems = ({ items }: AssessmentScheme): AssessmentItem[] => items.filter(({ figure }) => figure === null);

/** Each of these items once, each with whole points from none to its most. @throws ASSESSMENT_SHEET_WRONG, ASSESSMENT_SHEET_LONG */
function checked<Given extends { readonly code: string; readonly points: number }>(
  items: readonly AssessmentItem[],
  given: readonly Given[],
): (readonly [AssessmentItem, Given])[] {
  const found = items.map((item) => {
    const one = given.find(({ code }) => code === item.code);
    if (!one || !Number.isInteger(one.points) || one.points < 0 || one.points > item.points)
      throw supervisionError('ASSESSMENT_SHEET_WRONG', { details: { item: item.title, most: item.points } });
    return [item, one] as const;
  });
  if (given.length !== items.length) throw supervisionError('ASSESSMENT_SHEET_LONG', { details: { items: items.length } });
  return found;
}

interface Person {
  readonly personId: string;
  readonly on: Day;
}

/**
 * 自查: what the organ claims of the items that no figure scores, with its evidence. After its last day it is taken until the score, and the day
 * tells that it is late.
 * @throws ASSESSMENT_SELF_CHECKED, ASSESSMENT_SCORED, ASSESSMENT_SHEET_WRONG, ASSESSMENT_SHEET_LONG, SUPERVISION_TEXT_MISSING
 * @source own rule: capabilities 249
 */
export function submitSelfCheck(
  scheme: AssessmentScheme,
  one: OrganAssessment,
  { personId, on }: Person,
  given: readonly { readonly code: string; readonly points: number; readonly evidence: string }[],
): OrganAssessment {
  if (one.score) throw supervisionError('ASSESSMENT_SCORED');
  if (one.selfCheck) throw supervisionError('ASSESSMENT_SELF_CHECKED');
  const items = checked(shownItems(scheme), given).map(([{ code, title }, { points, evidence }], index) => ({
    code,
    points,
    evidence: required(`“${title}”的依据`, `items.${index}.evidence`, evidence, 2000),
  }));
  return { ...one, selfCheck: { on, personId, items } };
}

interface Counted {
  readonly numerator: number;
  readonly denominator: number;
}

/** In a straight line between the rates, two places; all where nothing was due. */
function figurePoints({ points, figure }: AssessmentItem, { numerator, denominator }: Counted): number {
  const rate = rateOf(numerator, denominator);
  if (!figure || rate === null) return points;
  const share = (rate - figure.noneAt) / (figure.fullAt - figure.noneAt);
  return Math.round(points * 100 * Math.min(Math.max(share, 0), 1)) / 100;
}

/**
 * 评分, once the year is over: figures by their rate of the year, the rest by an assessor of another organ.
 * @param organIds organs in which the assessor holds any role
 * @throws ASSESSMENT_YEAR_RUNS, ASSESSMENT_SELF_CHECK_RUNS, ASSESSMENT_SCORED, ASSESSOR_OF_UNIT, ASSESSMENT_SHEET_WRONG, ASSESSMENT_SHEET_LONG,
 * SUPERVISION_TEXT_MISSING
 */
export function scoreAssessment(
  scheme: AssessmentScheme,
  one: OrganAssessment,
  { personId, on, organIds }: Person & { readonly organIds: readonly string[] },
  given: readonly { readonly code: string; readonly points: number; readonly reason?: string | null }[],
  figures: Readonly<Record<FigureId, Counted>>,
): OrganAssessment {
  if (one.score) throw supervisionError('ASSESSMENT_SCORED');
  if (on <= `${scheme.year}-12-31`) throw supervisionError('ASSESSMENT_YEAR_RUNS', { details: { year: scheme.year } });
  if (assessmentState(scheme, one, on) === 'self_check')
    throw supervisionError('ASSESSMENT_SELF_CHECK_RUNS', { details: { until: scheme.selfCheckBy } });
  if (organIds.includes(one.organId)) throw supervisionError('ASSESSOR_OF_UNIT', { source: SOURCE });
  const claims = new Map(one.selfCheck?.items.map(({ code, points }) => [code, points]));
  const shown = new Map(
    checked(shownItems(scheme), given).map(([{ code, title }, { points, reason }], index): [string, ScoredItem] => {
      const asClaimed = claims.get(code) === points;
      const said = asClaimed ? null : required(`“${title}”的评分理由`, `items.${index}.reason`, reason ?? '', 1000);
      return [code, { code, points, reason: said, numerator: null, denominator: null }];
    }),
  );
  const items = scheme.items.map((item): ScoredItem => {
    const { code, figure } = item;
    if (figure === null) return shown.get(code)!;
    const { numerator, denominator } = figures[figure.id];
    return { code, points: figurePoints(item, { numerator, denominator }), reason: null, numerator, denominator };
  });
  return { ...one, score: { on, personId, contestBy: dayOf(dayNumber(on) + scheme.contestDays), items } };
}

/**
 * 异议: the organ says of which items the score is wrong, and why; once, up to the last day inclusive.
 * @throws ASSESSMENT_NOT_SCORED, ASSESSMENT_CONTESTED, ASSESSMENT_CONTEST_LATE, ASSESSMENT_ITEM_UNKNOWN, ASSESSMENT_ITEM_TWICE, SUPERVISION_TEXT_MISSING
 */
export function contestAssessment(
  scheme: AssessmentScheme,
  one: OrganAssessment,
  { personId, on }: Person,
  given: readonly { readonly code: string; readonly reason: string }[],
): OrganAssessment {
  if (!one.score) throw supervisionError('ASSESSMENT_NOT_SCORED');
  if (one.contest) throw supervisionError('ASSESSMENT_CONTESTED');
  if (on > one.score.contestBy) throw supervisionError('ASSESSMENT_CONTEST_LATE', { details: { until: one.score.contestBy } });
  const known = new Set(scheme.items.map(({ code }) => code));
  if (given.length === 0 || given.some(({ code }) => !known.has(code))) throw supervisionError('ASSESSMENT_ITEM_UNKNOWN');
  if (new Set(given.map(({ code }) => code)).size !== given.length) throw supervisionError('ASSESSMENT_ITEM_TWICE');
  const items = given.map(({ code, reason }, index) => ({ code, reason: required('异议理由', `items.${index}.reason`, reason, 1000) }));
  return { ...one, contest: { on, personId, items } };
}

/**
 * The decision on what was contested, by another person than who scored: the points that hold, and why. It is kept beside score and contest.
 * @param organIds organs in which the person holds any role
 * @throws ASSESSMENT_NOT_CONTESTED, ASSESSMENT_DECIDED, ASSESSMENT_OWN_SCORE, ASSESSOR_OF_UNIT, ASSESSMENT_SHEET_WRONG, ASSESSMENT_SHEET_LONG,
 * SUPERVISION_TEXT_MISSING
 */
export function decideAssessmentContest(
  scheme: AssessmentScheme,
  one: OrganAssessment,
  { personId, on, organIds }: Person & { readonly organIds: readonly string[] },
  given: readonly { readonly code: string; readonly points: number; readonly reason: string }[],
): OrganAssessment {
  const { contest } = one;
  if (!contest) throw supervisionError('ASSESSMENT_NOT_CONTESTED');
  if (one.decision) throw supervisionError('ASSESSMENT_DECIDED');
  if (one.score?.personId === personId) throw supervisionError('ASSESSMENT_OWN_SCORE', { source: SOURCE });
  if (organIds.includes(one.organId)) throw supervisionError('ASSESSOR_OF_UNIT', { source: SOURCE });
  const contested = scheme.items.filter(({ code }) => contest.items.some((item) => item.code === code));
  const items = checked(contested, given).map(([{ code }, { points, reason }], index) => ({
    code,
    points,
    reason: required('处理理由', `items.${index}.reason`, reason, 1000),
  }));
  return { ...one, decision: { on, personId, items } };
}
