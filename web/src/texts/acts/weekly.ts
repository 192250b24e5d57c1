import type { WordsOf } from './titles.js';

export const weekly: WordsOf<'weekly'> = {
  freezeWeeklyReport: {
    about: '按当前数据生成一周的督查周报并封存；封存后不能修改、删除，一周只封存一份。',
    submit: '封存',
    fields: { day: { label: '周内任意一日', hint: '本周或者上一周（星期一至星期日）的日期。' } },
  },
};
