/** Mutations of intake on one petition, in the order in which a desk comes to them. */
export const DESK_ACTS = {
  supplementPetition: '补充材料',
  askSupplement: '一次性告知补正',
  attachFile: '添加附件',
  classifyPetition: '分类',
  correctRegistration: '更正登记',
  confirmCorrection: '确认更正',
  recordInterview: '谈话笔录',
  issueGuidanceSlip: '出具引导单',
  recordMandate: '登记委托代理',
  endMandate: '终止委托代理',
  linkRepeat: '关联重复件',
  unlinkRepeat: '解除关联',
  linkSameLetter: '同信多投关联',
  reissueQueryCode: '补发查询码',
  issueMemberCode: '发放联名成员查询码',
  recordConsent: '登记联名同意',
  leaveGroup: '退出联名',
  reportUrgentMatter: '紧急事项报告',
  prepareSplit: '准备分件',
  openSplit: '查看分件',
  openSealedField: '查看密封内容',
} as const;
export type DeskActName = keyof typeof DESK_ACTS;

/** Acts of the matrix any of which gives the right to the mutation; left out: the one of its name. */
const RIGHTS: Partial<Record<DeskActName, readonly string[]>> = { attachFile: ['attachFile', 'attachHandlingFile'] };

export interface DeskState {
  readonly channel: string;
  readonly closed: boolean;
  /** Who entered the corrections that wait for a second person. */
  readonly correctedBy: readonly string[];
}

type Need = (state: DeskState, personId: string) => boolean;
const NEEDS: Partial<Record<DeskActName, Need>> = {
  supplementPetition: ({ closed }) => !closed,
  askSupplement: ({ closed }) => !closed,
  confirmCorrection: ({ correctedBy }, personId) => correctedBy.some((by) => by !== personId),
  recordInterview: ({ channel }) => channel === 'VISIT' || channel === 'PHONE',
  issueGuidanceSlip: ({ channel }) => channel === 'VISIT',
};

/** What the person may do at the desk on the petition now, by right and by what waits; the rule of each act may refuse further. */
export function deskActsOf(
  state: DeskState,
  personId: string,
  may: (act: string) => boolean,
): { readonly act: DeskActName; readonly name: string }[] {
  return (Object.keys(DESK_ACTS) as DeskActName[])
    .filter((act) => (RIGHTS[act] ?? [act]).some(may) && (NEEDS[act]?.(state, personId) ?? true))
    .map((act) => ({ act, name: DESK_ACTS[act] }));
}
