import { Injectable } from '@nestjs/common';
import type { Role } from '@sunshine/events';
import { noteRefused, signedIn, sql, type RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { directoryError } from './domain/directory.errors.js';

const standing = {
  name: 'directory_admin',
  text: `select exists (select 1 from role_grant where person_id = $1 and role = $2 and organ_id is null and ended_on is null) held,
    exists (select 1 from session where id = $3 and person_id = $1 and ended_at is null and expires_at > now()) live`,
};

export type AdminAct = 'saveOrgan' | 'closeOrgan' | 'savePerson' | 'grantRole' | 'endRole' | 'readAudit';

/**
 * Whose act it is. Who makes a person known is not who says what that person may do, so neither alone can let anybody in; and who
 * reads what was done has done none of it.
 * @source contract, Roles; design 9
 */
const ROLE_OF: Readonly<Record<AdminAct, Role>> = {
  saveOrgan: 'SYSTEM_ADMIN',
  closeOrgan: 'SYSTEM_ADMIN',
  savePerson: 'SYSTEM_ADMIN',
  grantRole: 'SECURITY_ADMIN',
  endRole: 'SECURITY_ADMIN',
  readAudit: 'AUDIT_ADMIN',
};
const TITLES: Partial<Record<Role, string>> = { SYSTEM_ADMIN: '系统管理员', SECURITY_ADMIN: '安全管理员', AUDIT_ADMIN: '审计管理员' };

/** Rights inside the directory itself: they rest on the roles it keeps, and on a session that is still open. */
@Injectable()
export class Admins {
  /**
   * The person who acts, if they hold the node role of the act.
   * @throws SIGN_IN_REQUIRED, SESSION_ENDED, ADMIN_ROLE_NEEDED
   */
  async require(tx: EntityManager, ctx: RequestContext, act: AdminAct): Promise<string> {
    const role = ROLE_OF[act];
    const refusal = () => directoryError('ADMIN_ROLE_NEEDED', { details: { role: TITLES[role] ?? role } });
    const person = signedIn(ctx);
    if (ctx.kind !== 'person') throw refusal();
    const [row] = await sql<{ held: boolean; live: boolean }>(tx, standing, [person, role, ctx.session]);
    if (!row?.live) throw directoryError('SESSION_ENDED');
    if (!row.held) {
      noteRefused(ctx.remarks, { act, code: 'ADMIN_ROLE_NEEDED', subject: null });
      throw refusal();
    }
    ctx.remarks.granted = { act, subject: null, organId: null, role };
    return person;
  }
}
