import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Access, accessError } from '@sunshine/access';
import { AuditLog } from '@sunshine/audit';
import { defineErrors, isDomainError } from '@sunshine/errors';
import { Commands } from '@sunshine/messaging';
import { Ctx, shanghaiDay, signedIn, sql, type RequestContext, type Statement } from '@sunshine/platform';
import { KeyStore, open } from '@sunshine/sealing';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { clean, lengthOf } from '../domain/text.js';
import { OpenedField, type OpenedParty } from './opening.graph.js';
import { OpenSealedFieldInput } from './opening.inputs.js';
import { placeOf } from './place.js';

const openingError = defineErrors({
  SEALED_FIELD_UNKNOWN: { kind: 'NOT_FOUND', text: '该信访事项没有此项密封内容' },
  OPENING_PURPOSE_MISSING: { kind: 'INVALID_INPUT', text: '请写明查看密封内容的目的（5至{limit}字）' },
});

const FIELD = /^[a-zA-Z]{1,20}$/;
const PURPOSE = { shortest: 5, longest: 200 };

/** A sealed field of a petition, of one of its petitioners or of one of its requests. */
export interface SealedPart {
  readonly ownerId: string;
  readonly field: string;
}

/** An opening as shown to the head of the organ. */
export interface NotedOpening {
  /** Day in Asia/Shanghai. */
  readonly on: string;
  readonly at: Date;
  readonly role: string;
  readonly organId: string;
  readonly field: string;
  readonly purpose: string;
}

const notedOpenings: Statement = {
  name: 'intake.openings',
  text: 'select at, role, organ_id as "organId", field, purpose from sealed_opening where petition_id = $1 order by at, id',
};
const noteOpening: Statement = {
  name: 'intake.opening-note',
  text: 'insert into sealed_opening (id, petition_id, owner_id, field, person_id, organ_id, role, purpose, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
};
const readSealed: Statement = {
  name: 'intake.sealed-read',
  text: `select coalesce(
      (select sealed ->> $3 from petition where id = $1 and id = $2),
      (select sealed ->> $3 from petitioner where petition_id = $1 and id = $2),
      (select sealed from petition_request where petition_id = $1 and id = $2 and $3 = 'text'),
      (select sealed ->> $3 from mandate where petition_id = $1 and id = $2),
      (select sealed ->> $3 from correction where petition_id = $1 and id = $2),
      (select sealed ->> $3 from supplement where petition_id = $1 and id = $2),
      (select sealed ->> $3 from supplement_request where petition_id = $1 and id = $2),
      (select sealed ->> $3 from interview where petition_id = $1 and id = $2),
      (select sealed ->> $3 from classification where petition_id = $1 and id = $2),
      (select sealed ->> $3 from urgent_event where petition_id = $1 and id = $2),
      (select r.sealed ->> $3 from urgent_report r join urgent_event e on e.id = r.event_id where e.petition_id = $1 and r.id = $2)) as sealed`,
};

/** What a report says of its matter; who reports, and for whom, is none of it. */
const REPORT_CONTENT: ReadonlySet<string> = new Set(['summary', 'text', 'accused', 'respondent']);

/** Whether a part of the petition holds what was reported: a request, a supplement, or a correction of the words of the report. */
const holdsContent: Statement = {
  name: 'intake.sealed-content',
  text: `select exists (select 1 from petition_request where petition_id = $1 and id = $2)
    or exists (select 1 from supplement where petition_id = $1 and id = $2)
    or exists (select 1 from correction where petition_id = $1 and id = $2 and field in ('summary', 'text')) as content`,
};

async function rightTo(
  db: EntityManager,
  petitionId: string,
  { ownerId, field }: SealedPart,
): Promise<'openReportContent' | 'openSealedField'> {
  const [row] = ownerId === petitionId ? [] : await sql<{ content: boolean }>(db, holdsContent, [petitionId, ownerId]);
  return (row?.content ?? REPORT_CONTENT.has(field)) ? 'openReportContent' : 'openSealedField';
}

/** As a filing stores it. */
interface NamedParty {
  readonly organId: string | null;
  readonly personId: string | null;
  readonly text: string | null;
}

/** Fields of a petition that list whom it names. */
const NAMES: ReadonlySet<string> = new Set(['accused', 'respondent']);

const partiesIn = (value: string): OpenedParty[] =>
  (JSON.parse(value) as Partial<NamedParty>[]).map(({ organId, personId, text }) => ({
    organ: organId ? { id: organId } : null,
    person: personId ? { id: personId } : null,
    text: text ?? null,
  }));

/** @throws OPENING_PURPOSE_MISSING */
export function requirePurpose(purpose: string): void {
  if (lengthOf(purpose) < PURPOSE.shortest || lengthOf(purpose) > PURPOSE.longest)
    throw openingError('OPENING_PURPOSE_MISSING', { details: { limit: PURPOSE.longest } });
}

/** Opens sealed fields by right and with a purpose; each opening is recorded before the field is shown. */
@Resolver()
export class OpeningActs {
  constructor(
    private readonly db: DataSource,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly keys: KeyStore,
    private readonly audit: AuditLog,
  ) {}

