import type { WordsOf } from './titles.js';

const ITEM = { label: '考核项目' };

export const assessment: WordsOf<'assessment'> = {
  publishAssessment: {
    about: '公布一个年度的考核项目、分值、评分标准和被考核单位；公布后不能修改，一个单位一个年度只列入一个方案。',
    submit: '公布',
    fields: {
      year: { label: '考核年度', hint: '本年度或者其前后一年。' },
      basis: { label: '考核依据', hint: '部署考核的文件。' },
      organIds: '被考核单位',
      items: { label: '考核项目', hint: '最多三十项，分值合计一百分；不得以信访数量或者排名为内容。' },
      figure: { label: '按指标评分', hint: '不填的，由单位自查并提供依据，考核单位评分。' },
    },
  },
  submitSelfCheck: {
    about: '逐项写明本单位自评的分数和依据；按指标评分的项目不用自查。提交后不能修改。',
    submit: '提交自查',
    fields: { items: '自查项目', code: ITEM, points: '自评分', evidence: '依据' },
  },
  scoreAssessment: {
    about: '年度结束后评分；按指标评分的项目由系统按该年度的指标计算，其余项目与自评分不同的写明理由。',
    submit: '提交评分',
    fields: { items: '评分项目', code: ITEM, points: '评分', reason: '与自评分不同的理由' },
  },
  contestAssessment: {
    about: '对本单位的评分提出异议，逐项写明理由；只能提出一次，由评分人以外的人处理。',
    submit: '提出异议',
    fields: { items: '有异议的项目', code: ITEM, reason: '异议理由' },
  },
  decideAssessmentContest: {
    about: '对有异议的项目逐项认定分数并写明理由；原评分和异议一并保留。',
    submit: '提交处理',
    fields: { items: '有异议的项目', code: ITEM, points: '认定的分数', reason: '处理理由' },
  },
};
