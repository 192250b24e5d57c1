import { Injectable } from '@nestjs/common';
import type { Role } from '@sunshine/events';
import { noteRefused, signedIn, sql, type RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { directoryError } from '../domain/directory.errors.js';

const standing = {
  name: 'directory.admin',
  text: `select (select role from role_grant where person_id = $1 and role = any($2::text[]) and organ_id is null and ended_on is null limit 1) held,
    exists (select 1 from session where id = $3 and person_id = $1 and ended_at is null and expires_at > now()) live`,
};

export type AdminAct =
  | 'saveOrgan'
  | 'closeOrgan'
  | 'savePerson'
  | 'grantRole'
  | 'endRole'
  | 'readAudit'
  | 'readHeldMessages'
  | 'readLawProposals'
  | 'proposeLaw'
  | 'decideLaw';

/**
 * Whose act it is. Who makes a person known is not who says what that person may do, so neither alone can let anybody in; and who
 * reads what was done has done none of it. Law is proposed by the one and put into force by the other.
 * @source contract, Roles; design 9
 */
const ROLES_OF: Readonly<Record<AdminAct, readonly Role[]>> = {
  saveOrgan: ['SYSTEM_ADMIN'],
  closeOrgan: ['SYSTEM_ADMIN'],
  savePerson: ['SYSTEM_ADMIN'],
  grantRole: ['SECURITY_ADMIN'],
  endRole: ['SECURITY_ADMIN'],
  readAudit: ['AUDIT_ADMIN'],
  readHeldMessages: ['SYSTEM_ADMIN'],
  readLawProposals: ['SYSTEM_ADMIN', 'SECURITY_ADMIN'],
  proposeLaw: ['SYSTEM_ADMIN'],
  decideLaw: ['SECURITY_ADMIN'],
};
const TITLES: Partial<Record<Role, string>> = { SYSTEM_ADMIN: '系统管理员', SECURITY_ADMIN: '安全管理员', AUDIT_ADMIN: '审计管理员' };

/** Rights inside the directory itself: they rest on the roles it keeps, and on a session that is still open. */
@Injectable()
export class Admins {
  /**
   * The person who acts, if they hold a node role of the act.
   * @param name of the command, where it is not that of the act: what the audit calls it
   * @throws SIGN_IN_REQUIRED, SESSION_ENDED, ADMIN_ROLE_NEEDED
   */
  async require(tx: EntityManager, ctx: RequestContext, act: AdminAct, name: string = act): Promise<string> {
    const roles = ROLES_OF[act];
    const refusal = () => directoryError('ADMIN_ROLE_NEEDED', { details: { role: roles.map((role) => TITLES[role] ?? role).join('、') } });
    const person = signedIn(ctx);
    if (ctx.kind !== 'person') throw refusal();
    const [row] = await sql<{ held: Role | null; live: boolean }>(tx, standing, [person, roles, ctx.session]);
    if (!row?.live) throw directoryError('SESSION_ENDED');
    if (!row.held) {
      noteRefused(ctx.remarks, { act: name, code: 'ADMIN_ROLE_NEEDED', subject: null });
      throw refusal();
    }
    ctx.remarks.granted = { act: name, subject: null, organId: null, role: row.held };
    return person;
  }
}
