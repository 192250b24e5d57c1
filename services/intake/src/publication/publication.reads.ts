import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { isDomainError } from '@sunshine/errors';
import type { PublicationGround } from '@sunshine/events';
import {
  clampFirst,
  decodeCursor,
  pageOf,
  sql,
  transaction,
  Tokens,
  type Connection,
  type RequestContext,
  type Statement,
} from '@sunshine/platform';
import { contentClassName } from '@sunshine/words';
import { DataSource } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { cutsOf } from '../domain/publication/redaction.js';
import { GROUND_NAMES } from '../domain/publication/publication.js';
import { resultOf, shownStretches, titleOf } from '../domain/publication/shown.js';
import { byPetition, ORGAN, rowsOfPetitions } from '../register/by-petition.js';
import { DeskSeal } from '../runner/desk.seal.js';
import { OpinionTexts } from './opinion.texts.js';
import type { Publication, PublicationStretch, PublishedOpinion, TrackedPublication } from './publication.graph.js';
import { knownPeople } from './publication.rows.js';

const publications = rowsOfPetitions(
  'publications',
  `id, document_id as "documentId", state, ground, text, objection_answer as "objectionAnswer", ${ORGAN}, on_day as "on", published_on as "publishedOn",
    down_on as "downOn", down_cause as "downCause", down_reason as "downReason"`,
  'publication',
  'at, id',
);

interface PublicRow extends Pick<PublishedOpinion, 'id' | 'organ' | 'text' | 'issuedOn' | 'publishedOn'> {
  readonly level: string;
  readonly result: string;
  readonly contentClass: string | null;
  readonly ground: PublicationGround;
}
const PUBLIC = `select b.id, json_build_object('id', b.organ_id) as organ, b.text, b.ground, b.published_on as "publishedOn", o.level, o.result,
    o.dispatched_on as "issuedOn", p.content_class as "contentClass"
  from publication b join issued_opinion o on o.document_id = b.document_id join petition p on p.id = b.petition_id where b.state = 'published'`;
const page: Statement = {
  name: 'intake.public-page',
  text: `${PUBLIC} and ($1::date is null or (b.published_on, b.id) < ($1, $2::uuid)) order by b.published_on desc, b.id desc limit $3`,
};
const single: Statement = { name: 'intake.public-one', text: `${PUBLIC} and b.id = $1` };
const CURSOR = z.tuple([z.iso.date(), z.uuid()]);

const trackedOf: Statement = {
  name: 'intake.public-tracked',
  text: `select o.document_id as "documentId", o.level, o.dispatched_on as "issuedOn", o.level = 'rereview' and o.heard as "byLaw",
      b.id as "publicationId", b.published_on as "publishedOn",
      (select a.agrees from publication_answer a where a.document_id = o.document_id and ($2::uuid is null or a.petitioner_id = $2)
         order by a.at desc, a.id desc limit 1) as agrees,
      $2::uuid is not null or (select count(*) from petitioner t where t.petition_id = $1 and t.ended_on is null
         and not exists (select from departure d where d.petitioner_id = t.id)) = 1 as "mayAgree"
    from issued_opinion o left join publication b on b.document_id = o.document_id and b.state = 'published'
    where o.petition_id in ($1, (select merged_into from petition_course where petition_id = $1)) and o.served_on is not null
      and o.ended_on is null and exists (select from petition p where p.id = $1 and p.kind <> 'REPORT' and not p.anonymous)
    order by o.dispatched_on, o.document_id`,
};

const mayBePublic: Statement = {
  name: 'intake.public-may-be',
  text: `select 1 from issued_opinion o join petition p on p.id = o.petition_id
    where o.document_id = $1 and o.petition_id = $2 and p.kind <> 'REPORT' and not p.anonymous`,
};

/** Texts of opinions in public, and what those who may read a petition see of them. */
@Injectable()
export class PublicationReads {
  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
    private readonly tokens: Tokens,
    private readonly seal: DeskSeal,
    private readonly texts: OpinionTexts,
  ) {}

  /** What the public may read, the latest first. @throws CURSOR_MALFORMED */
  async published(first: number | null, after: string | null): Promise<Connection<PublishedOpinion>> {
    const size = clampFirst(first);
    const [on, id] = after === null ? [null, null] : decodeCursor(after, CURSOR);
    const rows = await sql<PublicRow>(this.db.manager, page, [on, id, size + 1]);
    return pageOf(rows.map(shown), size, (row) => [row.publishedOn, row.id], after !== null);
  }

  /** Null for a text that does not stand in public, or no more. */
  async one(id: string): Promise<PublishedOpinion | null> {
    const [row] = isUuid(id) ? await sql<PublicRow>(this.db.manager, single, [id]) : [];
    return row ? shown(row) : null;
  }

  async ofPetition(ctx: RequestContext, petitionId: string): Promise<Publication[]> {
    const rows = await byPetition<Omit<Publication, 'groundName'> & { readonly petitionId: string }>(
      this.db,
      ctx,
      publications,
      petitionId,
    );
    return rows.map((row) => ({ ...row, groundName: GROUND_NAMES[row.ground] }));
  }

  /** Opinions that the holder of the pass was served; none of a report, and none of an anonymous matter. @throws TOKEN_EXPIRED, TOKEN_INVALID */
  async tracked(pass: string): Promise<TrackedPublication[]> {
    const { petitionId, petitionerId } = await this.tokens.trackedBy(pass);
    type Row = Omit<TrackedPublication, 'title'> & { readonly level: string };
    const rows = await sql<Row>(this.db.manager, trackedOf, [petitionId, petitionerId]);
    return rows.map(({ level, ...row }) => ({ ...row, title: titleOf(level) }));
  }

  /** What would be published of an opinion; null for any other paper, of a report, and for who may not propose it. @throws IDENTITY_DESTROYED, LAW_NOT_HELD, PUBLICATION_CUTS_MALFORMED */
  async wouldBe(
    ctx: RequestContext,
    { id, petitionId, body }: { readonly id: string; readonly petitionId: string; readonly body: string | null },
    alsoCut: readonly string[] | null,
  ): Promise<PublicationStretch[] | null> {
    if (body === null || !(await this.mayPropose(ctx, petitionId))) return null;
    return transaction(this.db, async (tx) => {
      if ((await sql(tx, mayBePublic, [id, petitionId])).length === 0) return null;
      const known = await knownPeople(tx, petitionId, this.seal);
      return shownStretches(await this.texts.lines(tx, petitionId, body), { ...known, names: [...known.names, ...cutsOf(alsoCut)] });
    });
  }

  private async mayPropose({ kind, personId, on }: RequestContext, petitionId: string): Promise<boolean> {
    try {
      await this.access.require(this.db, { personId: kind === 'person' ? personId : null, on }, 'proposePublication', petitionId);
      return true;
    } catch (error) {
      if (isDomainError(error)) return false;
      throw error;
    }
  }
}

const shown = ({ level, result, contentClass, ground, ...row }: PublicRow): PublishedOpinion => ({
  ...row,
  title: titleOf(level),
  className: contentClassName(contentClass),
  resultName: resultOf(level, result),
  groundName: GROUND_NAMES[ground],
});
