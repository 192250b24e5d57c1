import { GatewaySeal, sealedForDoor, secretList, type PeopleNames } from '@sunshine/platform';
import type { Hosted, Who } from './hosted.js';

export interface Sent {
  readonly status: number;
  readonly headers: Headers;
  /** Code of the refusal, null where there is none. */
  readonly code: string | null;
  readonly bytes: Buffer;
}

export interface Sending {
  readonly who?: Who | null;
  readonly pass?: string;
  readonly address?: string;
  readonly headers?: Record<string, string>;
  readonly body?: Uint8Array | AsyncIterable<Uint8Array>;
  /** As the gateway sends them with a request to which the door answered that it wants them. */
  readonly names?: PeopleNames;
}

const TUS = { 'tus-resumable': '1.0.0' };
const BYTES = { 'content-type': 'application/offset+octet-stream' };

/** Speaks to intake's doors as the gateway does. */
export class FileClient {
  readonly seal: GatewaySeal;

  constructor(private readonly host: Hosted) {
    this.seal = new GatewaySeal(secretList(host.env).parse(host.env['GATEWAY_SECRETS']));
  }

  async send(method: string, path: string, sending: Sending = {}): Promise<Sent> {
    const response = await this.open(method, path, sending);
    const bytes = Buffer.from(await response.arrayBuffer());
    const code = response.status >= 400 && bytes.length > 0 ? codeIn(bytes) : null;
    return { status: response.status, headers: response.headers, code, bytes };
  }

  /** As `send`, the answer not yet read. */
  async open(method: string, path: string, { who = null, pass, address = '', headers = {}, body, names }: Sending = {}): Promise<Response> {
    const authorization = who === null ? undefined : `Bearer ${await this.host.token(who)}`;
    const request = new Request(`http://files${path}`, {
      method,
      headers: { ...headers, ...(pass ? { 'upload-pass': pass } : {}) },
      ...(body
        ? { body: body instanceof Uint8Array ? new Blob([new Uint8Array(body)]).stream() : ReadableStream.from(body), duplex: 'half' }
        : {}),
    });
    return this.host.service.door!(sealedForDoor(this.seal, 'intake', { authorization, correlationId: 'test', address }, request, names));
  }

  async pass(): Promise<string> {
    return (JSON.parse((await this.send('POST', '/files/passes')).bytes.toString()) as { pass: string }).pass;
  }

  create(length: number, as: Sending): Promise<Sent> {
    return this.send('POST', '/files', { ...as, headers: { ...TUS, 'upload-length': String(length), ...as.headers } });
  }

  patch(fileId: string, offset: number, body: Uint8Array | AsyncIterable<Uint8Array>, as: Sending): Promise<Sent> {
    const length: Record<string, string> = body instanceof Uint8Array ? { 'content-length': String(body.length) } : {};
    return this.send('PATCH', `/files/${fileId}`, {
      ...as,
      headers: { ...TUS, ...BYTES, ...length, 'upload-offset': String(offset) },
      body,
    });
  }

  async offset(fileId: string, as: Sending): Promise<number> {
    return Number((await this.send('HEAD', `/files/${fileId}`, { ...as, headers: TUS })).headers.get('upload-offset'));
  }

  /** Begins and sends the whole; answers the id, or the code of the refusal. */
  async upload(content: Uint8Array, as: Sending): Promise<string> {
    const created = await this.create(content.length, as);
    if (created.code) return created.code;
    const fileId = idOf(created);
    return (await this.patch(fileId, 0, content, as)).code ?? fileId;
  }

  remove(fileId: string, as: Sending): Promise<Sent> {
    return this.send('DELETE', `/files/${fileId}`, { ...as, headers: TUS });
  }
}

export const idOf = ({ headers }: Sent): string => (headers.get('location') ?? '').split('/').at(-1) ?? '';

function codeIn(bytes: Buffer): string | null {
  const { errors } = JSON.parse(bytes.toString()) as { errors?: { extensions: { code: string } }[] };
  return errors?.[0]?.extensions.code ?? null;
}
