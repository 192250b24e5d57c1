import { organId, personId } from './city.js';
import { actsOfCourses, sample, scored, type Course, type Kept, type OrganAct, type Step } from './organ-records.js';

const OFFICE = 'supervisor.city';
const SECOND = 'supervisor2.city';

const planned = (back: number, organs: readonly string[], begins = back): Step => ({
  ...{ back, by: OFFICE, act: 'planInspectionRound' },
  input: (day) => ({
    orderedByOrganId: organId('party.city'),
    order: '市委办公室关于开展信访工作督查的通知',
    team: [personId(OFFICE), personId(SECOND)],
    organs: organs.map((organ) => ({ organId: organId(`${organ}.city`), places: '接访大厅、档案室' })),
    matters: '到期告知、处理意见送达和督办意见的落实。',
    methods: ['briefing', 'file', 'spot_check'],
    from: day(begins),
    to: day(begins - 5),
  }),
});
const found = (organ: string, back: number, important = false): Step => ({
  ...{ back, by: SECOND, act: 'noteRoundFinding' },
  input: () => ({
    organId: organId(`${organ}.city`),
    found: '抽查的十件中有两件送达回证没有入卷。',
    evidence: '案卷目录和送达登记第三页。',
    important,
  }),
});
/** Feedback, with a day of correction where something was found. */
const fedBack = (organ: string, back: number, correctIn: number | null): Step => ({
  ...{ back, by: OFFICE, act: 'giveRoundFeedback' },
  input: (day) => ({
    organId: organId(`${organ}.city`),
    text: correctIn === null ? '抽查的事项未发现问题。' : '请补齐送达回证，并指定专人核对。',
    ...(correctIn !== null && { correctBy: day(back - correctIn) }),
  }),
});
const corrected = (organ: string, back: number): Step => ({
  ...{ back, by: `head.${organ}`, act: 'reportRoundCorrection' },
  input: () => ({ organId: organId(`${organ}.city`), text: '送达回证已补齐，由档案员每周核对。' }),
});
const checked = (organ: string, back: number, passed: boolean): Step => ({
  ...{ back, by: SECOND, act: 'checkRoundCorrection' },
  input: (day) => ({
    organId: organId(`${organ}.city`),
    passed,
    text: passed ? '查看案卷，已整改到位。' : '仍有一件没有补齐。',
    ...(!passed && { correctBy: day(back - 15) }),
  }),
});
const reported: Step = {
  ...{ back: 17, by: OFFICE, act: 'reportRoundProblems' },
  input: () => ({ toOrganId: organId('gov.city'), text: '送达环节长期没有专人负责，建议纳入年度考核。' }),
};
const ended: Step = { back: 4, by: OFFICE, act: 'endInspectionRound', input: () => ({ text: '督查两个单位，一个单位的问题已整改到位。' }) };

const round = (code: string, ...steps: Step[]): Course => ({ code, names: 'roundId', fields: 'id', steps });
/** A round in each of its states, with organs in each of theirs. */
const ROUNDS: readonly Course[] = [
  round('R01', planned(2, ['housing', 'traffic'], -3)),
  round('R02', planned(6, ['land', 'health', 'labour']), found('land', 4, true), fedBack('health', 3, null)),
  round(
    'R03',
    ...[planned(16, ['education', 'ecology']), found('education', 14), found('ecology', 14), fedBack('education', 12, 20)],
    ...[fedBack('ecology', 12, 20), corrected('education', 3)],
  ),
  round(
    'R04',
    ...[
      planned(28, ['traffic']),
      found('traffic', 26),
      fedBack('traffic', 24, 20),
      corrected('traffic', 16),
      checked('traffic', 14, false),
    ],
    ...[corrected('traffic', 8), checked('traffic', 5, true)],
  ),
  round(
    'R05',
    ...[planned(26, ['housing', 'civil']), found('housing', 22, true), fedBack('housing', 19, 15), fedBack('civil', 19, null), reported],
    ...[corrected('housing', 10), checked('housing', 7, true), ended],
  ),
];

/** Both inspectors agree that points were lost for what was served; what is done then is a record of its own, under the code of its sample. */
const LOST = 4;
const reviewed = (code: string, organ: string): Course =>
  sample(code, `${organ}.city`, 1, scored(OFFICE, 0, LOST), scored(SECOND, 0, LOST));
const opened = (reopening?: string): Step => ({
  ...{ back: 0, by: OFFICE, act: 'openQualityCorrection' },
  input: (day, kept: Kept) => ({
    ...{ sampleId: kept.id, petitionId: kept.matters?.[0]?.petition.id, items: ['SERVED'], correctBy: day(-15) },
    ...{ defect: '送达回证没有签收日期。', request: '重新送达，并将回证入卷。' },
    ...(reopening !== undefined && { reopening }),
  }),
});
const answered = (organ: string): Step => ({
  ...{ back: 0, by: `head.${organ}`, act: 'answerQualityCorrection' },
  input: () => ({ text: '已重新送达，回证入卷。' }),
});
const judged = (passed: boolean): Step => ({
  ...{ back: 0, by: SECOND, act: 'checkQualityCorrection' },
  input: (day) => ({ passed, text: passed ? '回证齐全。' : '回证仍缺签收日期。', ...(!passed && { correctBy: day(-20) }) }),
});
const correction = (code: string, ...steps: Step[]): Course => ({ code, names: 'correctionId', fields: 'id', steps });
/** Of each sample its course, and that of the correction which follows from it: a correction in each of its states. */
const CORRECTIONS: readonly (readonly [sampled: Course, corrected: Course])[] = [
  [reviewed('Q11', 'housing'), correction('Q11', opened('处理意见没有依法送达，须重新送达后再办结。'))],
  [reviewed('Q12', 'health'), correction('Q12', opened(), answered('health'))],
  [reviewed('Q13', 'education'), correction('Q13', opened(), answered('education'), judged(false))],
  [reviewed('Q14', 'labour'), correction('Q14', opened(), answered('labour'), judged(true))],
];

/** The report of the week in which the demo is played, frozen. */
const WEEKLY: Course = {
  ...{ code: 'W01', names: null, fields: 'id' },
  steps: [{ back: 0, by: OFFICE, act: 'freezeWeeklyReport', input: (day) => ({ day: day(0) }) }],
};

/** Inspection rounds, corrections after quality reviews and the weekly report, by their courses. */
export const inspectionActs = (today: string): OrganAct[] => [
  ...actsOfCourses(ROUNDS, today),
  ...CORRECTIONS.flatMap(([sampled, corrected]) => [
    ...actsOfCourses([sampled], today),
    ...actsOfCourses([corrected], today).map((act) => ({ ...act, step: `correction:${act.step}` })),
  ]),
  ...actsOfCourses([WEEKLY], today),
];
