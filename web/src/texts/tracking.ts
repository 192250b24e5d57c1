/** Words of the tracking page and of what the holder of a query code may do there. */
interface ActWords {
  readonly button: string;
  readonly title: string;
  /** What follows from it, before it is done. */
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
  progress: { received: '已收到', handed_over: '已移交', answered: '已答复' } as Readonly<Record<string, string>>,
  progressLabel: '办理进度',
  report: '您的检举控告',
  reportNote: '为保护您，这里只显示这三步，也不会发短信。需要补充情况的，可以凭查询码到接待窗口。',

  clocks: '期限',
  noClocks: '现在没有正在计算的期限。',
  lastDay: '最后一天',
  endedClocks: '已经结束的期限',
  why: '为什么是这一天？',
  source: (source: string) => `依据：${source}`,
  provisional: '暂定：这一年的放假安排还没有公布，公布后可能顺延。',
  overdue: '已经超过最后一天。逾期由上级机关和信访工作机构督办，您不用另外申请。',

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
  guidanceLast: (name: string) => `${name}的最后一天`,
  basis: '依据',

  supplement: '请您补充材料',
  supplementBy: '请在这一天前补充',
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
      long: '说明不得超过10,000字',
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
  left: (day: string) => `您已在${day}退出共同信访。退出前的办理情况、已经送达给您的文书和您的复查权利都保留。`,
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
