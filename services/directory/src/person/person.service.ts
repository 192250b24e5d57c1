import { Injectable } from '@nestjs/common';
import { Role, RoleEnded, RoleGranted, type Act } from '@sunshine/events';
import type { Emit } from '@sunshine/messaging';
import { Brackets, DataSource, IsNull, QueryFailedError, type EntityManager } from 'typeorm';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { z } from 'zod';
import { directoryError } from '../domain/directory.errors.js';
import { judgeGrant, type RoleGrant } from '../domain/person/roles.js';
import { checked, line } from '../input.js';
import { Organs } from '../organ/organ.service.js';
import { PersonEntity } from './person.entity.js';
import { RoleGrantEntity } from './role-grant.entity.js';

const PersonFacts = z.object({
  id: z.uuid('应为编号'),
  account: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z][a-z0-9._-]{1,39}$/, '应为2至40个小写字母、数字或者“._-”，以字母开头'),
  name: line(60),
  /** First day on which the person can no longer sign in; null while they can. */
  disabledOn: z.iso.date('应为日历日').nullable(),
});
export type PersonFacts = z.infer<typeof PersonFacts>;

/** People and the roles they hold. Events carry ids and roles, never names. */
@Injectable()
export class People {
  constructor(
    private readonly db: DataSource,
    private readonly organs: Organs,
  ) {}

  /**
   * Creates a person or overwrites name, account and disabling; answers whether the person was disabled before.
   * @param password undefined: unchanged; `given`: somebody else chose it
   * @throws DIRECTORY_INPUT_MALFORMED, ACCOUNT_TAKEN, PERSON_PASSWORD_NOT_YOURS
   */
  async save(
    tx: EntityManager,
    input: PersonFacts,
    password?: { readonly hash: string; readonly given: boolean },
  ): Promise<{ wasDisabled: boolean }> {
    const facts = checked(PersonFacts, input);
    const former = await tx.findOne(PersonEntity, { where: { id: facts.id }, lock: { mode: 'pessimistic_write' } });
    // Otherwise an administrator could take over an account with other rights by setting its password.
    if (former && password && (await this.holdsRoles(tx, former.id))) throw directoryError('PERSON_PASSWORD_NOT_YOURS');
    const row: PersonEntity = {
      ...facts,
      passwordHash: password?.hash ?? former?.passwordHash ?? null,
      passwordGiven: password?.given ?? former?.passwordGiven ?? false,
    };
    try {
      if (former) await tx.update(PersonEntity, { id: row.id }, row);
      else await tx.insert(PersonEntity, row);
    } catch (error) {
      const { constraint } = (error instanceof QueryFailedError ? error.driverError : {}) as { constraint?: string };
      if (constraint === 'person_account') throw directoryError('ACCOUNT_TAKEN');
      throw error;
    }
    return { wasDisabled: former !== null && former.disabledOn !== null };
  }

  /**
   * Grants a role or changes its delegation; nothing is published where the person already holds it like that.
   * @throws ROLE_UNKNOWN, PERSON_NOT_FOUND, PERSON_DISABLED, ORGAN_UNKNOWN, and the codes of `judgeGrant`
   */
  async grant(tx: EntityManager, emit: Emit, act: Act, grant: RoleGrant): Promise<void> {
    const role = roleOf(grant.role);
    const person = await this.locked(tx, grant.personId);
    if (person.disabledOn !== null) throw directoryError('PERSON_DISABLED');
    const organ = grant.organId === null ? null : await this.organs.existing(tx, grant.organId);
    const granted = await tx.findBy(RoleGrantEntity, { personId: person.id, endedOn: IsNull() });
    judgeGrant({ ...grant, role }, organ, granted);
    const former = granted.find((other) => other.role === role && other.organId === grant.organId);
    if (former?.notices === grant.notices) return;
    if (former) await tx.update(RoleGrantEntity, { id: former.id }, { notices: grant.notices });
    else {
      await tx.insert(RoleGrantEntity, {
        id: uuid(),
        personId: person.id,
        organId: grant.organId,
        role,
        notices: grant.notices,
        grantedOn: act.on,
        grantedBy: act.actor.id ?? act.actor.kind,
      });
    }
    emit(person.id, RoleGranted.create({ personId: person.id, organId: grant.organId, role, notices: grant.notices }));
  }

  /** @throws ROLE_UNKNOWN, PERSON_NOT_FOUND, ROLE_NOT_HELD, ROLE_LAST_SECURITY_ADMIN */
  async end(tx: EntityManager, emit: Emit, act: Act, ended: Omit<RoleGrant, 'notices'>): Promise<void> {
    const role = roleOf(ended.role);
    if (role === 'SECURITY_ADMIN') await tx.query("select pg_advisory_xact_lock(hashtextextended('sunshine.directory.security', 0))");
    const person = await this.locked(tx, ended.personId);
    const organId = ended.organId ?? IsNull();
    const grant = await tx.findOneBy(RoleGrantEntity, { personId: person.id, role, organId, endedOn: IsNull() });
    if (!grant) throw directoryError('ROLE_NOT_HELD');
    if (role === 'SECURITY_ADMIN' && (await tx.countBy(RoleGrantEntity, { role, endedOn: IsNull() })) < 2)
      throw directoryError('ROLE_LAST_SECURITY_ADMIN');
    await tx.update(RoleGrantEntity, { id: grant.id }, { endedOn: act.on, endedBy: act.actor.id ?? act.actor.kind });
    emit(person.id, RoleEnded.create({ personId: person.id, organId: ended.organId, role }));
  }

  /** People in the order of the ids; null for an unknown id. */
  async byIds(ids: readonly string[]): Promise<(PersonEntity | null)[]> {
    const known = ids.filter((id) => isUuid(id));
    const rows = known.length
      ? await this.db.getRepository(PersonEntity).createQueryBuilder('p').where('p.id = any(:known)', { known }).getMany()
      : [];
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id.toLowerCase()) ?? null);
  }

  /** The present roles of each of the people. */
  async rolesOf(personIds: readonly string[]): Promise<RoleGrantEntity[][]> {
    const rows = await this.db
      .getRepository(RoleGrantEntity)
      .createQueryBuilder('g')
      .where(new Brackets((where) => where.where('g.person_id = any(:personIds)', { personIds }).andWhere('g.ended_on is null')))
      .orderBy('g.granted_on')
      .addOrderBy('g.role')
      .getMany();
    return personIds.map((id) => rows.filter((row) => row.personId === id));
  }

  private async holdsRoles(tx: EntityManager, personId: string): Promise<boolean> {
    return (await tx.countBy(RoleGrantEntity, { personId, endedOn: IsNull() })) > 0;
  }

  /** Locks the person, so that two simultaneous grants cannot miss each other. */
  private async locked(tx: EntityManager, id: string): Promise<PersonEntity> {
    const person = isUuid(id) ? await tx.findOne(PersonEntity, { where: { id }, lock: { mode: 'pessimistic_write' } }) : null;
    if (!person) throw directoryError('PERSON_NOT_FOUND');
    return person;
  }
}

function roleOf(text: string): Role {
  const parsed = Role.safeParse(text);
  if (!parsed.success) throw directoryError('ROLE_UNKNOWN', { details: { role: text.slice(0, 40) } });
  return parsed.data;
}
