/** Words of the tracking page and of what the holder of a query code may do there. */
interface ActWords {
  readonly button: string;
  readonly title: string;
  /** Consequences, shown before the act is done. */
  readonly effects: readonly string[];
  readonly reason: { readonly label: string; readonly hint: string; readonly required: boolean } | null;
  readonly confirm: string;
  readonly done: string;
}

export const tracking = {
  title: '查询进度',
  lead: '输入查询码和密码，看事情办到哪一步。十分钟后自动失效，不留下任何记录。',
  leadShort: '请输入查询码和密码。',
  code: '查询码',
  codeHint: '登记回执上的12位数字和字母，大小写、空格都可以。',
  secret: '密码',
  secretHint: '登记回执上的6位数字。',
  submit: '查询',
  lost: '查询码或者密码丢了？带身份证明到接待窗口，核对后当场补发，旧的立即作废。',
  expired: '为保护您的信息，每次查询的有效时间是十分钟。请再输入一次。',
  expiredKept: '您刚才填写的内容还在，再次查询后可以接着办。',
  again: '再查一件',
  refresh: '刷新',
  refreshHint: '事情有进展时，本页会自动更新。',
  noLive: '想看最新进展，请按“刷新”。',
  updated: '本页已更新。',
  partial: '有一部分内容暂时没有取到，请过几分钟刷新再看。',

  now: '现在的情况',
  number: '编号',
  kind: '类别',
  kinds: { CLAIM: '申诉求决', SUGGESTION: '建议意见' } as Readonly<Record<string, string>>,
  summary: '内容',
  received: '收到日期',
  registered: '登记日期',
  stage: '办到哪一步',
  organ: '现在在哪个机关',
  opening: '已登记，正在分送。请稍后刷新。',
  pending: {
    stage: '已收到，待登记',
    asideStage: '已收到，不予登记',
    waits:
      '提交您这一件的时候，提交的人特别多，要由工作人员看过再登记。期限从收到的那天算起，不会因为等候而推后。您不用再提交一次，登记后这里会显示编号。',
    aside: (reason: string, on: string) => `工作人员看过以后，${on}没有登记这一件：${reason}。提交的内容仍然保存着。`,
    asideOf: (number: string) => `同样的事项已经登记，编号是${number}。`,
    object: '您不同意的，随时可以凭查询码到接待窗口或者打电话提出，不用交材料；提出以后会按原来收到的日期登记。',
  },
  progress: { received: '已收到', handed_over: '已移交', answered: '已答复' } as Readonly<Record<string, string>>,
  progressLabel: '办理进度',
  report: '您的检举控告',
  reportEnded: (how: string | null) => `这件事没有答复，已经结束${how === null ? '' : `：${how}`}。`,
  reportNote: '为保护您，这里只显示这三步，也不会发短信。需要补充情况的，可以凭查询码到接待窗口。',

  nextLabel: '接下来：',
  nextBy: (title: string) => `${title}，最迟在`,
  noDay: '这一步没有规定天数。想知道办到哪里了，可以带查询码到接待窗口，或者直接问承办机关。',
  /** What the petitioner may expect, by stage. */
  next: {
    registered: '信访工作机构看您的材料，转给能办的机关。您现在不用做什么。',
    routed: '事情已经转出，等承办机关收件。您现在不用做什么。',
    received: '承办机关收到了，会告诉您由谁办、怎么办。请留意来信和电话。',
    informed: '机关已经告诉您怎么办。属于一般求决事项的，机关受理后六十日内书面答复。',
    accepted: '机关已经受理，正在调查。调查清楚后会书面答复您；可能会找您了解情况。',
    handling: '机关正在调查办理。调查清楚后会书面答复您；可能会找您了解情况。',
    opinion_issued: '机关已经作出答复，书面送给您。请收下并记住收到的日子，不同意的从那天起可以申请复查。',
    opinion_served: '答复已经送到您手里。同意的，不用做什么；不同意的，可以申请复查，请不要错过下面写的最后一天。',
    review_requested: '复查机关已经收到复查申请，正在复查，结果会书面答复您。',
    review_served: '复查意见已经送到您手里。不同意的，可以申请复核，请不要错过下面写的最后一天。',
    redoing: '原答复已经撤销，承办机关正在重新办理，办完会书面答复您。',
    rereview_requested: '复核机关已经收到复核申请，正在复核，结果会书面答复您。',
    rereview_served: '复核意见已经送到您手里。同一事实和理由不再受理；有新的事实、理由或者请求，可以另行提出。',
    led_into_procedure: '有权机关已经接收，按下面写的法定途径办理。要由您本人提出的，请在那里写的最后一天以前提出。',
    outcome_reported: '法定途径已经有结果。不同意的，按结果文书上写的办法和日期提出。',
    performed: '机关已经按职责办理。不同意的，按告知文书上写的途径提出。',
    answered: '机关已经答复。不同意的，按答复文书上写的途径提出。',
    studying: '机关正在研究您的建议，采纳情况会回复您。',
    decided: '机关已经研究决定，会把采纳情况回复您。',
    replied: '机关已经把采纳情况回复您。',
    measure_followed: '采纳您建议的措施已经落实。',
    closed: '这件事已经办结。您手里的文书上写着还可以走哪条路、最后一天是哪天；有新的事实或者理由，可以另行提交。',
  } as Readonly<Record<string, string>>,

  /** Replaces the text of the stage where the course says more. */
  nextWhere: {
    submitted: '这件事已经报请本级党委、政府决定，作出决定以后接着办理。您现在不用做什么。',
    direct: '收到的机关会告诉您：是否受理、由谁办、怎么办。请留意来信和电话。',
    objected: '承办机关认为不归它办，转送的机关正在核实，会定下来由谁办。您的期限照常计算。',
    ownRules: '已经转给上面写的机关，由它按专门规定告诉您怎么办。',
    takenUp: '上面写的机关已经接收，按法定程序办理，结果由它告诉您。',
    answeredInWords:
      '机关已经用网络、短信或者电话答复您。不满意或者想要书面意见的，可以要求承办机关出具处理意见书；收到以后，可以申请复查。',
    closedInWords: '机关已经用网络、短信或者电话答复您，这件事已经办结。有新的事实或者理由，可以另行提交。',
    closedSuggestion: '机关已经把采纳情况回复您，这件事已经办结。有新的建议，可以另行提交。',
    reviewPassed: '答复已经送到您手里，申请复查的最后一天已经过了，写在下面。',
    withdrawing: '您提出了撤回。信访工作机构会向您核实；机关的期限照常计算。',
    withdrawn: '您的撤回已经核实。过了下面写的可以收回的最后一天没有收回的，这件事按撤回办结。',
  },
  /** After notice was given, by what the notice said. */
  informed: {
    route: '机关已经告诉您走哪条路和怎么办。',
    performs: '机关已经告诉您，由它依法履行职责或者书面答复。',
    suggestion: '机关已经告诉您收到了建议，接下来研究是否采纳。',
  },

  result: '办理结果',
  pointedTo: '应当向谁提出',
  pointedBasis: '依据',
  pointedPlace: '到哪里提出',
  pointedLimits: '最后一天',
  /** After a settlement, while a promise is still to be performed. */
  settledOpen: '双方达成了协议。协议里答应的事都做到以后，这件事办结；哪一天以前做到，写在下面的期限里。',
  endingCan: '您可以怎么办',
  /** What an ending without an answer means, and what the petitioner can do about it. */
  endings: {
    kept_for_reference: {
      title: '这件事没有转办，登记留存',
      what: '工作人员把它登记后留存，没有转给机关办理。理由写在给您的告知书里。',
      can: [
        '您不同意的，随时可以向登记的机关提出，口头、书面都行，不用交材料，没有最后一天。',
        '提出以后马上恢复办理；机关的期限从第一次收到您的信访算起，不会因为留存而推后。',
      ],
    },
    refused_acceptance: {
      title: '这件事没有受理',
      what: '机关没有受理。理由、依据和应当走的途径，写在给您的告知书里。',
      can: [
        '按告知书上写的途径提出，注意那里的最后一天；提出信访不会停止那个期限。',
        '认为不受理的理由不对的，可以向它的上级机关或者信访工作机构反映。',
        '有新的事实或者理由，可以另行提交。',
      ],
    },
    refused_refiling: {
      title: '这件事不再受理',
      what: '提出的事实和理由，以前已经复核过。理由和依据写在给您的告知书里。',
      can: ['有新的事实、新的理由或者新的请求，可以另行提交，会当作新的一件登记。', '帮扶不会因此停止；起诉等其他途径不受影响。'],
    },
    guided: {
      title: '这件事依法应当由您直接向有权处理的机关提出',
      what: '不属于登记它的机关职权范围，已经书面告诉您应当向哪个机关提出。原来的机关没有替您转过去。',
      can: [
        '请直接向告知的机关提出，注意那里的最后一天；提出信访不会停止那个期限。',
        '认为应当由原来的机关办理的，可以向它或者信访工作机构反映；查实的恢复办理，期限从第一次收到您的信访算起。',
      ],
    },
    returned_to_sender: {
      title: '这件事已经退回转来的机关',
      what: '收到的单位没有这项职责，已经提出异议；转来的机关核实后同意退回，由它另行确定办理单位。',
      can: ['可以向转来的机关查询由谁办理。', '也可以直接向有权处理的机关提出。'],
    },
    no_successor: {
      title: '这件事因为无人承继已经办结',
      what: '提出的人已经去世或者单位已经终止，查找满期，没有人继续这件事，或者有权继续的人都书面放弃了。',
      can: ['有权继续的人后来出现的，可以带死亡、终止和继承的证明到登记的机关提出，核实后恢复办理，原来的期限连续计算。'],
    },
    withdrawn: {
      title: '您撤回了，这件事已经办结',
      what: '按您自己的意愿撤回办结。',
      can: ['改变主意的，可以另行提交，会当作新的一件登记。', '撤回不影响您起诉、申请复议和仲裁。'],
    },
    split: {
      title: '分开登记，请领取各件查询码',
      what: '一封信里有几件事，已经分开登记。每件有自己的编号，都保留最初收到的日期：',
      can: ['带身份证明到登记的机关领取每一件的查询码，分别查询；这一封信的查询码不再显示进展。'],
    },
    merged: {
      title: '已经和同一件事合并办理',
      what: '有人提出了同一件事，合在一起办理。您的编号、文书和申请复查的权利都保留。',
      can: ['认为不是同一件事的，可以向登记的机关提出分开办理。'],
    },
    settled: {
      title: '已经调解、和解',
      what: '双方达成了协议，按协议办结。',
      can: ['答应的事没有做到，请告诉承办机关；核实后恢复办理，从停下的那一步继续。'],
    },
  } as Readonly<Record<string, { readonly title: string; readonly what: string; readonly can: readonly string[] }>>,
  /** Who left no name takes the codes of the parts with the code of the letter. */
  partCodes: {
    title: '领取各件查询码',
    about: '您没有留下姓名，各件的查询码只能在这里领取，工作人员不会看到。',
    can: ['在下面领取每一件的查询码和密码，分别查询；这一封信的查询码不再显示进展。'],
    button: '领取各件查询码',
    keep: '请现在就抄下来或者打印出来，不要告诉别人。以后用这一封信的查询码和密码，还可以在这里再看一次；这一封信的密码丢失的，不能补发。',
    queryCode: '查询码',
    secret: '密码',
  },

  clocks: '期限',
  noClocks: '现在没有正在计算的期限。',
  lastDay: '最后一天',
  endedClocks: '已经结束的期限',
  /** What the petitioner may expect of each term. */
  terms: {
    ROUTE: '信访工作机构应当在这一天前，把您的事转给能办的机关。',
    NOTIFY_DIRECT: '机关应当在这一天前告诉您：是否受理、由谁办、怎么办。',
    NOTIFY_TRANSFERRED: '接到转送的机关应当在这一天前告诉您：是否受理、怎么办。',
    OBJECT: '接到转送的机关认为不归它办的，要在这一天前退回。退回也不推迟您的期限。',
    OBJECT_DECIDE: '转送的机关应当在这一天前定下来由谁办。',
    HANDLE: '机关应当在这一天前调查清楚，书面答复您。',
    SIMPLE_ACCEPT: '这件事按简易程序办，机关应当在这一天前决定受理。',
    SIMPLE_HANDLE: '这件事按简易程序办，机关应当在这一天前答复您。',
    ASSIGNMENT_REPORT: '承办机关应当在这一天前，把办理结果报告给交办的机关。',
    EXECUTE: '答复里支持您的部分，机关应当在这一天前做到。',
    PROMISE: '协议里答应的事，应当在这一天前做到。',
    REVIEW_REQUEST: '这是您自己的期限：不同意答复的，请在这一天前申请复查。',
    REVIEW: '复查机关应当在这一天前，书面告诉您复查意见。',
    REREVIEW_REQUEST: '这是您自己的期限：不同意复查意见的，请在这一天前申请复核。',
    REREVIEW: '复核机关应当在这一天前，书面告诉您复核意见。',
    REDO: '机关应当在这一天前重新办理，书面答复您。',
    DECIDE_EXIT: '机关已经告诉您怎么办，应当在这一天前受理，或者导入法定途径。',
    PERFORM: '机关应当在这一天前依法履行职责，或者书面答复您。',
  } as Readonly<Record<string, string>>,
  /** What the state of a clock means for the petitioner; for a running clock the days left are shown instead. */
  states: {
    overdue: '已经逾期',
    paused: '暂停计算',
    met: '已按时办到',
    met_late: '逾期才办到',
    lapsed: '期限已过',
    cancelled: '不再计算',
  } as Readonly<Record<string, string>>,
  source: (source: string) => `依据：${source}`,
  provisional: '暂定：这一年的放假安排还没有公布，公布后可能顺延。',
  overdue:
    '已经超过最后一天，逾期已经记录。您可以向它的上一级机关、单位或者信访工作机构反映（第十九条第三款、第四十条），期限不会因此重算。',

  right: '接下来您可以',
  rightUntil: (title: string) => `${title}，最后一天`,
  rightPassed: '这一天已经过了。有正当理由的，可以向受理机关说明后申请。',
  rightTo: '向谁提出',
  rightPapers: '要交的材料',
  rightCourt: '不申请也可以；您的其他法定权利不受影响。',

  services: '送达',
  servedOn: '送达日期',
  notServed: '尚未送达',
  serviceNote: '以送达回证或者邮政回执上的日期为准，您的复查期限从这一天起算。本页显示不算送达，所以这里没有“确认收到”的按钮。',

  guidance: '您可以走的法定途径',
  guidanceBody: '向谁提出',
  guidancePapers: '带什么材料',

  supplement: '请您补充材料',
  supplementBy: '请在这一天前补充',
  supplementDay: '这一天由请您补充的机关在通知里定。',
  supplementTo: '交到',
  supplementNote:
    '补充材料不停止办理期限。可以在这里补充，也可以带查询码到窗口递交，或者写明编号邮寄。过了这一天没有补充的，机关按现有的材料继续办理；办结之前补充的，仍然收下。',
  supplementPassed: '这一天已经过了，这件事还没有办结，现在补充仍然收下。',
  supplementReceived: (day: string, files: number) => `已在${day}收到补充的材料${files > 0 ? `，附件${files}件` : ''}。`,
  supplementing: {
    button: '在这里补充材料',
    title: '补充材料',
    asked: '请您补充的是',
    effects: [
      '您补充的内容加入这件信访，交给办理的机关，不会成为新的信访件。',
      '补充材料不停止也不推迟任何期限。',
      '可以分几次补充，在网上最多5次；还有的，带查询码到窗口递交。',
    ],
    text: '说明',
    textHint: '写清补充的情况，或者附件是什么。只附文件的，可以不写。最多10,000字。',
    files: '附件',
    submit: '提交补充材料',
    done: '已收到您补充的材料，加入这件信访。',
    refusals: {
      empty: '请写明情况，或者附上文件',
      away: '系统暂时没有响应，您填写的内容都在，请稍后再按一次“提交补充材料”。重复提交不会重复登记。',
      reused: '您刚才提交的那一份已经收到。现在的内容与那一份不同，要另外补充的，请再按一次“提交补充材料”。',
    },
    unfinished: '还有文件没有传完，请等传完再提交，或者删除没有传完的文件',
  },

  history: '办理经过',
  noHistory: '还没有办理记录。',
  historyBasis: (basis: string) => `依据：${basis}`,

  withdrawal: '您已经撤回',
  withdrawalDay: (day: string) => `您在${day}提出撤回。`,
  withdrawalConfirmed: (day: string) => `信访工作机构已在${day}向您核实。`,
  withdrawalWaits: '不承办这件事的信访工作机构会联系您，核实是否出于自愿。',
  withdrawalUntil: '可以收回的最后一天',
  withdrawalWhy: (day: string) => `这段时间给您考虑：从提出撤回的${day}起，当天不算；最后一天碰上休息日，顺延到之后第一个工作日。`,
  left: (day: string) => `您已在${day}退出共同信访。退出前的办理情况、已经送达给您的文书和您的复查权利都保留。`,
  succeeded: (day: string) => `您自${day}起作为承继人继续这件事。原来的办理日期没有变；送达给您的文书和复查期限是您自己的。`,
  member: '这是您个人的查询码：办理经过是共同的，送达和复查期限是您自己的。',

  acts: '您可以做的事',
  actsHint: '都由您自己决定，办不办都不影响这件事的办理。',
  effects: '办理之前，请了解',
  back: '不办了，返回进度',
  reasonMissing: '请写明理由。',
  act: {
    withdrawPetition: {
      button: '撤回这件信访',
      title: '撤回信访',
      effects: [
        '撤回完全出于您自己的意愿。任何机关、任何人不得要求您撤回，也不得以撤回为条件。',
        '撤回后，由不承办这件事的信访工作机构联系您，核实是否自愿。您说不是，就不算撤回。',
        '撤回后可以反悔，页面会写明可以收回的最后一天。',
        '在办结之前，机关的办理期限照常计算。',
        '撤回不影响您起诉、申请复议和仲裁。',
      ],
      reason: { label: '撤回的理由（可以不写）', hint: '例如：问题已经解决。', required: false },
      confirm: '确认撤回',
      done: '已记录您的撤回。可以收回的最后一天写在下面。',
    },
    revokeWithdrawal: {
      button: '收回撤回，继续办理',
      title: '收回撤回',
      effects: ['收回后，这件事当作没有撤回过，继续办理。', '机关的办理期限从来没有停过，不会重新计算。'],
      reason: null,
      confirm: '确认收回',
      done: '已经收回，这件事继续办理。',
    },
    leaveGroup: {
      button: '退出共同信访',
      title: '退出共同信访',
      effects: [
        '只是您一个人退出，其他人的信访照常办理。',
        '您的编号、办理经过和已经送达给您的文书都保留，已经产生的复查权利不受影响。',
        '退出之后的办理结果，不再单独答复给您。',
        '退出完全出于您自己的意愿，也可以以后自己另行提出。',
      ],
      reason: null,
      confirm: '确认退出',
      done: '您已经退出共同信访。',
    },
    requestRecusal: {
      button: '申请工作人员回避',
      title: '申请回避',
      effects: [
        '办理人员与这件事有直接利害关系的，您可以要求他回避。',
        '由本机关负责人决定；要求负责人回避的，由上一级决定。',
        '决定之前，被申请的人不得办理这件事。',
        '期限照常计算，不会因为您申请而推迟。',
      ],
      reason: { label: '回避的理由', hint: '例如：承办人是对方的亲属。', required: true },
      confirm: '提交申请',
      done: '已收到您的回避申请。',
    },
  } satisfies Readonly<Record<string, ActWords>>,
  recusalOf: '请谁回避',
  recusalOfHandler: '现在的承办人',
  recusalOfHead: '承办机关的负责人',
} as const;

export type CitizenAct = keyof typeof tracking.act;
export type WordsOfAct = ActWords;
