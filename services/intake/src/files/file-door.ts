import { Inject, Injectable } from '@nestjs/common';
import { BlobStore, fileError, FILE_TYPES, newPass, passId, Uploads, type Signer } from '@sunshine/files';
import { Limits } from '@sunshine/limits';
import { Time, type Door, type RequestContext } from '@sunshine/platform';
import { waitWords } from '@sunshine/words';
import { INTAKE_CONFIG, type IntakeConfig } from '../config.js';
import { FILE_LIMITS } from '../domain/files/files.js';
import { PASS_SIGNER } from './petition-files.js';
import { FileReading } from './reading.js';
import { StoredFiles, type Uploader } from './stored-files.js';

const NOBODY: Uploader = { personId: null, passId: null, address: '' };
const FILE = /^\/files\/([0-9a-f-]{36})$/;

/** `/files`: upload passes for filers without an account, resumable and single-request uploads, and downloads by link. */
@Injectable()
export class FileDoor implements Door {
  readonly statuses = { FILE_TOO_LARGE: 413, FILE_TYPE_NOT_ALLOWED: 415, FILE_DESTROYED: 410, LINK_EXPIRED: 410 };
  private readonly uploads: Uploads<Uploader>;

  constructor(
    private readonly files: StoredFiles,
    blobs: BlobStore,
    private readonly reading: FileReading,
    private readonly time: Time,
    private readonly limits: Limits,
    @Inject(PASS_SIGNER) private readonly passes: Signer,
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
  ) {
    this.uploads = new Uploads(files, blobs, FILE_LIMITS.bytes);
  }

  async answer(request: Request, ctx: RequestContext): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (request.method === 'OPTIONS')
      return this.uploads.handle(new Request(new URL('/files', request.url), { method: 'OPTIONS' }), NOBODY);
    if (request.method === 'POST' && pathname === '/files/passes') return this.pass(ctx.address);
    if (request.method === 'POST' && pathname === '/files/whole') return this.whole(request, this.uploader(request, ctx));
    const [, fileId] = FILE.exec(pathname) ?? [];
    if (request.method === 'GET') return this.give(ctx, fileId ?? '', searchParams.get('link') ?? '');
    return this.uploads.handle(request, this.uploader(request, ctx));
  }

  /** @throws UPLOADS_TOO_MANY */
  private async pass(address: string): Promise<Response> {
    const { within, retryAfterSeconds } = await this.limits.count('pass', { address });
    if (!within) throw fileError('UPLOADS_TOO_MANY', { details: { wait: waitWords(retryAfterSeconds), retryAfterSeconds } });
    const { pass, until } = newPass(this.passes, this.time.now(), this.config.FILES_ORPHAN_HOURS);
    return Response.json({ pass, until: until.toISOString() }, { status: 201, headers: { 'cache-control': 'no-store' } });
  }

  /** One file as the body, often of unknown length, sent by a form without script. It cannot be resumed. */
  private async whole({ body, headers }: Request, uploader: Uploader): Promise<Response> {
    const { bytes: limit } = FILE_LIMITS;
    if (Number(headers.get('content-length') ?? 0) > limit) throw fileError('FILE_TOO_LARGE', { details: { limit: limit / 1_048_576 } });
    const { id, size, type } = await this.files.take(uploader, body ?? ReadableStream.from([]));
    return Response.json({ id, size, type }, { status: 201, headers: { 'cache-control': 'no-store' } });
  }

  /** @throws UPLOAD_PASS_MISSING, UPLOAD_PASS_INVALID, UPLOAD_PASS_EXPIRED */
  private uploader(request: Request, ctx: RequestContext): Uploader {
    const pass = request.headers.get('upload-pass');
    const personId = ctx.kind === 'person' ? ctx.personId : null;
    if (pass === null && personId === null) throw fileError('UPLOAD_PASS_MISSING');
    return { personId, passId: pass === null ? null : passId(this.passes, pass, this.time.now()), address: ctx.address };
  }

  /** Sends the file as a download that the browser neither runs nor caches. */
  private async give(ctx: RequestContext, fileId: string, link: string): Promise<Response> {
    const { row, bytes } = await this.reading.content(ctx, fileId, link);
    const { mime, extension } = FILE_TYPES[row.type];
    return new Response(ReadableStream.from(bytes), {
      headers: {
        'content-type': mime,
        'content-length': String(row.size),
        'content-disposition': `attachment; filename="${row.number}-${row.id.slice(-4)}.${extension}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      },
    });
  }
}
