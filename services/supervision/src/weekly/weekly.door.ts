import { Injectable } from '@nestjs/common';
import { AuditLog } from '@sunshine/audit';
import { DOCX_MIME, docxOf, Exports, exportError, PDF_MIME, pdfOf, type Paper } from '@sunshine/exports';
import type { Door, PeopleNames, RequestContext } from '@sunshine/platform';
import { WeeklyReads } from './weekly.reads.js';
import type { WeeklyRow } from './weekly.rows.js';

const FILE = /^\/exports\/supervision\/weekly\/([0-9a-f-]{36})\.(docx|pdf)$/;

/** `/exports/supervision`: files of weekly reports at `weekly/<id>.docx` and `.pdf` for who may read them; all else is an export of the board. */
@Injectable()
export class SupervisionDoor implements Door {
  readonly statuses: Door['statuses'];

  constructor(
    private readonly exports: Exports,
    private readonly reads: WeeklyReads,
    private readonly audit: AuditLog,
  ) {
    this.statuses = exports.statuses;
  }

  /** @throws SIGN_IN_REQUIRED, WEEKLY_REPORT_UNKNOWN, EXPORT_LINK_INVALID, and what `Exports` refuses */
  async answer(request: Request, ctx: RequestContext, names: PeopleNames | null): Promise<Response> {
    const [, id, extension] = FILE.exec(new URL(request.url).pathname) ?? [];
    if (id === undefined) return this.exports.answer(request, ctx, names);
    if (request.method !== 'GET') throw exportError('EXPORT_LINK_INVALID');
    const row = await this.reads.row(ctx, id);
    await this.audit.note(ctx, 'downloadWeeklyReport', { subject: id, part: `${row.week} ${extension}` });
    const bytes = extension === 'docx' ? docxOf(paperOf(row)) : await pdfOf(paperOf(row));
    const name = `${row.week}.${extension}`;
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': extension === 'docx' ? DOCX_MIME : PDF_MIME,
        'content-disposition': `attachment; filename="weekly-${name}"; filename*=UTF-8''${encodeURIComponent(`督查周报-${name}`)}`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      },
    });
  }
}

/** Of the frozen row alone, so that the file always says the same. */
const paperOf = ({ content: { title, lead, sections }, hash, frozenAt }: WeeklyRow): Paper => ({
  ...{ title, lead, sections },
  foot: [`内容校验码（SHA-256）：${hash}`],
  at: frozenAt,
});
