import type { WordsOf } from './titles.js';

export const routing: WordsOf<'routing'> = {
  routePetition: {
    submit: '送出',
    about: '把信访件转送或者交办有权处理的单位；转办期限就此完成，对方的告知期限从系统送达之日起算。',
    fields: { toOrganId: '转往单位', kind: '方式' },
  },
  submitForDecision: {
    submit: '报请',
    about:
      '情况重大、紧急的，由本机构负责人签发，提出建议，报请本级党委、政府决定；转办期限就此完成，该件留在本机构等待批示。检举控告不报请，应当移送。',
    fields: {
      toOrganId: '本级党委或者政府',
      reason: '重大、紧急的情况',
      reference: '报请文号',
      answerBy: '请求何日前批示',
    },
  },
  recordSubmittedDecision: {
    about: '登记批示并恢复办理，按批示转送、交办；转办期限从登记之日起重新计算。',
    fields: { reference: '批示文号', post: '批示人职务', text: '批示内容' },
  },
  recallTransfer: { about: '对方告知信访人之前收回错误的转送；本单位原来的期限继续计算。' },
  objectToTransfer: {
    about: '收到转送后5个工作日内说明不属于本单位职责；告知期限不停止，由本单位负责人审定后发出。',
    fields: { reason: '详细理由', basis: '职责依据（条款）' },
  },
  confirmObjection: { about: '审定并发出承办人提出的异议；转送单位应当在3个工作日内核实。' },
  recordObjectionAnswer: {
    about: '登记来文单位对异议的答复；同意退回的，本件在本单位办结并退回来文单位，不同意的，原期限照旧计算。',
    fields: { reference: '来文文号', reason: '核实意见', upheld: '同意退回' },
  },
  decideObjection: {
    submit: '提出核实意见',
    about: '对收到的异议作出核实，原转办人不得核实；由负责人转送的须负责人批准，异议成立的由新单位重新起算告知期限。',
    fields: { reason: '核实理由', reportBy: '报告期限（交办件）' },
  },
  confirmObjectionDecision: { about: '批准异议核实意见并送出；不成立的，原单位的期限照旧计算。' },
  designateOrgan: {
    about: '登记上级机关、联席会议作出的指定决定并通知有关单位，须听取各方意见并写明决定文号；新单位从收到之日起算期限。',
    fields: { toOrganId: '指定的单位', reference: '决定文号', decisionFileId: '决定文书扫描件' },
  },
  handDown: {
    about: '转给本系统的下级单位并告知信访人去向；写明报告期限的为交办，由该单位按期向交办机关报告。告知期限由接收单位起算。',
    fields: { toOrganId: '接收单位' },
  },
  requestAssistance: { about: '请其他单位协助并定答复期限；主办单位的期限不等待。', fields: { organId: '协办单位' } },
  answerAssistance: { submit: '答复', about: '向主办单位答复协办事项；只供主办单位统一答复使用。', fields: { assistanceId: '协办事项' } },
  endAssistance: { about: '不再需要协办，写明原因；主办单位的期限不变。', fields: { assistanceId: '协办事项' } },
  agreeJointHandling: { about: '几个单位共同办理，定下主办单位和各单位的期限；对信访人统一答复。' },
  keepForReference: { about: '对重复、没有诉求、无法辨认或者感谢的来信提出存；须另一人确认并告知信访人。', fields: { ground: '存的情形' } },
  confirmKeeping: { about: '确认存并发出告知；信访人提出异议的恢复办理。' },
  objectToKeeping: { about: '登记信访人对存的异议并恢复办理；期限从原来的收到日起算。', fields: { reason: '信访人的意见' } },
  pointElsewhere: {
    about:
      '直接收到的事项不属于本单位、本系统职权范围的，写明应当向哪个机关、依据什么、到哪里提出；须另一人审核。属下级单位的用“系统内转送”，转来的用“提出异议”。',
    fields: {
      toOrganId: '有权处理的机关、单位',
      toName: '名录中没有的，写明名称',
      reason: '不属于本单位职权范围的理由',
      basis: '职责依据（条款）',
      place: '接待场所',
    },
  },
  confirmPointing: { about: '审核后发出告知书，该件以“已引导”办结；信访人在有权机关另行提出。' },
  guideVisitor: { about: '向涉法涉诉来访人说明应当去的机关和期限；不是转送，信访不停止法定期限。', fields: { toOrganId: '政法机关' } },
  sendToPoliticalLegalOrgan: { about: '把涉法涉诉来信转送同级政法机关；由该机关按专门规定告知。', fields: { toOrganId: '政法机关' } },
  markCrossing: { about: '标注事项的跨地区、跨部门等情形；只说明事项，不改变任何期限。', fields: { reason: '说明' } },
  moveMatters: { about: '把一人经办的信访件移交给另一人；各件的期限不变。', fields: { organId: '单位' } },
};
