import { Injectable } from '@nestjs/common';
import { placed } from '@sunshine/errors';
import { Role } from '@sunshine/events';
import { decodeCursor, noteRefused, pageOf, signedIn, sql, type Connection, type RequestContext } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { directoryError } from '../domain/directory.errors.js';
import { ADMIN_ROLES, HEARING_ROLES, OFFICE_ROLES } from '../domain/person/roles.js';
import { checked } from '../input.js';
import type { PersonEntity } from './person.entity.js';
import { People } from './person.service.js';

/** A person in a list; offices see only roles in the organs `within`, administrators (null) see all roles. */
export type Listed = PersonEntity & { readonly within: ReadonlySet<string> | null };

const PeopleFilter = z.object({
  text: z.string().trim().max(60, '不能超过60个字符').nullish(),
  organId: z.uuid('应为编号').nullish(),
  role: z.enum(Role.options, '不是已知的角色').nullish(),
  disabledToo: z.boolean().nullish(),
});
export type PeopleFilter = z.input<typeof PeopleFilter>;

const Position = z.tuple([z.string(), z.uuid()]);

const reach = {
  name: 'directory.people-reach',
  text: `with recursive own as (
      select organ_id, role from role_grant where person_id = $1 and ended_on is null),
    down as (
      select organ_id id from own where role = any($3::text[]) and organ_id is not null
      union select o.id from organ o join down on o.parent_id = down.id)
    select exists (select 1 from own where role = any($2::text[])) node, coalesce(array_agg(id) filter (where id is not null), '{}') organs,
      exists (select 1 from session where id = $4 and person_id = $1 and ended_at is null and expires_at > now()) live
    from (select 1) one left join down on true`,
};
const list = {
  name: 'directory.people-list',
  text: `select p.id from person p
    where ($1::text is null or p.name ilike $1 or ($2::uuid[] is null and p.account ilike $1))
      and ($3 or p.disabled_on is null)
      and (($2::uuid[] is null and $4::uuid is null and $5::text is null) or exists (select 1 from role_grant g
        where g.person_id = p.id and g.ended_on is null and ($2::uuid[] is null or g.organ_id = any($2))
          and ($4::uuid is null or g.organ_id = $4) and ($5::text is null or g.role = $5)))
      and ($6::text is null or (p.name collate shared_pinyin, p.id) > ($6 collate shared_pinyin, $7::uuid))
      and ($9::uuid is null or p.id = $9)
    order by p.name collate shared_pinyin, p.id limit $8`.replaceAll('shared_pinyin', '"zh-x-icu"'),
};

const byAccount = {
  name: 'directory.person-by-account',
  text: `select p.id, exists (select 1 from role_grant where person_id = $1 and ended_on is null and role = any($2::text[])) "mayAsk",
      exists (select 1 from session where id = $3 and person_id = $1 and ended_at is null and expires_at > now()) live
    from (select 1) one left join person p on p.account = $4 and p.disabled_on is null`,
};

/**
 * Decides which people a person may look up. Administrators see everybody. Heads, dispatchers, registrars and supervisors see the people
 * with a role in their own organ or an organ below, and only those roles.
 */
@Injectable()
export class Colleagues {
  constructor(
    private readonly db: DataSource,
    private readonly people: People,
  ) {}

  /** A page in pinyin order. @throws SIGN_IN_REQUIRED, SESSION_ENDED, PEOPLE_NOT_YOURS, DIRECTORY_INPUT_MALFORMED, CURSOR_MALFORMED */
  async page(ctx: RequestContext, filter: PeopleFilter, first: number, after?: string | null): Promise<Connection<Listed>> {
    const within = await this.reach(ctx);
    // The filter is no input of an act.
    const wanted = placed(
      () => null,
      () => checked(PeopleFilter, filter),
    );
    const rows = await this.find(within, wanted, { first: first + 1, after: after ?? null, id: null });
    return pageOf(rows, first, (row) => [row.name, row.id], after != null);
  }

  /** @throws SIGN_IN_REQUIRED, SESSION_ENDED, PEOPLE_NOT_YOURS; PERSON_NOT_FOUND, also for somebody of another office */
  async one(ctx: RequestContext, id: string): Promise<Listed> {
    const within = await this.reach(ctx);
    const [person] = isUuid(id) ? await this.find(within, { disabledToo: within === null }, { first: 1, after: null, id }) : [];
    if (!person) throw directoryError('PERSON_NOT_FOUND');
    return person;
  }

  /**
   * Somebody who told the whole account, for who keeps pools and sittings of hearings; their roles are not shown.
   * @throws SIGN_IN_REQUIRED, SESSION_ENDED, PEOPLE_NOT_YOURS, PERSON_NOT_FOUND
   */
  async byAccount(ctx: RequestContext, account: string): Promise<Listed> {
    const asker = signedIn(ctx);
    if (ctx.kind !== 'person') throw directoryError('PEOPLE_NOT_YOURS');
    const values = [asker, HEARING_ROLES, ctx.session, account.trim()];
    const [row] = await sql<{ id: string | null; mayAsk: boolean; live: boolean }>(this.db.manager, byAccount, values);
    if (!row?.live) throw directoryError('SESSION_ENDED');
    if (!row.mayAsk) {
      noteRefused(ctx.remarks, { act: 'readPeople', code: 'PEOPLE_NOT_YOURS', subject: null });
      throw directoryError('PEOPLE_NOT_YOURS');
    }
    const [person] = row.id === null ? [] : await this.people.byIds([row.id]);
    if (!person) throw directoryError('PERSON_NOT_FOUND');
    return { ...person, within: new Set() };
  }

  private async find(
    within: ReadonlySet<string> | null,
    filter: z.output<typeof PeopleFilter>,
    { first, after, id }: { first: number; after: string | null; id: string | null },
  ): Promise<Listed[]> {
    const [name, last] = after ? decodeCursor(after, Position) : [null, null];
    const text = filter.text ? `%${filter.text.replaceAll(/[\\%_]/g, '\\$&')}%` : null;
    const disabled = within === null && (filter.disabledToo ?? false);
    const values = [text, within && [...within], disabled, filter.organId ?? null, filter.role ?? null, name, last, first, id];
    const rows = await sql<{ id: string }>(this.db.manager, list, values);
    const people = await this.people.byIds(rows.map((row) => row.id));
    return people.filter((row) => row !== null).map((row) => ({ ...row, within }));
  }

  /** The organs whose people the caller may see; null: all. */
  private async reach(ctx: RequestContext): Promise<ReadonlySet<string> | null> {
    const person = signedIn(ctx);
    if (ctx.kind !== 'person') throw directoryError('PEOPLE_NOT_YOURS');
    const [row] = await sql<{ node: boolean; organs: string[]; live: boolean }>(this.db.manager, reach, [
      person,
      ADMIN_ROLES,
      OFFICE_ROLES,
      ctx.session,
    ]);
    if (!row?.live) throw directoryError('SESSION_ENDED');
    if (row.node) return null;
    if (row.organs.length > 0) return new Set(row.organs);
    noteRefused(ctx.remarks, { act: 'readPeople', code: 'PEOPLE_NOT_YOURS', subject: null });
    throw directoryError('PEOPLE_NOT_YOURS');
  }
}
