import { Injectable } from '@nestjs/common';
import { AuditLog } from '@sunshine/audit';
import { sql, type Door, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { hearingError } from '../domain/hearing.errors.js';
import type { Hearing } from '../domain/hearing.js';
import { HearingReads } from '../hearing/hearing.reads.js';
import { BundleFile } from './bundle.file.js';
import { BundleLinks } from './bundle.links.js';

const FILE = /^\/exports\/hearing\/([0-9a-f-]{36})$/;
const byId: Statement = {
  name: 'hearing.bundle-of',
  text: 'select h.petition_id "petitionId", h.data hearing from hearing h where h.id = $1',
};

/** `/exports/hearing/<id>`: the file of a hearing, behind a link of a minute. Every file that leaves is on record before its first byte. */
@Injectable()
export class BundleDoor implements Door {
  readonly statuses = { BUNDLE_LINK_EXPIRED: 410 };

  constructor(
    private readonly db: DataSource,
    private readonly reads: HearingReads,
    private readonly links: BundleLinks,
    private readonly file: BundleFile,
    private readonly audit: AuditLog,
  ) {}

  /** @throws BUNDLE_LINK_INVALID, BUNDLE_LINK_EXPIRED, HEARING_NOT_FOUND */
  async answer(request: Request, ctx: RequestContext): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [, id = ''] = FILE.exec(pathname) ?? [];
    const view = searchParams.get('view') === 'office' ? 'office' : 'party';
    const personId = ctx.kind === 'person' ? (ctx.personId ?? '') : '';
    if (request.method !== 'GET' || id === '') throw hearingError('BUNDLE_LINK_INVALID');
    this.links.check(id, view, view === 'office' ? personId : '', searchParams.get('link') ?? '');
    const hearing = view === 'office' ? await this.inside(ctx, id) : await this.any(id);
    const text = await this.file.text(hearing.hearing, view);
    if (text === null) throw hearingError('HEARING_NOT_FOUND');
    await this.audit.note(ctx, 'downloadHearingBundle', { subject: hearing.petitionId, part: `${id} ${view}` });
    const name = `${(hearing.hearing.bundle?.sections.at(-1)?.digest ?? '').slice(0, 12)}-${view}.jsonl`;
    return new Response(text, {
      headers: {
        'content-type': 'application/jsonl; charset=utf-8',
        'content-disposition': `attachment; filename="hearing-${name}"; filename*=UTF-8''${encodeURIComponent(`听证卷-${name}`)}`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      },
    });
  }

  /** The link was given by right; the right must still be there. */
  private async inside(ctx: RequestContext, id: string) {
    const view = await this.reads.view(ctx, id);
    if (!view?.inside) throw hearingError('HEARING_NOT_FOUND');
    return view;
  }

  private async any(id: string) {
    const [found] = await sql<{ petitionId: string; hearing: Hearing }>(this.db.manager, byId, [id]);
    if (!found) throw hearingError('HEARING_NOT_FOUND');
    return found;
  }
}
