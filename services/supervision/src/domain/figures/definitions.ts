/** What a figure counts as the answer to its duty: what ended the clock, the acceptance of the claim, or the closing of the matter. */
type Answer = 'clock' | 'acceptance' | 'closing';

export const FIGURES = ['told_in_time', 'accepted_in_time', 'handled_in_time', 'closed_in_time'] as const;
export type FigureId = (typeof FIGURES)[number];

/** A figure as it is published: nothing of it is computed otherwise than is said here. A change of a rule is a new version. */
export interface FigureDefinition {
  readonly id: FigureId;
  readonly version: number;
  readonly title: string;
  readonly numerator: string;
  readonly denominator: string;
  /** The same as conditions on the facts of `figure_fact`. */
  readonly numeratorRule: string;
  readonly denominatorRule: string;
  readonly period: string;
  readonly level: string;
  readonly source: string;
  /** Terms whose last day makes the duty due. */
  readonly terms: readonly string[];
  readonly answer: Answer;
  /** What is answered, closed and reopened within so many days after the closing was not answered; null: a reopening changes nothing. @source own rule: law 19, beyond 12 */
  readonly undoneWithin: number | null;
  /** A set of fewer duties is hidden: a rate would tell of single matters. @source own rule: law 19 (suppress where d<5) */
  readonly hiddenBelow: number;
}

const UNDONE_WITHIN = 30;
const HIDDEN_BELOW = 5;
const PERIOD = '按到期日归入期间；期间截至统计日的前一日，尚未到期的不计';
const LEVEL = '单位；单位及其下级单位';
const RULE = `figure = id and due_on between from and least(to, today - 1) and finding <> 'excluded'`;
const NEVER =
  '检举控告件不列入（避免从数字看出件的存在）；依《信访工作条例》第二十三条第四款按专门规定告知的，没有告知期限，不在其中；经异议认定不计入的除外';
const CORRECTED = '经异议认定更正为按期的计入';

const figure = (
  id: FigureId,
  title: string,
  numerator: string,
  denominator: string,
  source: string,
  terms: readonly string[],
  answer: Answer,
  undoneWithin: number | null = null,
): FigureDefinition => ({
  id,
  version: 2,
  title,
  numerator: `${numerator}。${CORRECTED}`,
  denominator: `${denominator}。${NEVER}`,
  numeratorRule: `${RULE} and finding = 'in_time'`,
  denominatorRule: RULE,
  period: PERIOD,
  level: LEVEL,
  source,
  terms,
  answer,
  undoneWithin,
  hiddenBelow: HIDDEN_BELOW,
});

const NOTIFY = ['NOTIFY_DIRECT', 'NOTIFY_TRANSFERRED'];
const HANDLE = ['HANDLE'];

/**
 * Late telling, late acceptance and late handling are three figures, each of its own duty. Rates are half-up to two places and never shown without both numbers.
 * @source own rule: law 19.1 (formulas), 19.2 (办结), practice D; beyond 12
 */
export const DEFINITIONS: Readonly<Record<FigureId, FigureDefinition>> = {
  told_in_time: figure(
    'told_in_time',
    '按期告知率',
    '在到期日或者之前书面告知信访人的',
    '期间内到期的受理告知（直接收到、转送交办），逾期告知和逾期未告知的都在内',
    '信访工作条例 23',
    NOTIFY,
    'clock',
  ),
  accepted_in_time: figure(
    'accepted_in_time',
    '按期受理率',
    '在告知的到期日或者之前受理的',
    '告知期限在期间内到期、应当受理的申诉求决事项，逾期受理和逾期未受理的都在内；期限内已告知走其他途径或者不予受理的除外',
    '信访工作条例 23、31(6)',
    NOTIFY,
    'acceptance',
  ),
  handled_in_time: figure(
    'handled_in_time',
    '按期办理率',
    `在办理的到期日或者之前出具处理意见并送出的；办结后${UNDONE_WITHIN}日内又重新办理的，不算`,
    '期间内到期的办理事项，逾期办理和逾期未办理的都在内',
    '信访工作条例 34',
    HANDLE,
    'clock',
    UNDONE_WITHIN,
  ),
  closed_in_time: figure(
    'closed_in_time',
    '按期办结率',
    `按期办理，并在办理的到期日或者之前办结的；办结后${UNDONE_WITHIN}日内又重新办理的，不算`,
    '期间内到期的办理事项，逾期办结和未办结的都在内',
    '信访工作条例 34；本系统规则（办结不等于化解）',
    HANDLE,
    'closing',
    UNDONE_WITHIN,
  ),
};
