import { organId, personId } from './city.js';
import { inputTypeOf, officeDay, type Filed } from './script.js';

/** What the graph tells of a record between organs that a later act names. */
export interface Kept {
  readonly id: string;
  /** Of a sample: its sheet, and the matters that were drawn. */
  readonly sheet?: readonly { readonly item: string; readonly points: number }[];
  readonly matters?: readonly { readonly petition: { readonly id: string } }[];
}

/** An act on a record between organs: on advice, on a measure of the joint conference, on a sample of a quality review, on a complaint about staff. */
export interface OrganAct {
  readonly code: string;
  readonly day: string;
  readonly account: string;
  readonly mutation: string;
  readonly inputType: string;
  /** Tells the acts of a record apart in request ids. */
  readonly step: string;
  /** What the mutation is asked for. */
  readonly fields: string;
  /** `filed`: what is known of a petition, by its code. */
  readonly input: (kept: Kept, filed: (code: string) => Filed) => Record<string, unknown>;
}

export interface Step {
  readonly back: number;
  readonly by: string;
  readonly act: string;
  readonly input: (day: (back: number) => string, kept: Kept, filed: (code: string) => Filed) => Record<string, unknown>;
}
export interface Course {
  readonly code: string;
  /** The field of the input that names the record; null where no act follows the first. */
  readonly names: 'adviceId' | 'measureId' | 'sampleId' | 'schemeId' | 'complaintId' | 'roundId' | 'correctionId' | null;
  readonly fields: string;
  readonly steps: readonly Step[];
}

const OFFICE = 'supervisor.city';

type Kind = 'IMPROVE' | 'POLICY' | 'RESPONSIBILITY';
type Answer = 'adopted' | 'partly' | 'not_adopted';
interface Advised {
  readonly kind: Kind;
  readonly to: string;
  readonly by: string;
  readonly found: string;
  readonly basis: string;
  readonly advised: string;
  readonly unit?: string;
  readonly consequences?: string;
}

const WORKS: Advised = {
  kind: 'IMPROVE',
  to: 'housing.city',
  by: 'handler.housing',
  found: '近三个月有三件信访事项逾期告知，均因内部流转没有专人核对到期日。',
  basis: '信访工作条例 23',
  advised: '指定专人每日核对到期事项，逾期前两日提醒承办人员。',
};
const ROADS: Advised = {
  ...WORKS,
  to: 'traffic.city',
  by: 'handler.traffic',
  found: '处理意见没有逐项答复诉求，信访人反复来访。',
  basis: '信访工作条例 32',
  advised: '审核处理意见时逐项核对诉求，缺一项的退回。',
};
const POLICY: Advised = {
  kind: 'POLICY',
  to: 'gov.city',
  by: 'handler.gov.city',
  found: '老旧小区电梯维修的信访集中，现行维修资金使用办法没有应急程序。',
  basis: '信访工作条例 40',
  advised: '在维修资金使用办法中增加应急维修的简易程序。',
};
const PURSUED: Advised = {
  kind: 'RESPONSIBILITY',
  to: 'discipline.city',
  by: 'handler.discipline',
  unit: 'housing.city',
  found: '对同一事项两次作出没有调查核实的处理意见。',
  basis: '信访工作条例 44(三)',
  advised: '对责任单位和责任人员依规依纪追究责任。',
  consequences: '延误抢修，造成居民财产损失无法挽回。',
};

const issued = ({ kind, to, unit, found, basis, advised, consequences }: Advised, back: number): Step => ({
  back,
  by: OFFICE,
  act: 'issueAdvice',
  input: (day) => ({
    ...{ kind, organId: organId(to), found, basis, advised, replyBy: day(back - 30) },
    ...(unit !== undefined && { unitId: organId(unit) }),
    ...(consequences !== undefined && { consequences }),
  }),
});
const ANSWERS: Readonly<Record<Answer, Record<string, string>>> = {
  adopted: { as: 'adopted', text: '已经采纳并制定落实措施。' },
  partly: { as: 'partly', text: '采纳提醒制度，先在两个科室试行。', reasons: '人员不足，全面推行需要增加编制。' },
  not_adopted: { as: 'not_adopted', text: '经研究不予采纳。', reasons: '已有制度能够解决，正在加强执行。' },
};
const answered = ({ by }: Advised, back: number, as: Answer): Step => ({ back, by, act: 'answerAdvice', input: () => ANSWERS[as] });
const reviewed = (back: number, effect: string, text: string): Step => ({
  ...{ back, by: OFFICE, act: 'reviewAdviceEffect' },
  input: () => ({ effect, text }),
});
const extended: Step = {
  ...{ back: 12, by: OFFICE, act: 'extendAdviceReply' },
  input: (day) => ({ replyBy: day(-25), reason: '需要会同物业主管科室研究' }),
};
const concluded: Step = {
  ...{ back: 4, by: OFFICE, act: 'recordResponsibilityResult' },
  input: (day) => ({ result: 'admonition', decidedBy: '中共明川市纪律检查委员会', decidedOn: day(6), text: '对分管负责人诫勉。' }),
};

