import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { Law } from '@sunshine/clocks';
import {
  idsIn,
  parseBody,
  personalFields,
  renderPaper,
  renderReceipts,
  type Facts,
  type KnownPetitioner,
  type PaperBody,
  type Person,
} from '@sunshine/documents';
import { sql, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import type { FileRole } from '../domain/files/files.js';
import { OpeningService, type SealedPart } from '../sealing/opening.service.js';
import { Register } from '../register/register.reads.js';
import type { PetitionRow } from '../register/register.rows.js';
import type { OpinionToRender, PaperToRender } from './papers.graph.js';

const filesOf: Statement = {
  name: 'intake.paper-files',
  text: `select r.role, f.type, f.size from file_reference r join stored_file f on f.id = r.file_id
    where r.petition_id = $1 and r.role = any($2) and r.added_on <= $3 order by r.added_at, r.position`,
};
const correctionsOf: Statement = {
  name: 'intake.paper-corrections',
  text: `select field, coalesce(confirmed_on, on_day) "on" from correction where petition_id = $1 and state = 'applied' order by at`,
};

/** Files that go with a petition when it is passed on; files of the handling do not. */
const ENCLOSED: Readonly<Partial<Record<FileRole, string>>> = {
  ATTACHMENT: '附件',
  ENVELOPE: '信封',
  MANDATE: '委托书',
  INTERVIEW: '谈话笔录',
  PHOTO: '照片',
  RECORDING: '录音',
};

const NOTHING: Person = { name: null, phone: null, address: null };

/** Renders papers as pages. A body names petitioners and texts by id; the page shows what the reader may see. */
@Injectable()
export class PapersService {
  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
    private readonly law: Law,
    private readonly register: Register,
    private readonly openings: OpeningService,
  ) {}

  /**
   * The page with masked names; with a purpose the full names, each opening recorded. Null where the reader may not see the petition, and
   * for a report without a purpose.
   * @throws ACT_NOT_YOURS, OPENING_PURPOSE_MISSING, IDENTITY_DESTROYED, LAW_NOT_HELD
   */
  async html(ctx: RequestContext, paper: PaperToRender, purpose: string | null): Promise<string | null> {
    const rendering = await this.rendering(ctx, paper, purpose);
    return rendering && renderPaper({ ...rendering, voidReason: paper.voidReason });
  }

  /** A draft opinion as it would be issued, marked as a draft; by the same right as a paper's page. */
  async preview(ctx: RequestContext, { petitionId, draftBody }: OpinionToRender, purpose: string | null): Promise<string | null> {
    const rendering = await this.rendering(ctx, { petitionId, body: draftBody }, purpose);
    return rendering && renderPaper({ ...rendering, draft: true });
  }

  /** 送达回证 for one petitioner or for all of the petition, by the same right as the page. */
  async receipt(ctx: RequestContext, paper: PaperToRender, petitionerId: string | null, purpose: string | null): Promise<string | null> {
    const rendering = await this.rendering(ctx, paper, purpose);
    if (!rendering) return null;
    const known = [...rendering.facts.petitioners.keys()];
    return renderReceipts(rendering, petitionerId === null ? known : known.filter((id) => id === petitionerId));
  }

  private async rendering(
    ctx: RequestContext,
    { petitionId, body: json }: Pick<PaperToRender, 'petitionId' | 'body'>,
    purpose: string | null,
  ) {
    const petition = json === null ? null : await this.register.find(ctx, petitionId);
    if (json === null || !petition || (petition.kind === 'REPORT' && purpose === null)) return null;
    const body = parseBody(json);
    const pack = body.packHash === null ? null : await this.law.pack(this.db.manager, body.packHash);
    return { body: json, pack, facts: await this.facts(ctx, petition, body, purpose) };
  }

  private async facts(ctx: RequestContext, petition: PetitionRow, body: PaperBody, purpose: string | null): Promise<Facts> {
    const [petitioners, requests, corrections, attachments] = await Promise.all([
      this.register.petitioners(ctx, petition.id),
      this.register.requests(ctx, petition.id),
      sql<{ field: string; on: string }>(this.db.manager, correctionsOf, [petition.id]),
      this.attachments(petition.id, body),
    ]);
    const fields = personalFields(body);
    const sealed: SealedPart[] =
      purpose === null
        ? []
        : [
            ...petitioners.flatMap(({ id }) => fields.map((field) => ({ ownerId: id, field }))),
            // Everything a report says is sealed.
            ...(petition.kind === 'REPORT'
              ? [{ ownerId: petition.id, field: 'summary' }, ...requests.map(({ id }) => ({ ownerId: id, field: 'text' }))]
              : []),
          ];
    const opened = purpose === null ? null : await this.openings.openAll(ctx, petition.id, sealed, purpose);
    const of = (ownerId: string, field: string): string | null => opened?.get(`${ownerId} ${field}`) ?? null;
    const known = new Set([...petitioners, ...requests].map(({ id }) => id));
    const named = idsIn(body).filter((id) => !known.has(id));
    const organs = (await this.access.organs(this.db, named)).flatMap((organ) => (organ ? [[organ.id, organ.name] as const] : []));
    return {
      petitioners: new Map(
        petitioners.map(({ id, maskedName, maskedPhone }): [string, KnownPetitioner] => [
          id,
          {
            masked: { name: maskedName, phone: maskedPhone, address: null },
            full: opened && { ...NOTHING, ...Object.fromEntries(fields.map((field) => [field, of(id, field)])) },
          },
        ]),
      ),
      requests: new Map(requests.map(({ id, text }) => [id, text ?? of(id, 'text')])),
      organs: new Map(organs),
      summary: petition.summary ?? of(petition.id, 'summary'),
      contentClass: petition.contentClass,
      attachments,
      corrections,
    };
  }

  /** The files that existed on the day of the paper, by role; file names are not stored. */
  private async attachments(petitionId: string, { parts }: PaperBody): Promise<string[]> {
    const date = typeof parts['date'] === 'string' ? parts['date'] : '9999-12-31';
    const files = await sql<{ role: FileRole; type: string; size: number }>(this.db.manager, filesOf, [
      petitionId,
      Object.keys(ENCLOSED),
      date,
    ]);
    return files.map(({ role, type, size }) => `${ENCLOSED[role]}（${type}，${Math.ceil(size / 1024)} KB）`);
  }
}
