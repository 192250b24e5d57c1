import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { OrganKind, OrganSaved, type Act } from '@sunshine/events';
import type { Emit } from '@sunshine/messaging';
import { isTelephone } from '@sunshine/words';
import { byIds, decodeCursor, forIds, isDay, pageOf, sql, type ByIds, type Connection } from '@sunshine/platform';
import { DataSource, IsNull, QueryFailedError, type EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { directoryError } from '../domain/directory.errors.js';
import { defaultReviewer, reviewerEntered, reviewerOn, withReviewer, type OrganInTree } from '../domain/organ/reviewer.js';
import { checked, line } from '../input.js';
import { OrganEntity } from './organ.entity.js';

const OrganFacts = z.object({
  id: z.uuid('应为编号'),
  parentId: z.uuid('应为编号').nullable(),
  kind: z.enum(OrganKind.options, '不是已知的机关类别'),
  name: line(120),
  shortName: line(40),
  division: z.string().regex(/^\d{6}$/, '应为六位区划代码'),
  /** Entered by hand; undefined: the default of Arts 35 and 36. */
  reviewedBy: z.uuid('应为编号').optional(),
  /** The department above, which the petitioner may choose instead (Art 35). */
  alsoReviewedBy: z.uuid('应为编号').optional(),
  /** Undefined: as it was; null or blank: none. */
  contactPhone: z
    .string()
    .trim()
    .max(40, '不得超过40个字')
    .refine((text) => text === '' || isTelephone(text), '应为电话号码')
    .nullish(),
  /** Undefined: as it was; null or blank: none. */
  address: z.string().trim().max(200, '不得超过200个字').nullish(),
  /** First day of reviewers that differ from those before, inclusive; undefined: the day of the act, of a new organ its own first day. */
  reviewersFrom: z.string().refine(isDay, '应为日历日').optional(),
  /** First day, inclusive; undefined: the day of the act. */
  validFrom: z.string().refine(isDay, '应为日历日').optional(),
});
export type OrganFacts = z.infer<typeof OrganFacts>;

export interface OrganFilter {
  ids?: readonly string[] | null;
  text?: string | null;
  division?: string | null;
  parentId?: string | null;
  /** True: only organs without a parent. */
  top?: boolean | null;
  kind?: string | null;
  /** True: also closed organs. */
  closedToo?: boolean | null;
}

// The nearest superior first.
const superiors = {
  name: 'directory.organ-superiors',
  text: `with recursive up as (select id, kind, parent_id, 0 n from organ where id = $1
    union all select o.id, o.kind, o.parent_id, n + 1 from organ o join up on o.id = up.parent_id)
    select id, kind from up order by n`,
};
const below = {
  name: 'directory.organ-below',
  text: `with recursive down as (select id from organ where parent_id = $1 union select o.id from organ o join down on o.parent_id = down.id) select id from down`,
};
const list = {
  name: 'directory.organ-list',
  text: `select id from organ
    where ($1::text is null or name ilike $1 or short_name ilike $1) and ($2::text is null or division = $2) and ($3::uuid is null or parent_id = $3)
      and ($4::text is null or kind = $4) and ($5 or closed_on is null) and ($9::uuid[] is null or id = any($9))
      and (not $10 or parent_id is null)
      and ($6::text is null or (name collate shared_pinyin, id) > ($6 collate shared_pinyin, $7::uuid))
    order by name collate shared_pinyin, id limit $8`.replaceAll('shared_pinyin', '"zh-x-icu"'),
};
const Position = z.tuple([z.string(), z.uuid()]);

/** Key of the request's loader of organs. */
export const ORGAN_BY_ID = Symbol('organ by id');

/** The tree of organs, with their validity and the organs that review their opinions. */
@Injectable()
export class Organs {
  /** By the entity's own columns: what is read of one organ of a page is read without TypeORM's builder. */
  private readonly ofIds: ByIds;

  constructor(private readonly db: DataSource) {
    const columns = db.getMetadata(OrganEntity).columns.map(({ databaseName, propertyName }) => `${databaseName} "${propertyName}"`);
    this.ofIds = byIds('directory.organs', `select ${columns.join(', ')} from organ where id $IDS`);
  }

  /**
   * Creates an organ or overwrites all its facts; nothing is changed or published where they are the same.
   * @throws DIRECTORY_INPUT_MALFORMED, ORGAN_UNKNOWN, ORGAN_IS_CLOSED, ORGAN_PARENT_BELOW, ORGAN_PARENT_CLOSED, ORGAN_REVIEWER_ITSELF,
   *   ORGAN_REVIEWERS_BACKDATED, ORGAN_NAME_TAKEN, ORGAN_VERSION_MOVED
   */
  async save(tx: EntityManager, emit: Emit, act: Act, input: OrganFacts, expectedVersion?: number | null): Promise<OrganEntity> {
    const facts = checked(OrganFacts, input);
    await lockTree(tx);
    const former = await tx.findOneBy(OrganEntity, { id: facts.id });
    if (former?.closedOn) throw directoryError('ORGAN_IS_CLOSED', { details: { day: former.closedOn } });
    if (expectedVersion != null && former?.version !== expectedVersion) throw directoryError('ORGAN_VERSION_MOVED');
    const above = await this.superiors(tx, facts.parentId);
    if (above.some(({ id }) => id === facts.id)) throw directoryError('ORGAN_PARENT_BELOW');
    if (facts.reviewedBy !== undefined) await this.existing(tx, facts.reviewedBy);
    if (facts.alsoReviewedBy !== undefined) await this.existing(tx, facts.alsoReviewedBy);
    if (facts.reviewedBy === facts.id || facts.alsoReviewedBy === facts.id) throw directoryError('ORGAN_REVIEWER_ITSELF');
    const validFrom = facts.validFrom ?? former?.validFrom ?? act.on;
    const from = facts.reviewersFrom ?? (former ? act.on : validFrom);
    // What was told petitioners yesterday stays true of yesterday.
    if (former && from < act.on) throw directoryError('ORGAN_REVIEWERS_BACKDATED', { details: { day: act.on } });
    const terms = withReviewer(former?.reviewers ?? [], false, facts.reviewedBy ?? defaultReviewer(facts, above), from);
    const row: OrganEntity = {
      id: facts.id,
      parentId: facts.parentId,
      kind: facts.kind,
      name: facts.name,
      shortName: facts.shortName,
      division: facts.division,
      reviewerGiven: facts.reviewedBy !== undefined,
      reviewers: withReviewer(terms, true, facts.alsoReviewedBy ?? null, from),
      contactPhone: facts.contactPhone === undefined ? (former?.contactPhone ?? null) : facts.contactPhone || null,
      address: facts.address === undefined ? (former?.address ?? null) : facts.address || null,
      validFrom,
      closedOn: null,
      version: (former?.version ?? 0) + 1,
    };
    if (former && same(former, row)) return former;
    await write(tx, row, former);
    emit(row.id, saved(row, act.on));
    if (former && (former.parentId !== row.parentId || former.kind !== row.kind)) await this.reviewersBelow(tx, emit, act, row.id);
    return row;
  }

  /**
   * Closes an organ. `on` is the first day on which it no longer exists.
   * @throws ORGAN_UNKNOWN, ORGAN_IS_CLOSED, ORGAN_HAS_OPEN_UNITS, ORGAN_CLOSED_BEFORE_START, ORGAN_VERSION_MOVED
   */
  async close(tx: EntityManager, emit: Emit, act: Act, id: string, on: string, expectedVersion?: number | null): Promise<OrganEntity> {
    await lockTree(tx);
    const organ = await this.existing(tx, id);
    if (organ.closedOn !== null) throw directoryError('ORGAN_IS_CLOSED', { details: { day: organ.closedOn } });
    if (expectedVersion != null && organ.version !== expectedVersion) throw directoryError('ORGAN_VERSION_MOVED');
    const count = await tx.countBy(OrganEntity, { parentId: id, closedOn: IsNull() });
    if (count > 0) throw directoryError('ORGAN_HAS_OPEN_UNITS', { details: { count } });
    if (on <= organ.validFrom) throw directoryError('ORGAN_CLOSED_BEFORE_START', { details: { day: organ.validFrom } });
    const row = { ...organ, closedOn: on, version: organ.version + 1 };
    await write(tx, row, organ);
    emit(id, saved(row, act.on));
    return row;
  }

  /** @throws ORGAN_UNKNOWN */
  async existing(tx: EntityManager, id: string): Promise<OrganEntity> {
    const organ = await tx.findOneBy(OrganEntity, { id });
    if (!organ) throw directoryError('ORGAN_UNKNOWN');
    return organ;
  }

  /** Organs in the order of the ids; null for an unknown id. */
  async byIds(ids: readonly string[]): Promise<(OrganEntity | null)[]> {
    const known = ids.filter((id) => isUuid(id));
    const [statement, bound] = forIds(this.ofIds, known);
    const rows = known.length > 0 ? await sql<OrganEntity>(this.db.manager, statement, [bound]) : [];
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id.toLowerCase()) ?? null);
  }

  /** The open organs directly below each of these, in pinyin order. */
  async below(parentIds: readonly string[]): Promise<OrganEntity[][]> {
    const rows = await this.db
      .getRepository(OrganEntity)
      .createQueryBuilder('o')
      .where('o.parent_id = any(:parentIds) and o.closed_on is null', { parentIds })
      .orderBy('o.name collate "zh-x-icu"')
      .getMany();
    return parentIds.map((id) => rows.filter((row) => row.parentId === id));
  }

  /** A page of organs in pinyin order. @throws CURSOR_MALFORMED, DIRECTORY_INPUT_MALFORMED */
  async list(filter: OrganFilter, first: number, after?: string | null): Promise<Connection<OrganEntity>> {
    const [name, id] = after ? decodeCursor(after, Position) : [null, null];
    const parentId = checked(z.uuid('应为编号').nullish(), filter.parentId) ?? null;
    const text = filter.text ? `%${filter.text.replaceAll(/[\\%_]/g, '\\$&')}%` : null;
    const values = [
      text,
      filter.division ?? null,
      parentId,
      filter.kind ?? null,
      filter.closedToo ?? false,
      name,
      id,
      first + 1,
      checked(z.array(z.uuid('应为编号')).max(100, '不得多于100个').nullish(), filter.ids) ?? null,
      filter.top ?? false,
    ];
    const ids = (await sql<{ id: string }>(this.db.manager, list, values)).map((row) => row.id);
    const rows = (await this.byIds(ids)).filter((row) => row !== null);
    return pageOf(rows, first, (row) => [row.name, row.id], after != null);
  }

  /** The parent and all organs above it, the nearest first. */
  private async superiors(tx: EntityManager, parentId: string | null): Promise<OrganInTree[]> {
    if (parentId === null) return [];
    const parent = await this.existing(tx, parentId);
    if (parent.closedOn !== null) throw directoryError('ORGAN_PARENT_CLOSED', { details: { day: parent.closedOn } });
    return sql<OrganInTree>(tx, superiors, [parentId]);
  }

  /** After a move in the tree, renews the default reviewers of the organs below. */
  private async reviewersBelow(tx: EntityManager, emit: Emit, act: Act, id: string): Promise<void> {
    const ids = (await sql<{ id: string }>(tx, below, [id])).map((row) => row.id);
    for (const organ of await tx.createQueryBuilder(OrganEntity, 'o').where('o.id = any(:ids)', { ids }).getMany()) {
      if (organ.reviewerGiven || organ.closedOn !== null) continue;
      const reviewedBy = defaultReviewer(organ, await sql<OrganInTree>(tx, superiors, [organ.parentId]));
      if (reviewedBy === reviewerEntered(organ.reviewers, false)) continue;
      const row = { ...organ, reviewers: withReviewer(organ.reviewers, false, reviewedBy, act.on), version: organ.version + 1 };
      await write(tx, row, organ);
      emit(row.id, saved(row, act.on));
    }
  }
}

