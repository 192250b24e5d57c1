import type { Channel } from '@sunshine/events';
import { requiredParts, type RulePack } from '@sunshine/procedure';

/** What the record of a registration holds, as far as the form demands it. */
export interface FormFacts {
  readonly channel: Channel;
  readonly anonymous: boolean;
  readonly petitioners: number;
  readonly peopleCount: number;
  readonly representatives: number;
  readonly contentClass: string | null;
  readonly oral: boolean;
  /** Read back at entry, or by an interview record. */
  readonly readBack: boolean;
  /** Typed by an officer; a citizen's own filing has none. */
  readonly byOfficer: boolean;
  /** An agent is named and no mandate is on the record. */
  readonly agentWithoutMandate: boolean;
  /** A petitioner below fourteen without the guardian's consent. */
  readonly guardianMissing: boolean;
  /** A petitioner of a joint filing whose consent is not on the record. */
  readonly consentMissing: boolean;
  /** A visit whose times in or out are not noted. */
  readonly visitTimesMissing: boolean;
}

/** Something the form should hold and does not hold yet: to be asked for or noted, never a reason to refuse. */
export interface OpenPoint {
  readonly part: string;
  readonly title: string;
  readonly source: string;
}

/** Every filing has these by the rule of registration. */
const ALWAYS = ['petitionNumber', 'channel', 'receivedOn', 'peopleCount', 'requests', 'summary', 'place'];

const CITIZEN: ReadonlySet<Channel> = new Set<Channel>(['WEB', 'WECHAT', 'KIOSK']);

/**
 * What is still missing on the registration form, by the pack in force on the day of receipt.
 * @source 信访工作条例 19; 个人信息保护法 31 (below fourteen)
 */
export function openPointsOf(form: FormFacts, pack: RulePack): OpenPoint[] {
  const held = new Set([
    ...ALWAYS,
    ...(form.anonymous || form.petitioners > 0 ? ['petitioners'] : []),
    ...(form.representatives > 0 ? ['representatives'] : []),
    ...(form.contentClass !== null ? ['class'] : []),
    ...(form.byOfficer || CITIZEN.has(form.channel) ? ['officer'] : []),
    ...(form.readBack ? ['readBack'] : []),
  ]);
  // What stands on the form only where it was given (earlier handling, evidence) is never asked for here.
  const when = [...(form.oral ? ['oral'] : []), ...(form.channel === 'VISIT' && form.peopleCount > 1 ? ['joint'] : [])];
  const demanded = requiredParts(pack, 'REGISTRATION_FORM', when).filter(({ part }) => !held.has(part));
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
