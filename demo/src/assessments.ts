import { organId } from './city.js';
import { actsOfCourses, type Course, type OrganAct, type Step } from './organ-records.js';

const OFFICE = 'supervisor.city';
/** In the order of the states in which they end. */
const [UNCHECKED, CHECKED, SCORED, CONTESTED, DECIDED] = ['education', 'health', 'labour', 'traffic', 'housing'] as const;
const ASSESSED = [UNCHECKED, CHECKED, SCORED, CONTESTED, DECIDED];
/** The items by what the organ shows, by their place in the scheme. */
const [LEADERS, FILES] = ['3', '4'] as const;

const figure = (title: string, id: string, points: number) => ({
  ...{ title, points, standard: '以该年度指标计分，逾期未办的计入分母。' },
  figure: { id, fullAt: 100, noneAt: 80 },
});
const published: Step = {
  ...{ back: 18, by: OFFICE, act: 'publishAssessment' },
  input: (day) => {
    const year = Number(day(18).slice(0, 4)) - 1;
    return {
      year,
      title: `${year}年度信访工作履职考核方案`,
      basis: '市信访工作联席会议办公室关于开展年度履职考核的通知',
      organIds: ASSESSED.map((code) => organId(`${code}.city`)),
      items: [
        figure('按期告知', 'told_in_time', 30),
        figure('按期办理', 'handled_in_time', 40),
        { title: '领导干部接访下访', points: 15, standard: '有安排、有记录、有结果的得满分。' },
        { title: '案卷质量', points: 15, standard: '案卷齐全、逐项答复的得满分。' },
      ],
      selfCheckBy: day(-10),
      contestDays: 30,
    };
  },
};
const claims: readonly Record<string, unknown>[] = [
  { code: LEADERS, points: 15, evidence: '接访安排表和接访记录。' },
  { code: FILES, points: 14, evidence: '抽查案卷二十件，一件送达回证补交。' },
];
const checked = (organ: string): Step => ({ back: 14, by: `head.${organ}`, act: 'submitSelfCheck', input: () => ({ items: claims }) });
const scored = (organ: string): Step => ({
  ...{ back: 10, by: OFFICE, act: 'scoreAssessment' },
  input: () => ({
    organId: organId(`${organ}.city`),
    items: [
      { code: LEADERS, points: 15 },
      { code: FILES, points: 11, reason: '另有三件没有逐项答复。' },
    ],
  }),
});
const contested = (organ: string): Step => ({
  ...{ back: 6, by: `head.${organ}`, act: 'contestAssessment' },
  input: () => ({ items: [{ code: FILES, reason: '其中一件的答复在附件中，案卷目录第十二项。' }] }),
});
const decided = (organ: string): Step => ({
  ...{ back: 3, by: 'supervisor2.city', act: 'decideAssessmentContest' },
  input: () => ({ organId: organId(`${organ}.city`), items: [{ code: FILES, points: 12, reason: '附件可以采信，其余两件维持。' }] }),
});

const ASSESSMENT: Course = {
  ...{ code: 'K01', names: 'schemeId', fields: 'id' },
  steps: [
    published,
    ...[CHECKED, SCORED, CONTESTED, DECIDED].map(checked),
    ...[SCORED, CONTESTED, DECIDED].map(scored),
    ...[CONTESTED, DECIDED].map(contested),
    decided(DECIDED),
  ],
};

/** The assessment of the year before: of five organs, each in another state. */
export const assessmentActs = (today: string): OrganAct[] => actsOfCourses([ASSESSMENT], today);
