import type { WordsOf } from './titles.js';

export const telling: WordsOf<'telling'> = {
  informPetitioner: { submit: '告知信访人', about: '在告知期限内告知信访人办理途径和程序；完成告知期限，不等于受理。' },
  acceptPetition: { submit: '受理并出具告知书', about: '决定受理并发出受理告知书；办理期限从受理之日起算。' },
  requestExtension: { about: '情况复杂的，可以申请延长办理期限一次；由本单位负责人批准。', fields: { days: '延长天数' } },
  extendHandling: {
    about: '批准延期申请并告知信访人；办理期限按批准的天数顺延，批准的天数可以与申请的不同。',
    fields: { days: '批准的天数（不填即按申请）', post: '批准人的职务（如局长）' },
  },
  declineExtension: { about: '不批准延期申请并写明理由；办理期限不变，可以另行申请。' },
};
