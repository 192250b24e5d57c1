import { Injectable } from '@nestjs/common';
import { Access, ROLE_NAMES } from '@sunshine/access';
import { Law } from '@sunshine/clocks';
import {
  idsIn,
  parseBody,
  personalFields,
  SEALED,
  renderPaper,
  renderReceipts,
  type Facts,
  type KnownPetitioner,
  type PaperBody,
  type Person,
} from '@sunshine/documents';
import { sql, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { FileRole } from '../domain/files/files.js';
import { OpeningActs, type SealedPart } from '../sealing/opening.acts.js';
import type { SupplementRequest } from '../record/record.graph.js';
import { RecordReads } from '../record/record.reads.js';
import { visitsByIds } from '../visits/visit.rows.js';
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

const numbersOf: Statement = {
  name: 'intake.paper-parts',
  text: 'select id, number from petition where id = any($1::uuid[])',
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

/** Hour and minute in Asia/Shanghai. */
const clockTime = (at: string): string =>
  new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(at));

/** What was said aloud is read back; the form has the place to sign. @source 信访工作条例 19 */
function readBackOf({ oral, entry }: PetitionRow): string {
  if (!oral) return '书面提出，不适用';
  const read = entry?.readBack ? '以上内容已向信访人宣读，信访人确认无误。' : '以上内容应当向信访人宣读或者交其阅读，由其确认。';
  return `${read}\n信访人签名：　　　　　　　　　　年　　月　　日`;
}

/** Forms of the file, which have what the registration says in full. */
const FORMS: ReadonlySet<string> = new Set(['REGISTRATION_FORM', 'VISIT_SLIP']);

/** What is asked for; of a report only where it was opened. */
function itemsOf({ id, items }: SupplementRequest, opened: (ownerId: string, field: string) => string | null): readonly string[] {
  if (items) return items;
  const sealed = opened(id, 'items');
  return sealed === null ? [SEALED] : (JSON.parse(sealed) as string[]);
}

/** The parts of a letter as `case` names them. */
const PARTS_OF_LETTER = z.array(z.object({ petitionId: z.string(), what: z.string() }));

const words = z.string().nullable().optional();
/** A delivery as `case` tells it. */
const SERVED = z.object({
  petitionerId: z.string(),
  throughId: z.string().nullable(),
  way: z.string(),
  servedOn: z.string().nullable(),
  proof: z
    .object({
      signature: words,
      witness: words,
      relation: words,
      mandate: words,
      receiptNumber: words,
      consent: words,
      receiptFileId: words,
      photo: words,
      attempts: z.array(z.string()).nullable().optional(),
    })
    .nullable(),
});

const NOTHING: Person = { name: null, phone: null, address: null };

/** Renders papers as pages. A body names petitioners and texts by id; the page shows what the reader may see. */
@Injectable()
export class PapersService {
  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
    private readonly law: Law,
    private readonly register: Register,
    private readonly openings: OpeningActs,
    private readonly records: RecordReads,
  ) {}

  /**
   * The page with masked names; with a purpose the full names, each opening recorded. Null where the reader may not see the petition, and
   * for a report without a purpose.
   * @throws ACT_NOT_YOURS, OPENING_PURPOSE_MISSING, IDENTITY_DESTROYED, LAW_NOT_HELD
   */
  async html(
    ctx: RequestContext,
    paper: Pick<PaperToRender, 'petitionId' | 'body' | 'voidReason'>,
    purpose: string | null,
  ): Promise<string | null> {
    const rendering = await this.rendering(ctx, paper, purpose);
    return rendering && renderPaper({ ...rendering, voidReason: paper.voidReason });
  }

  /** A draft opinion as it would be issued, marked as a draft; by the same right as a paper's page. */
  async preview(ctx: RequestContext, { petitionId, draftBody }: OpinionToRender, purpose: string | null): Promise<string | null> {
    const rendering = await this.rendering(ctx, { petitionId, body: draftBody }, purpose);
    return rendering && renderPaper({ ...rendering, draft: true });
  }

  /** 送达回证 for one petitioner or for all of the petition, by the same right as the page; proofs stand there with the names alone. */
  async receipt(ctx: RequestContext, paper: PaperToRender, petitionerId: string | null, purpose: string | null): Promise<string | null> {
    const rendering = await this.rendering(ctx, paper, purpose);
    if (!rendering) return null;
    const known = [...rendering.facts.petitioners.keys()];
    const served = z
      .array(SERVED)
      .parse(JSON.parse(paper.served ?? '[]'))
      .map((one) => (purpose === null ? { ...one, proof: null } : one));
    return renderReceipts(rendering, petitionerId === null ? known : known.filter((id) => id === petitionerId), served);
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
    const asked = body.kind === 'SUPPLEMENT_REQUEST' ? await this.records.supplementRequest(ctx, petition.id) : null;
    const withText = FORMS.has(body.kind);
    const sealed: SealedPart[] =
      purpose === null
        ? []
        : [
            ...petitioners.flatMap(({ id }) => fields.map((field) => ({ ownerId: id, field }))),
            // Everything a report says is sealed.
            ...(petition.kind === 'REPORT'
              ? [
                  { ownerId: petition.id, field: 'summary' },
                  ...(withText ? [{ ownerId: petition.id, field: 'text' }] : []),
                  ...(asked ? [{ ownerId: asked.id, field: 'items' }] : []),
                  ...requests.map(({ id }) => ({ ownerId: id, field: 'text' })),
                ]
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
      entry: asked ? { missing: itemsOf(asked, of) } : withText ? await this.entry(petition, body, of) : await this.parts(body),
      corrections,
    };
  }

  /** The numbers of the parts that a paper of a split names; what each is called stands in the paper as it was issued. */
  private async parts({ parts }: PaperBody): Promise<NonNullable<Facts['entry']>> {
    const named = PARTS_OF_LETTER.safeParse(parts['partsOfLetter']);
    if (!named.success) return {};
    const rows = await sql<{ id: string; number: string }>(this.db.manager, numbersOf, [named.data.map(({ petitionId }) => petitionId)]);
    const numbers = new Map(rows.map(({ id, number }) => [id, number]));
    return { partsOfLetter: named.data.map(({ petitionId, what }) => `${what}：编号 ${numbers.get(petitionId) ?? '（正在登记）'}`) };
  }

  /** What the registration says besides the people, by the parts of the form that show it. */
  private async entry(
    petition: PetitionRow,
    { kind }: PaperBody,
    opened: (ownerId: string, field: string) => string | null,
  ): Promise<NonNullable<Facts['entry']>> {
    const told = (field: 'summary' | 'text') => petition[field] ?? opened(petition.id, field);
    const facts = [told('summary'), told('text')].filter((words) => words !== null);
    const [visit = null] = petition.visitId === null ? [] : await visitsByIds(this.db.manager, [petition.visitId]);
    const [organ] = await this.access.organs(this.db, [petition.organId]);
    const called = visit && (await this.access.organs(this.db, visit.calledOrganIds));
    return {
      ...(facts.length > 0 && { summary: facts.join('\n') }),
      peopleCount: `${kind === 'VISIT_SLIP' ? (visit?.headCount ?? petition.peopleCount) : petition.peopleCount}人`,
      place: kind === 'VISIT_SLIP' ? (visit?.place ?? organ?.name ?? null) : petition.division,
      purpose: petition.purpose,
      earlierHandling: petition.previousNumber && `此前的信访编号：${petition.previousNumber}`,
      timeIn: visit?.timeIn ? clockTime(visit.timeIn) : null,
      timeOut: visit?.timeOut ? clockTime(visit.timeOut) : null,
      calledUnit: called?.flatMap((one) => one?.name ?? []) ?? null,
      officer: `${organ?.name ?? ''}·${petition.registeredBy === null ? '信访人自行提交' : ROLE_NAMES.REGISTRAR}`,
      readBack: readBackOf(petition),
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
