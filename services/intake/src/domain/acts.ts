import type { PetitionKind } from '@sunshine/events';
import { hasSlip } from './desk-petition.js';

export interface DeskState {
  readonly channel: string;
  readonly kind: PetitionKind;
  readonly closed: boolean;
  readonly outcome: string | null;
  /** The code is still the first one, and nobody has recorded that its slip was given. */
  readonly slipOpen: boolean;
  /** The officers who entered the corrections that wait for a second person. */
  readonly correctedBy: readonly string[];
  /** The officers who entered the deaths and dissolutions that wait for a second person. */
  readonly successionsBy: readonly string[];
  /** Opinions that were served and still stand. */
  readonly standingOpinions: number;
  /** Texts of opinions that wait for a second person, with who proposed them. */
  readonly proposedPublications: readonly { readonly by: string; readonly ground: string }[];
  /** Texts that stand in public, or wait. */
  readonly openPublications: number;
}

interface DeskActRule {
  readonly name: string;
  /** Who sees it in the course, which case shows: the petitioner too, or the office alone. What stands in no course is for the office. */
  readonly told: 'petitioner' | 'office';
  /** Acts of the matrix, any of which gives the right to the mutation; by default the act of the same name. */
  readonly rights?: readonly string[];
  /** For a report, another right that also allows the act. */
  readonly rightOfReport?: string;
  /** The record it confirms as the second person, the acts that propose it, and the input field that names it. */
  readonly confirms?: { readonly record: string; readonly state: string; readonly proposedBy: readonly string[]; readonly subject: string };
  /** Necessary conditions besides the right; the rule of the act may still refuse. */
  readonly needs?: (state: DeskState, personId: string) => boolean;
}

