import { Injectable } from '@nestjs/common';
import type { Role } from '@sunshine/events';
import { noteRefused, signedIn, sql, type RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { directoryError } from '../domain/directory.errors.js';

const standing = {
  name: 'directory.admin',
  text: `select (select role from role_grant where person_id = $1 and role = any($2::text[]) and organ_id is null and ended_on is null limit 1) role,
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
 * The role of each act. One administrator creates accounts and another grants roles, so neither alone can let anybody in; the one who
 * reads the audit does neither. One administrator proposes law and another puts it into force.
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

/** Rights inside the directory, by the roles it stores and by a session that is still open. */
@Injectable()
export class Admins {
  /**
   * The acting person, if they hold a node role of the act.
   * @param name the command's name in the audit; by default the name of the act
   * @throws SIGN_IN_REQUIRED, SESSION_ENDED, ADMIN_ROLE_NEEDED
   */
  async require(tx: EntityManager, ctx: RequestContext, act: AdminAct, name: string = act): Promise<string> {
    const roles = ROLES_OF[act];
    const refusal = () => directoryError('ADMIN_ROLE_NEEDED', { details: { role: roles.map((role) => TITLES[role] ?? role).join('、') } });
    const person = signedIn(ctx);
    if (ctx.kind !== 'person') throw refusal();
    const [row] = await sql<{ role: Role | null; live: boolean }>(tx, standing, [person, roles, ctx.session]);
    if (!row?.live) throw directoryError('SESSION_ENDED');
    if (!row.role) {
      noteRefused(ctx.remarks, { act: name, code: 'ADMIN_ROLE_NEEDED', subject: null });
      throw refusal();
    }
    ctx.remarks.granted = { act: name, subject: null, organId: null, role: row.role };
    return person;
  }
}