  /** @throws PETITION_NOT_FOUND, ACT_NOT_YOURS, OPENING_PURPOSE_MISSING, SEALED_FIELD_UNKNOWN, IDENTITY_DESTROYED */
  @Mutation(() => OpenedField)
  async openSealedField(@Ctx() ctx: RequestContext, @Args('input') opening: OpenSealedFieldInput): Promise<OpenedField> {
    const personId = signedIn(ctx);
    const { petitionId, field } = opening;
    const ownerId = opening.ownerId ?? petitionId;
    const purpose = clean(opening.purpose);
    if (!isUuid(petitionId)) throw accessError('PETITION_NOT_FOUND');
    if (!isUuid(ownerId) || !FIELD.test(field)) throw openingError('SEALED_FIELD_UNKNOWN');
    const right = await rightTo(this.db.manager, petitionId, { ownerId, field });
    const details = { subject: petitionId, part: ownerId === petitionId ? field : `${ownerId} ${field}`, purpose };
    await this.commands.run(ctx, 'openSealedField', opening, async (tx, _emit, note) => {
      const grant = await this.access.require(tx, ctx, right, petitionId);
      requirePurpose(purpose);
      if ((await sealedOf(tx, petitionId, ownerId, field)) === null) throw openingError('SEALED_FIELD_UNKNOWN');
      note(details);
      await sql(tx, noteOpening, [uuid(), petitionId, ownerId, field, personId, grant.organId, grant.role, purpose, ctx.at]);
      return null;
    });
    if (ctx.remarks.repeated) {
      // A repeated request opens the field again: the right may have ended since, and the opening is recorded again.
      await this.access.require(this.db, ctx, right, petitionId);
      await this.audit.note(ctx, 'openSealedField', details);
    }
    const sealed = await sealedOf(this.db.manager, petitionId, ownerId, field);
    if (sealed === null) throw openingError('SEALED_FIELD_UNKNOWN');
    const value = open(await this.keys.open(petitionId), placeOf(ownerId, field), sealed).toString('utf8');
    return { value, parties: ownerId === petitionId && NAMES.has(field) ? partiesIn(value) : null };
  }

  /**
   * Opens several fields at once, for a paper that shows them, by the same right and with one purpose; each opening is recorded before
   * anything is shown. The keys of the answer are `<ownerId> <field>`; empty fields are left out.
   * @throws PETITION_NOT_FOUND, ACT_NOT_YOURS, OPENING_PURPOSE_MISSING, IDENTITY_DESTROYED
   */
  async openAll(
    ctx: RequestContext,
    petitionId: string,
    parts: readonly SealedPart[],
    given: string,
  ): Promise<ReadonlyMap<string, string>> {
    const personId = signedIn(ctx);
    const purpose = clean(given);
    const found = await this.commands.run(ctx, 'openSealedField', {}, async (tx, _emit, note) => {
      const grant = await this.access.require(tx, ctx, 'openSealedField', petitionId);
      requirePurpose(purpose);
      const found: (SealedPart & { readonly sealed: string })[] = [];
      for (const { ownerId, field } of parts) {
        const sealed = await sealedOf(tx, petitionId, ownerId, field);
        if (sealed === null) continue;
        found.push({ ownerId, field, sealed });
        await sql(tx, noteOpening, [uuid(), petitionId, ownerId, field, personId, grant.organId, grant.role, purpose, ctx.at]);
      }
      note({
        subject: petitionId,
        part: found.map(({ ownerId, field }) => (ownerId === petitionId ? field : `${ownerId} ${field}`)).join(', '),
        purpose,
      });
      return found;
    });
    if (found.length === 0) return new Map();
    const key = await this.keys.open(petitionId);
    return new Map(
      found.map(({ ownerId, field, sealed }) => [`${ownerId} ${field}`, open(key, placeOf(ownerId, field), sealed).toString('utf8')]),
    );
  }

  /** Every opening of a petition's sealed fields, oldest first; null unless the reader is the head of the registering organ or the organ in charge. */
  async openings({ kind, personId, on }: RequestContext, petitionId: string): Promise<NotedOpening[] | null> {
    const who = { personId: kind === 'person' ? personId : null, on };
    const right = await this.access.require(this.db, who, 'readOpenings', petitionId).catch(noneIfRefused);
    if (!right) return null;
    const rows = await sql<Omit<NotedOpening, 'on'>>(this.db.manager, notedOpenings, [petitionId]);
    return rows.map((row) => ({ ...row, on: shanghaiDay(row.at) }));
  }
}

/** Null for a refusal; any other error is thrown. */
function noneIfRefused(error: unknown): null {
  if (isDomainError(error)) return null;
  throw error;
}

async function sealedOf(db: EntityManager, petitionId: string, ownerId: string, field: string): Promise<string | null> {
  const [row] = await sql<{ sealed: string | null }>(db, readSealed, [petitionId, ownerId, field]);
  return row?.sealed ?? null;
}
