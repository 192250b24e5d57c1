import type { Readable } from 'node:stream';
import { isDomainError } from '@sunshine/errors';
import { DataStore, Server, Upload } from '@tus/server';
import type { BlobStore } from './blob-store.js';
import { fileError } from './files.errors.js';

/** An upload that has begun, whole or not. */
export interface BegunUpload {
  readonly blobId: string;
  readonly key: Buffer;
  /** Declared length, bytes. */
  readonly length: number;
}

/** What the owner of the rows provides; `C` is the caller. */
export interface UploadRows<C> {
  newId(): string;
  /** Makes row, key and blob. Refuses by right, number and size. */
  begin(caller: C, fileId: string, length: number): Promise<void>;
  /** Passes where the upload is the caller's and may still change. @throws FILE_UNKNOWN and refusals of the caller */
  mayContinue(caller: C, fileId: string): Promise<void>;
  /** @throws FILE_UNKNOWN */
  begun(fileId: string): Promise<BegunUpload>;
  /** What comes for an upload of which so many bytes are there, counted. @throws refusals for want of space; what came stays */
  counted(fileId: string, already: number, content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** All bytes are there; repeatable. @throws FILE_TYPE_NOT_ALLOWED, and then nothing of it is left */
  finish(fileId: string): Promise<void>;
  /** Row, key and blob are gone afterwards. */
  remove(fileId: string): Promise<void>;
}

const PATH = /^\/files(?:\/([0-9a-f-]{36}))?$/;
const CORS = [
  'access-control-allow-origin',
  'access-control-expose-headers',
  'access-control-allow-methods',
  'access-control-allow-headers',
];

/** Resumable uploads by the tus protocol 1.0.0 (creation, creation-with-upload, termination), sealed as they are written. */
export class Uploads<C> {
  private readonly tus: Server;
  private readonly callers = new WeakMap<object, C>();
  private readonly failures = new WeakMap<object, unknown>();

  constructor(
    private readonly rows: UploadRows<C>,
    blobs: BlobStore,
    private readonly maxBytes: number,
  ) {
    this.tus = new Server({
      path: '/files',
      datastore: new SealingStore(rows, blobs),
      maxSize: maxBytes,
      relativeLocation: true,
      namingFunction: () => rows.newId(),
      onUploadCreate: async (request, { id, size }) => {
        await rows.begin(this.callers.get(request) as C, id, size ?? 0);
        return {};
      },
      onUploadFinish: async (_request, { id }) => {
        await rows.finish(id);
        return {};
      },
      onResponseError: (request, error) => {
        this.failures.set(request, error);
        return undefined;
      },
    });
  }

  /** `POST /files`, and `HEAD`, `PATCH`, `DELETE /files/<id>`. @throws refusals; what answers is a success */
  async handle(request: Request, caller: C): Promise<Response> {
    const [, fileId] = PATH.exec(new URL(request.url).pathname) ?? [];
    if (fileId !== undefined) await this.rows.mayContinue(caller, fileId);
    const inner = new Request(`http://files/files${fileId === undefined ? '' : `/${fileId}`}`, {
      method: request.method,
      headers: request.headers,
      ...(request.body ? { body: ReadableStream.from(untilCut(request.body)), duplex: 'half' } : {}),
    });
    this.callers.set(inner, caller);
    const response = await this.tus.handleWeb(inner);
    if (response.status >= 400) throw this.refusal(response.status, this.failures.get(inner));
    for (const name of CORS) response.headers.delete(name);
    return response;
  }

  private refusal(status: number, failure: unknown): Error {
    if (isDomainError(failure)) return failure;
    if (status === 404 || status === 410) return fileError('FILE_UNKNOWN');
    if (status === 409) return fileError('UPLOAD_OFFSET_WRONG');
    if (status === 413) return fileError('FILE_TOO_LARGE', { details: { limit: this.maxBytes / 1_048_576 } });
    if (status < 500 || status === 501) return fileError('UPLOAD_MALFORMED');
    return failure instanceof Error ? failure : new Error(`upload failed with status ${status}`);
  }
}

/** A cut connection ends what came; it does not make it worthless. */
async function* untilCut(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch {
    return;
  }
}

class SealingStore<C> extends DataStore {
  override readonly extensions = ['creation', 'creation-with-upload', 'termination'];

  constructor(
    private readonly rows: UploadRows<C>,
    private readonly blobs: BlobStore,
  ) {
    super();
  }

  override async create(upload: Upload): Promise<Upload> {
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const { blobId, length } = await this.rows.begun(id);
    return new Upload({ id, size: length, offset: await this.blobs.size(blobId) });
  }

  /** More than was declared: the upload lied, and nothing of it stays. */
  override async write(content: Readable, id: string): Promise<number> {
    const { blobId, key } = await this.rows.begun(id);
    try {
      return await this.blobs.append(blobId, key, this.rows.counted(id, await this.blobs.size(blobId), content));
    } catch (error) {
      if ((error as { status_code?: number }).status_code === 413) await this.rows.remove(id);
      throw error;
    }
  }

  override remove(id: string): Promise<void> {
    return this.rows.remove(id);
  }
}
