/** Words of the guide: its questions and what follows from the answers. Bodies and terms come from the rules. */
interface Situation {
  readonly label: string;
  readonly hint: string;
  /** Channels of the rule pack for this situation, the most likely first. */
  readonly channels: readonly string[];
  readonly papers: readonly string[];
}

export const situations = {
  decision: {
    label: '行政机关已经作出决定，我不服',
    hint: '例如罚款、吊销、征收、不予许可、认定',
    channels: ['administrative_reconsideration', 'administrative_litigation'],
    papers: ['身份证明', '行政机关的决定书，以及收到它的信封或者签收记录', '申请书或者起诉状（写明要求和理由）', '有关证据的复印件'],
  },
  labour: {
    label: '和用人单位有劳动纠纷',
    hint: '例如拖欠工资、加班费、工伤待遇、解除合同',
    channels: ['labour_arbitration'],
    papers: ['身份证明', '仲裁申请书', '劳动合同、工资流水、考勤记录', '用人单位的名称和地址'],
  },
  judicial: {
    label: '法院判决、检察、公安办案或者诉讼中的事',
    hint: '例如对判决不服、要求立案、执行不了',
    channels: ['criminal_and_litigation'],
    papers: ['身份证明', '判决书、裁定书或者有关文书', '写明要求和理由的材料'],
  },
  land: {
    label: '土地、山林归谁，或者农村承包地的纠纷',
    hint: '例如宅基地边界、承包地流转、权属争议',
    channels: ['land_contract_arbitration', 'land_ownership'],
    papers: ['身份证明', '承包合同、权属证书或者历史凭据', '申请书', '四至图、照片、证人姓名'],
  },
  consumer: {
    label: '买东西、用服务吃了亏，或者发现商家违法',
    hint: '例如假货、退款、价格欺诈、食品安全',
    channels: ['market_complaint', 'market_report'],
    papers: ['购买凭证、付款记录', '商家名称和地址', '照片、聊天记录等证据'],
  },
  information: {
    label: '想让行政机关公开信息',
    hint: '例如征收补偿方案、规划、预算',
    channels: ['information_disclosure'],
    papers: ['身份证明', '公开申请（写明要哪一份信息）'],
  },
  personnel: {
    label: '公务员人事处理，或者党员处分',
    hint: '本人对处分、考核、辞退等决定不服',
    channels: ['civil_servant_review', 'party_member_appeal'],
    papers: ['处理决定', '申请书或者申诉书', '有关证明材料'],
  },
  contract: {
    label: '合同里约定了仲裁，或者已经达成调解协议',
    hint: '例如商事合同，人民调解协议要法院确认',
    channels: ['commercial_arbitration', 'mediation_confirmation'],
    papers: ['身份证明', '合同或者调解协议', '申请书'],
  },
  duty: {
    label: '要求机关做它该做的事，或者办许可、确认',
    hint: '例如申请查处、发证、裁决',
    channels: ['statutory_duty', 'administrative_other'],
    papers: ['身份证明', '申请书（写明要求机关做什么）', '照片等线索'],
  },
} as const satisfies Readonly<Record<string, Situation>>;

export type SituationName = keyof typeof situations;

export const guide = {
  title: '我该找谁办',
  lead: '回答几个问题，就知道该向哪里提出。不留下任何记录。',
  leadShort: '一步一步选，帮您找对地方。',
  steps: '您选到了哪里',
  change: '重新选',
  question1: '您想做什么？',
  about: {
    matter: { label: '解决我自己的事', hint: '有困难要求解决，或者权益受到侵害' },
    suggestion: { label: '提一条建议', hint: '对工作、政策、公共事务的意见和建议' },
    report: { label: '检举、控告公职人员', hint: '反映公职人员或者单位违纪违法' },
    track: { label: '我已经提交过，想看进度', hint: '凭查询码和密码' },
  },
  question2: '您的事，是下面哪一种？',
  question2Hint: '有些事法律规定由法院、仲裁机构、复议机关等决定，走这些途径更管用，而且有最后一天。都不是，就选最后一项。',
  other: { label: '都不是，或者说不清', hint: '直接提交信访，由机关判断该怎么办，不会因为走错而不登记' },
  from: '这件事是哪天发生的？',
  fromHint: '收到决定的，填收到的那天；没有决定的，填您知道自己权益受损的那天。不填也可以看规则。',
  compute: '算出最后一天',
  fromBad: '请填一个不晚于今天的日期。',
  goTo: (body: string) => `向谁提出：${body}`,
  bodyLabel: '向谁提出',
  yourTerms: '您要赶的期限',
  theirTerms: '对方要守的期限',
  noTerm: '规则没有统一的天数。',
  notStopped: '提出信访不会停止这个期限。想走这条路，请在最后一天之前直接提出。',
  papers: '带什么材料',
  missing: '这条途径的规则暂时读不到，请到接待窗口询问。',
  stillFile: '仍然想提交信访',
  stillFileHint: '可以提交，一定会登记，并告知您该走的途径。但请先记住上面的最后一天。',
  results: {
    CLAIM: {
      title: '这件事可以直接提交信访',
      text: '由有权处理的机关受理、调查、书面答复。写清三点就行：发生了什么、您的要求、有什么材料。',
      papers: ['身份证明（匿名的不用）', '和这件事有关的合同、票据、照片、决定等', '以前的答复（如果有）'],
      button: '填写求决事项',
    },
    SUGGESTION: {
      title: '提交人民建议',
      text: '有关机关会研究论证，并把采纳情况回复您。写清现在怎样、建议怎样、有什么好处。',
      papers: ['不用准备材料；有数据、照片、图纸的可以附上'],
      button: '填写建议',
    },
    REPORT: {
      title: '提交检举控告',
      text: '内容单独封存，只交给有管理权限的机关，不会转给被检举的单位和个人。可以不署名。查询时只显示“已收到、已移交、已答复”。',
      papers: ['被检举单位或者个人的名称、职务', '时间、地点、经过', '能证明的材料；没有也可以提交'],
      button: '填写检举控告',
    },
  },
} as const;