const advice = (code: string, ...steps: Step[]): Course => ({ code, names: 'adviceId', fields: 'id', steps });
/** Each kind of advice waiting, answered in each way, looked at later, and followed to the result. */
const ADVICE: readonly Course[] = [
  advice('A01', issued(WORKS, 18), extended),
  ...[WORKS, POLICY, PURSUED].flatMap((of, n) => [
    ...(of === WORKS ? [] : [advice(`A${n}2`, issued(of, 15))]),
    advice(`A${n}3`, issued(of, 20), answered(of, 12, 'adopted')),
    advice(`A${n}4`, issued(of, 20), answered(of, 11, 'not_adopted')),
    advice(`A${n}5`, issued(of, 24), answered(of, 16, 'partly'), reviewed(5, 'partly', '试行的科室已无逾期，其余仍有一件。')),
  ]),
  advice('A06', issued(ROADS, 26), answered(ROADS, 18, 'adopted'), reviewed(6, 'achieved', '近一个月的处理意见均逐项答复。')),
  advice('A07', issued(PURSUED, 28), answered(PURSUED, 16, 'adopted'), concluded),
];

type Means = 'ACCOUNTABILITY_TALK' | 'CIRCULAR' | 'LISTED_SUPERVISION' | 'ORDERED_CORRECTION';
const [TALK, CIRCULAR, LISTED, ORDERED]: readonly [Means, Means, Means, Means] = [
  'ACCOUNTABILITY_TALK',
  'CIRCULAR',
  'LISTED_SUPERVISION',
  'ORDERED_CORRECTION',
];
const BUREAU = 'auditor.city';
const CONFERENCE = 'head.bureau.city';
interface Led {
  readonly organ: string;
  readonly head: string;
}
const HOUSING: Led = { organ: 'housing.city', head: 'head.housing' };
const TRAFFIC: Led = { organ: 'traffic.city', head: 'head.traffic' };
const LAND: Led = { organ: 'land.city', head: 'head.land' };

const measure = (code: string, ...steps: Step[]): Course => ({ code, names: 'measureId', fields: 'id', steps });
const proposed = ({ organ, head }: Led, means: readonly Means[], back = 30): Step => ({
  ...{ back, by: BUREAU, act: 'proposeConferenceMeasure' },
  input: (day) => ({
    organId: organId(organ),
    // The talk is with a leading cadre, the rest with the leading body.
    ...(means.includes(TALK) && { cadreId: personId(head) }),
    means,
    facts: '近三个月有多件信访事项逾期，催办、督办后仍未按期办结。',
    basis: '信访工作条例 39',
    gravity: '逾期件数较多，未造成严重后果，情节较重。',
    answerBy: day(back - 7),
  }),
});
const explained = ({ head }: Led, back: number): Step => ({
  ...{ back, by: head, act: 'answerConferenceMeasure' },
  input: () => ({ text: '已逐件清理，逾期原因是人员调整期间没有交接。' }),
});
const decided = (back: number, taken: boolean, corrects = false): Step => ({
  ...{ back, by: CONFERENCE, act: 'decideConferenceMeasure' },
  input: (day) => ({
    taken,
    meeting: '信访工作联席会议办公室第三次会议纪要',
    reason: taken ? '情节较重，同意采取措施。' : '已主动整改，不再采取措施。',
    ...(corrects && { correctBy: day(back - 40) }),
  }),
});
const said = (back: number, by: string, act: string, text: string): Step => ({ back, by, act, input: () => ({ text }) });
const recorded = (back: number): Step => said(back, BUREAU, 'recordConferenceMeasure', '已按决定实施，记录入卷。');
const corrected = ({ head }: Led, back: number): Step => said(back, head, 'recordCorrection', '建立到期核对制度，逾期事项全部办结。');
const checked = (back: number, passed: boolean): Step => ({
  ...{ back, by: BUREAU, act: 'checkCorrection' },
  input: (day) => ({
    passed,
    text: passed ? '抽查十件均未逾期。' : '仍有一件没有告知。',
    ...(!passed && { correctBy: day(-20) }),
  }),
});
const removed: Step = { back: 2, by: BUREAU, act: 'removeFromList', input: () => ({ reason: '整改核查通过。' }) };

