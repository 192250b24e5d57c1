import type { Day } from '@sunshine/procedure';
import { HANDLING_STEPS } from '../handling/handling.records.js';

/** How it is inspected. @source law 7; practice D */
export const ROUND_METHODS = { briefing: '听取汇报', ...HANDLING_STEPS, spot_check: '随机抽查' } as const;
export type RoundMethod = keyof typeof ROUND_METHODS;

export const ROUND_STATES = { planned: '已部署', running: '督查中', correcting: '整改中', checked: '整改已核查', ended: '已结束' } as const;
export type RoundState = keyof typeof ROUND_STATES;

/** How far it is with one organ; `clear`: fed back, and nothing is to be corrected. */
export const PART_STATES = {
  inspecting: '督查中',
  clear: '未发现问题',
  correcting: '整改中',
  corrected: '待核查',
  checked: '整改已核查',
} as const;
export type PartState = keyof typeof PART_STATES;

interface Done {
  readonly on: Day;
  readonly byPersonId: string;
}
type Entry = Done & { readonly text: string };

/** What was found at an organ, with what shows it. */
export interface RoundFinding extends Done {
  readonly id: string;
  readonly found: string;
  readonly evidence: string;
  /** It is reported to the Party committee or government. */
  readonly important: boolean;
}

/** What a round has of one organ. */
export interface RoundPart {
  readonly organId: string;
  readonly places: string;
  readonly state: PartState;
  readonly findings: readonly RoundFinding[];
  readonly feedback: Entry | null;
  /** Until when it is corrected, inclusive; null: nothing is to be corrected, or nothing was fed back yet. */
  readonly correctBy: Day | null;
  readonly corrections: readonly Entry[];
  readonly checks: readonly (Entry & { readonly passed: boolean })[];
}

/** 督查: a round over several organs, with findings, feedback, report of important problems, correction and check. @source 信访工作条例 38; law 7 */
export interface Round {
  readonly kind: 'round';
  readonly id: string;
  readonly state: RoundState;
  readonly number: string;
  /** Who inspects. */
  readonly byOrganId: string;
  readonly byPersonId: string;
  /** Who ordered it. */
  readonly organId: string;
  /** The paper or decision by which it was ordered. */
  readonly order: string;
  readonly matters: string;
  readonly methods: readonly RoundMethod[];
  /** Inspectors, the leader first. */
  readonly team: readonly string[];
  /** Of the team, one after the other, each with its reason. */
  readonly teamChanges: readonly (Done & {
    readonly left: readonly string[];
    readonly joined: readonly string[];
    readonly reason: string;
  })[];
  /** On the spot between these days, inclusive. */
  readonly from: Day;
  readonly to: Day;
  readonly openedOn: Day;
  /** The first day on which a correction is due, inclusive; null: none is waited for. */
  readonly replyBy: Day | null;
  readonly parts: readonly RoundPart[];
  /** Important problems, as they were reported to the Party committee or government. */
  readonly reports: readonly (Entry & { readonly toOrganId: string })[];
  /** `text` null: not told to the reader. */
  readonly ended: (Done & { readonly text: string | null }) | null;
}

/** Whether something was found that is reported to the Party committee or government. */
export const isImportant = ({ parts }: Round): boolean => parts.some(({ findings }) => findings.some(({ important }) => important));

/** Who reads a round: the organs of it in which the reader works, and whether the reader sees the whole. */
export interface RoundReader {
  readonly whole: boolean;
  readonly organIds: readonly string[];
}

/**
 * A round as its reader sees it. An inspected organ has its own part alone, with its findings once they are fed back; what was found elsewhere,
 * reported, said at the end, or said of a change of the team is not told to it.
 * @source 信访工作条例 38; own rule
 */
export function roundFor(round: Round, { whole, organIds }: RoundReader): Round {
  if (whole) return round;
  const parts = round.parts
    .filter(({ organId }) => organIds.includes(organId))
    .map((part) => (part.feedback ? part : { ...part, findings: [] }));
  const replyBy = parts.map(({ state, correctBy }) => (state === 'correcting' ? correctBy : null)).find((day) => day !== null) ?? null;
  return { ...round, parts, replyBy, teamChanges: [], reports: [], ended: round.ended && { ...round.ended, text: null } };
}