/** Serialises writers of the tree: two simultaneous moves could otherwise make a cycle. */
async function lockTree(tx: EntityManager): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('sunshine.directory.organs', 0))");
}

async function write(tx: EntityManager, row: OrganEntity, former: OrganEntity | null): Promise<void> {
  try {
    if (former) await tx.update(OrganEntity, { id: row.id }, row);
    else await tx.insert(OrganEntity, row);
  } catch (error) {
    const { constraint } = (error instanceof QueryFailedError ? error.driverError : {}) as { constraint?: string };
    if (constraint === 'organ_name' || constraint === 'organ_short_name')
      throw directoryError('ORGAN_NAME_TAKEN', { field: constraint === 'organ_name' ? 'name' : 'shortName' });
    throw error;
  }
}

function same(former: OrganEntity, row: OrganEntity): boolean {
  return (Object.keys(row) as (keyof OrganEntity)[]).every((field) => field === 'version' || isDeepStrictEqual(former[field], row[field]));
}

/** `reviewedBy` and `alsoReviewedBy` are those of the day: readers from before the terms know no others. */
function saved({ version: _version, validFrom: _validFrom, reviewerGiven: _given, id, ...row }: OrganEntity, on: string) {
  const now = { reviewedBy: reviewerOn(row.reviewers, false, on), alsoReviewedBy: reviewerOn(row.reviewers, true, on) };
  return OrganSaved.create({ organId: id, ...row, reviewers: [...row.reviewers], ...now });
}
