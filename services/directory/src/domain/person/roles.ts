import type { OrganKind, Role } from '@sunshine/events';
import { directoryError } from '../directory.errors.js';

/** The administrators of a node: three different people, none of whom can see a petition. */
export const ADMIN_ROLES: readonly Role[] = ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN'];
/** Roles that assign work, decide recusals and move the petitions of people who leave: they must know who works with and under them. */
export const OFFICE_ROLES: readonly Role[] = ['HEAD', 'DISPATCHER', 'REGISTRAR', 'SUPERVISOR'];
/** Roles that keep pools and sittings of hearings: whom they name there may work anywhere. */
export const HEARING_ROLES: readonly Role[] = ['CLERK', 'HEAD', 'REVIEWER'];
const NODE_ROLES: readonly Role[] = [...ADMIN_ROLES, 'MIGRATOR'];
const BUREAU_ROLES: readonly Role[] = ['DISPATCHER', 'AUDITOR'];

export interface RoleGrant {
  readonly personId: string;
  readonly organId: string | null;
  readonly role: Role;
  /** The head's written delegation to issue notices. */
  readonly notices: boolean;
}

/**
 * Judges a new grant against its organ and the roles that the person already holds.
 * @param organ kind of the grant's organ and the first day on which it no longer exists; null for a role of the node
 * @throws ROLE_NEEDS_ORGAN, ROLE_IS_OF_NODE, ORGAN_IS_CLOSED, ROLE_UNFIT_FOR_ORGAN, ROLE_DELEGATION_UNFIT, ROLE_ADMIN_STANDS_ALONE
 */
export function judgeGrant(
  grant: RoleGrant,
  organ: { kind: OrganKind; closedOn: string | null } | null,
  granted: readonly Pick<RoleGrant, 'organId' | 'role'>[],
): void {
  const { role } = grant;
  if (NODE_ROLES.includes(role)) {
    if (organ) throw directoryError('ROLE_IS_OF_NODE', { details: { role } });
  } else {
    if (!organ) throw directoryError('ROLE_NEEDS_ORGAN', { details: { role } });
    if (organ.closedOn !== null) throw directoryError('ORGAN_IS_CLOSED', { details: { day: organ.closedOn }, field: 'organId' });
    if (BUREAU_ROLES.includes(role) && organ.kind !== 'petition_bureau')
      throw directoryError('ROLE_UNFIT_FOR_ORGAN', { details: { role } });
  }
  if (grant.notices && role !== 'HANDLER') throw directoryError('ROLE_DELEGATION_UNFIT');
  const others = granted.filter((other) => other.role !== role || other.organId !== grant.organId);
  const admin = ADMIN_ROLES.includes(role) || others.some((other) => ADMIN_ROLES.includes(other.role));
  if (admin && others.length > 0) throw directoryError('ROLE_ADMIN_STANDS_ALONE');
}