/** Each means in each state that a measure of it can stand in. */
const MEASURES: readonly Course[] = [
  measure('M01', proposed(HOUSING, [TALK, LISTED], 5)),
  measure('M02', proposed(LAND, [CIRCULAR, ORDERED], 4), explained(LAND, 2)),
  measure('M03', proposed(TRAFFIC, [TALK, LISTED]), explained(TRAFFIC, 27), decided(20, false)),
  measure('M04', proposed(LAND, [CIRCULAR, ORDERED]), explained(LAND, 26), decided(20, false)),
  measure('M05', proposed(TRAFFIC, [TALK, LISTED], 16), explained(TRAFFIC, 13), decided(3, true, true)),
  measure('M06', proposed(LAND, [CIRCULAR, ORDERED], 16), explained(LAND, 12), decided(3, true, true)),
  measure('M07', proposed(HOUSING, [TALK, CIRCULAR]), explained(HOUSING, 27), decided(20, true), recorded(15)),
  measure('M08', proposed(HOUSING, [LISTED, ORDERED]), decided(20, true, true), recorded(18), corrected(HOUSING, 10), checked(7, false)),
  measure('M09', proposed(TRAFFIC, [LISTED, ORDERED]), decided(20, true, true), recorded(17), corrected(TRAFFIC, 4)),
  measure('M10', proposed(LAND, [LISTED, ORDERED]), decided(20, true, true), recorded(17), corrected(LAND, 10), checked(5, true)),
  measure('M11', proposed(TRAFFIC, [LISTED]), decided(20, true, true), recorded(17), corrected(TRAFFIC, 10), checked(5, true), removed),
];

const SAMPLE = 'id sheet { item points } matters { petition { id } }';
/** A sample of what an organ closed, and what is done about it. */
export const sample = (code: string, organ: string, size: number, ...steps: Step[]): Course => ({
  code,
  names: 'sampleId',
  fields: SAMPLE,
  steps: [
    {
      ...{ back: 0, by: OFFICE, act: 'drawSample' },
      input: (day) => ({ organId: organId(organ), from: day(120), to: day(0), size }),
    },
    ...steps,
  ],
});
/** Full points, less by some for what was served. */
const pointsOf = ({ sheet = [] }: Kept, less: number) =>
  sheet.map(({ item, points }) => ({ item, points: item === 'SERVED' ? points - less : points }));
/** Points of one inspector for a matter of the sample; `less` are lost for what was served. */
export const scored = (by: string, at: number, less = 0): Step => ({
  ...{ back: 0, by, act: 'submitInspection' },
  input: (_day, kept) => ({ petitionId: kept.matters?.[at]?.petition.id, scores: pointsOf(kept, less), remark: '查阅全卷。' }),
});
const settled = (at: number, less: number): Step => ({
  ...{ back: 0, by: 'auditor.city', act: 'settleInspection' },
  input: (_day, kept) => ({ petitionId: kept.matters?.[at]?.petition.id, scores: pointsOf(kept, less), reason: '以送达回证为准。' }),
});
const SECOND = 'supervisor2.city';
/** Samples of which nothing is scored yet, one has scored, both agree, both differ, and a third has settled. */
const SAMPLES: readonly Course[] = [
  sample('Q01', 'housing.city', 1),
  sample('Q02', 'health.city', 1, scored(OFFICE, 0)),
  sample('Q03', 'education.city', 2, scored(OFFICE, 0), scored(SECOND, 0), scored(OFFICE, 1), scored(SECOND, 1, 4)),
  sample('Q04', 'labour.city', 1, scored(OFFICE, 0), scored(SECOND, 0, 6), settled(0, 3)),
];

/** What is done about advice, measures and samples in the weeks before `today`, by their courses. */
export const organActs = (today: string): OrganAct[] => actsOfCourses([...ADVICE, ...MEASURES, ...SAMPLES], today);

export const actsOfCourses = (courses: readonly Course[], today: string): OrganAct[] =>
  courses.flatMap(({ code, names, fields, steps }) =>
    steps.map(({ back, by, act, input }, at) => ({
      code,
      day: officeDay(today, back, false),
      account: by,
      mutation: act,
      inputType: inputTypeOf(act),
      step: `${at}`,
      fields,
      input: (kept, filed) => ({
        ...input((of) => officeDay(today, of, of < 0), kept, filed),
        ...(at > 0 && names !== null && { [names]: kept.id }),
      }),
    })),
  );
