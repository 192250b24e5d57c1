import type { Channel } from '@sunshine/events';
import { requiredParts, type RulePack } from '@sunshine/procedure';

/** The parts of a registration that the form may demand. */
export interface FormFacts {
  readonly channel: Channel;
  readonly anonymous: boolean;
  readonly petitioners: number;
  readonly peopleCount: number;
  readonly representatives: number;
  readonly contentClass: string | null;
  readonly oral: boolean;
  /** The text was read back at entry or in an interview. */
  readonly readBack: boolean;
  /** An officer typed it; false for a citizen's own filing. */
  readonly byOfficer: boolean;
  /** An agent is named but no mandate is recorded. */
  readonly agentWithoutMandate: boolean;
  /** A petitioner below fourteen without the guardian's consent. */
  readonly guardianMissing: boolean;
  /** A petitioner of a joint filing whose consent is not recorded. */
  readonly consentMissing: boolean;
  /** A visit without its times of arrival and departure. */
  readonly visitTimesMissing: boolean;
}

/** A part that the form should have and lacks; never a reason to refuse. */
export interface OpenPoint {
  readonly part: string;
  readonly title: string;
  readonly source: string;
}

/** The rule of registration demands these of every filing. */
const ALWAYS = ['petitionNumber', 'channel', 'receivedOn', 'peopleCount', 'requests', 'summary', 'place'];

const CITIZEN: ReadonlySet<Channel> = new Set<Channel>(['WEB', 'WECHAT', 'KIOSK']);

/**
 * The parts that the registration form still lacks, by the pack in force on the day of receipt.
 * @source 信访工作条例 19; 个人信息保护法 31 (below fourteen)
 */
export function openPointsOf(form: FormFacts, pack: RulePack): OpenPoint[] {
  const given = new Set([
    ...ALWAYS,
    ...(form.anonymous || form.petitioners > 0 ? ['petitioners'] : []),
    ...(form.representatives > 0 ? ['representatives'] : []),
    ...(form.contentClass !== null ? ['class'] : []),
    ...(form.byOfficer || CITIZEN.has(form.channel) ? ['officer'] : []),
    ...(form.readBack ? ['readBack'] : []),
  ]);
  // Parts that the form has only if the petitioner gave them (earlier handling, evidence) are not asked for.
  const when = [...(form.oral ? ['oral'] : []), ...(form.channel === 'VISIT' && form.peopleCount > 1 ? ['joint'] : [])];
  const demanded = requiredParts(pack, 'REGISTRATION_FORM', when).filter(({ part }) => !given.has(part));
  return [...demanded.map(({ part, title, source }) => ({ part, title, source })), ...ownPoints(form)];
}

function ownPoints({ agentWithoutMandate, guardianMissing, consentMissing, visitTimesMissing }: FormFacts): OpenPoint[] {
  return [
    ...(agentWithoutMandate ? [{ part: 'mandate', title: '代理人的书面委托及截止日期', source: '本系统规则 代理' }] : []),
    ...(guardianMissing ? [{ part: 'guardianConsent', title: '未满十四周岁信访人的监护人同意', source: '个人信息保护法 31' }] : []),
    ...(consentMissing ? [{ part: 'jointConsent', title: '各联名信访人同意联名的记录', source: '本系统规则 联名' }] : []),
    ...(visitTimesMissing ? [{ part: 'visitTimes', title: '来访的到达和离开时间', source: '本系统规则 来访登记' }] : []),
  ];
}