/** Mutations of intake on one petition, in the order of a desk's work. */
export const DESK_ACTS = {
  supplementPetition: { name: '补充材料', told: 'petitioner', needs: ({ closed }) => !closed },
  askSupplement: { name: '一次性告知补正', told: 'petitioner', needs: ({ closed }) => !closed },
  // What the petitioner handed in stands there as 补充材料; the rest is the office's own file.
  attachFile: { name: '添加附件', told: 'office', rights: ['attachFile', 'attachHandlingFile'] },
  // The kind decides which way the matter takes.
  classifyPetition: { name: '分类', told: 'petitioner' },
  // Told once it is made, by a second person where it needs one.
  correctRegistration: { name: '更正登记', told: 'petitioner' },
  confirmCorrection: {
    name: '确认更正',
    told: 'office',
    confirms: { record: 'correction', state: 'proposed', proposedBy: ['correctRegistration'], subject: 'correctionId' },
    needs: ({ correctedBy }, personId) => correctedBy.some((by) => by !== personId),
  },
  recordInterview: { name: '谈话笔录', told: 'petitioner', needs: ({ channel }) => channel === 'VISIT' || channel === 'PHONE' },
  issueGuidanceSlip: { name: '出具引导单', told: 'petitioner', needs: ({ channel }) => channel === 'VISIT' },
  recordMandate: { name: '登记委托代理', told: 'petitioner' },
  endMandate: { name: '终止委托代理', told: 'petitioner' },
  // Whether another node may have it too is a question of the desk, and its answer no fact of the matter.
  askSameMatter: { name: '跨节点查同一事项', told: 'office', needs: ({ closed, kind }) => !closed && kind !== 'REPORT' },
  // A statistical link, which may lead to a matter of somebody else.
  linkRepeat: { name: '关联重复件', told: 'office' },
  unlinkRepeat: { name: '解除关联', told: 'office' },
  linkSameLetter: { name: '同信多投关联', told: 'petitioner' },
  // A code that was not asked for is to be noticed by its holder.
  reissueQueryCode: { name: '补发查询码', told: 'petitioner' },
  // What the petitioner holds needs no telling; that it was handed over, and how, is the office's proof.
  giveCodeSlip: { name: '登记查询单交付', told: 'office', needs: ({ channel, slipOpen }) => slipOpen && hasSlip(channel) },
  // The parts of a letter, of which no course but that of each part tells.
  issuePartCodes: { name: '发放各件查询单', told: 'office', needs: ({ outcome }) => outcome === 'split' },
  // Of one petitioner of a joint matter, and nothing to the others.
  issueMemberCode: { name: '发放联名成员查询码', told: 'office' },
  recordConsent: { name: '登记联名同意', told: 'office' },
  leaveGroup: { name: '退出联名', told: 'office' },
  // Told once a second person has read the proofs: who goes on with the matter decides about it.
  recordSuccession: { name: '登记承继', told: 'petitioner', needs: ({ kind }) => kind !== 'REPORT' },
  confirmSuccession: {
    name: '审核承继',
    told: 'office',
    confirms: { record: 'succession', state: 'proposed', proposedBy: ['recordSuccession'], subject: 'successionId' },
    needs: ({ successionsBy }, personId) => successionsBy.some((by) => by !== personId),
  },
  // The second person shows it to the public; until then it is the office's own.
  proposePublication: {
    name: '拟公示意见',
    told: 'office',
    needs: ({ kind, standingOpinions }) => kind !== 'REPORT' && standingOpinions > 0,
  },
  publishHeardOpinion: {
    name: '听证复核意见公示',
    told: 'petitioner',
    confirms: { record: 'publication', state: 'proposed', proposedBy: ['proposePublication'], subject: 'publicationId' },
    needs: ({ proposedPublications }, personId) => proposedPublications.some(({ by, ground }) => ground === 'HEARD' && by !== personId),
  },
  publishConsentedOpinion: {
    name: '经同意公示意见',
    told: 'petitioner',
    confirms: { record: 'publication', state: 'proposed', proposedBy: ['proposePublication'], subject: 'publicationId' },
    needs: ({ proposedPublications }, personId) => proposedPublications.some(({ by, ground }) => ground === 'CONSENT' && by !== personId),
  },
  takePublicationDown: { name: '撤下公示', told: 'petitioner', needs: ({ openPublications }) => openPublications > 0 },
  // Of one petitioner, and nothing to the others.
  agreeToPublication: {
    name: '同意公示',
    told: 'office',
    needs: ({ kind, standingOpinions }) => kind !== 'REPORT' && standingOpinions > 0,
  },
  objectToPublication: {
    name: '不同意公示',
    told: 'office',
    needs: ({ kind, standingOpinions }) => kind !== 'REPORT' && standingOpinions > 0,
  },
  reportUrgentMatter: { name: '紧急事项报告', told: 'office' },
  // The parts are told by the act that registers them.
  prepareSplit: { name: '准备分件', told: 'office' },
  openSplit: { name: '查看分件', told: 'office' },
  openSealedField: { name: '查看密封内容', told: 'office', rightOfReport: 'openReportContent' },
} as const satisfies Record<string, DeskActRule>;
export type DeskActName = keyof typeof DESK_ACTS;

const ROWS = Object.entries(DESK_ACTS) as readonly (readonly [act: DeskActName, rule: DeskActRule])[];

/** The acts that the person may do on the petition now. Necessary conditions only; the rule of each act may still refuse. */
export function deskActsOf(
  state: DeskState,
  personId: string,
  may: (act: string) => boolean,
): { readonly act: DeskActName; readonly name: string }[] {
  const mayDo = ([act, { rights = [act], rightOfReport }]: (typeof ROWS)[number]): boolean =>
    rights.some(may) || (rightOfReport !== undefined && state.kind === 'REPORT' && may(rightOfReport));
  return ROWS.filter((row) => mayDo(row) && (row[1].needs?.(state, personId) ?? true)).map(([act, { name }]) => ({ act, name }));
}

/** `acts.json`: the data of the table, for the officers' pages. */
export const printedDeskActs = { acts: Object.fromEntries(ROWS.map(([act, { name, told, confirms }]) => [act, { name, told, confirms }])) };
