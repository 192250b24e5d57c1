import type { Day } from '@sunshine/procedure';
import type { FigureId } from '../figures/definitions.js';

/** What is assessed, by one of the figures of timeliness or by what the organ shows. There is no item by number of petitions. */
export interface AssessmentItem {
  /** Its place in the scheme, from 1. */
  readonly code: string;
  readonly title: string;
  /** At most, whole points; those of a scheme make a hundred. */
  readonly points: number;
  /** How it is scored, in words. */
  readonly standard: string;
  /** Null: scored by what the organ shows. */
  readonly figure: { readonly id: FigureId; readonly fullAt: number; readonly noneAt: number } | null;
}

/** 考核方案: what organs of a level are assessed by in a year. */
export interface AssessmentScheme {
  readonly id: string;
  readonly year: number;
  /** Who assesses. */
  readonly byOrganId: string;
  readonly byPersonId: string;
  readonly title: string;
  /** The document that orders the assessment. */
  readonly basis: string;
  /** Who is assessed, in the order of the scheme and no other. */
  readonly organIds: readonly string[];
  readonly items: readonly AssessmentItem[];
  readonly publishedOn: Day;
  /** Last day of the self-check, inclusive. */
  readonly selfCheckBy: Day;
  /** Natural days from the score on within which the organ may contest, the last one inclusive. */
  readonly contestDays: number;
}

interface ByPerson {
  readonly on: Day;
  readonly personId: string;
}

/** Points of an item; of a figure with what it was made from. */
export interface ScoredItem {
  readonly code: string;
  readonly points: number;
  /** Why it is not what the organ claimed; null where it is, and of a figure. */
  readonly reason: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** The assessment of one organ by a scheme. */
export interface OrganAssessment {
  readonly schemeId: string;
  readonly organId: string;
  readonly selfCheck:
    (ByPerson & { readonly items: readonly { readonly code: string; readonly points: number; readonly evidence: string }[] }) | null;
  readonly score: (ByPerson & { readonly contestBy: Day; readonly items: readonly ScoredItem[] }) | null;
  readonly contest: (ByPerson & { readonly items: readonly { readonly code: string; readonly reason: string }[] }) | null;
  readonly decision:
    (ByPerson & { readonly items: readonly { readonly code: string; readonly points: number; readonly reason: string }[] }) | null;
}

export const ASSESSMENT_STATES = {
  self_check: '待自查',
  to_score: '待评分',
  scored: '已评分',
  contested: '有异议',
  final: '已定',
} as const;
export type AssessmentState = keyof typeof ASSESSMENT_STATES;
