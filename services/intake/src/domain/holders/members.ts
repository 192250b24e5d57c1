import { JointConsentRecorded, MemberCodeIssued, MemberLeft, type ConsentWay, type IdentityCheck, type NewEvent } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { deskError } from '../desk.errors.js';
import { holderError } from './holders.errors.js';
import type { DeskAct } from '../desk-petition.js';
import { requireLiving } from './succession.js';

/** A petitioner of a joint petition. */
export interface Member {
  readonly id: string;
  /** Null while the petitioner is in the group. */
  readonly leftOn: Day | null;
  /** The day on which the petitioner died or was dissolved. */
  readonly endedOn?: Day | null;
}

const SOURCE = '本系统规则 联名（各信访人各自查询、送达和申请复查）';

/**
 * The member of that id, still in the group or not.
 * @param members all petitioners of the petition
 * @throws MEMBER_UNKNOWN, MEMBERS_ONLY_IF_JOINT
 */
function memberOf(members: readonly Member[], petitionerId: string | null): Member {
  const member = members.find(({ id }) => id === petitionerId);
  if (!member) throw holderError('MEMBER_UNKNOWN', { source: SOURCE });
  if (members.length < 2) throw holderError('MEMBERS_ONLY_IF_JOINT', { source: SOURCE });
  return member;
}

/** @throws MEMBER_UNKNOWN, MEMBERS_ONLY_IF_JOINT, MEMBER_HAS_LEFT, PETITIONER_ENDED */
function stillMember(members: readonly Member[], petitionerId: string | null): Member {
  const member = memberOf(members, petitionerId);
  requireLiving(member);
  if (member.leftOn !== null) throw deskError('MEMBER_HAS_LEFT', { source: SOURCE, details: { day: member.leftOn } });
  return member;
}

/**
 * Issues a query code to one member, even after leaving: number and history stay visible; never in the name of the dead.
 * @throws MEMBER_UNKNOWN, MEMBERS_ONLY_IF_JOINT, PETITIONER_ENDED
 */
export function issueMemberCode(
  petitionId: string,
  members: readonly Member[],
  petitionerId: string | null,
  { organId }: Pick<DeskAct, 'organId'>,
  identityCheck: IdentityCheck,
): { petitionerId: string; events: NewEvent[] } {
  const member = memberOf(members, petitionerId);
  requireLiving(member);
  const { id } = member;
  return { petitionerId: id, events: [MemberCodeIssued.create({ petitionId, petitionerId: id, organId, identityCheck })] };
}

/**
 * Records how a member agreed to the joint filing; a later consent is kept beside the earlier one. A missing consent is an open point.
 * @throws MEMBER_UNKNOWN, MEMBERS_ONLY_IF_JOINT, MEMBER_HAS_LEFT, PETITIONER_ENDED
 */
export function recordConsent(
  petitionId: string,
  members: readonly Member[],
  { petitionerId, way }: { readonly petitionerId: string | null; readonly way: ConsentWay },
  { organId }: Pick<DeskAct, 'organId'>,
): { petitionerId: string; events: NewEvent[] } {
  const { id } = stillMember(members, petitionerId);
  return { petitionerId: id, events: [JointConsentRecorded.create({ petitionId, petitionerId: id, organId, way })] };
}

export interface Leaving {
  /** The member of the pass, or the one whose signed paper a registrar enters; null for the pass of the petition itself. */
  readonly petitionerId: string | null;
  /** The signed paper; null with a pass. */
  readonly fileId: string | null;
  /** The registrar's organ; null with a pass. */
  readonly organId: string | null;
  readonly on: Day;
}

/**
 * A member leaves the group, with the member's own pass or by a signed paper. Nothing changes for the others and no clock moves. The last
 * member cannot leave: that would be a withdrawal of the petition, which is another act.
 * @throws LEAVING_BY_MEMBER_ALONE, MEMBER_UNKNOWN, MEMBERS_ONLY_IF_JOINT, MEMBER_HAS_LEFT, PETITIONER_ENDED, LEAVING_PAPER_MISSING,
 * LAST_MEMBER_WITHDRAWS
 */
export function leaveGroup(
  petitionId: string,
  members: readonly Member[],
  { petitionerId, fileId, organId, on }: Leaving,
): { petitionerId: string; leftOn: Day; way: 'online' | 'paper'; events: NewEvent[] } {
  if (petitionerId === null && organId === null) throw holderError('LEAVING_BY_MEMBER_ALONE', { source: SOURCE });
  const { id } = stillMember(members, petitionerId);
  if (organId !== null && fileId === null) throw holderError('LEAVING_PAPER_MISSING', { source: SOURCE });
  if (members.filter(({ leftOn, endedOn }) => leftOn === null && !endedOn).length < 2)
    throw holderError('LAST_MEMBER_WITHDRAWS', { source: SOURCE });
  const way = organId === null ? 'online' : 'paper';
  return { petitionerId: id, leftOn: on, way, events: [MemberLeft.create({ petitionId, petitionerId: id, organId, way, leftOn: on })] };
}
