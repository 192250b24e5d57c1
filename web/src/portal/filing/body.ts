import { Readable } from 'node:stream';
import { ATTACHMENT_TYPES, FILE_ENDINGS, FILING_LIMITS, PAPER_TYPES, type FileType } from '@sunshine/words';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { PageParts } from '../../parts.js';
import { filing } from '../../texts/filing.js';
import { keptFile, type Fields } from './form.js';

/** A posted form: its fields in order, its files already uploaded, and the refusals of files. */
export interface Sent {
  readonly fields: Fields;
  /** Refusals by the name of the file field. */
  readonly refused: ReadonlyMap<string, string>;
}

/**
 * Limits of one form: 200 petitioners with ten fields, 20 files and a mandate, and a margin. The upload service refuses a file that is too
 * large, and the rest of the form is read. A text that is too long is shown again whole, with its length.
 */
const READING = {
  limits: { fields: 4_000, files: 60, parts: 4_060, fieldSize: 262_144, headerPairs: 20, fileSize: FILING_LIMITS.fileBytes + 1 },
  throwFileSizeLimit: false,
};

/** Maximum number of characters of all fields together: four times the longest filing that is accepted. */
const MOST_TEXT = 1_000_000;

const Pass = z.object({ pass: z.string() });
const Taken = z.object({ id: z.string(), size: z.number(), type: z.enum(Object.keys(FILE_ENDINGS) as FileType[]) });
const Refused = z.object({ errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }) })).min(1) });

/** The hidden field with the uploads of a file field, and the types that intake accepts there; the upload service accepts more. */
const KEPT: Readonly<Record<string, { readonly name: string; readonly types: readonly FileType[] }>> = {
  files: { name: 'attachment', types: ATTACHMENT_TYPES },
  mandateFile: { name: 'mandate', types: PAPER_TYPES },
};

/**
 * Reads a posted form. Each file is streamed to the upload service, so that no file is held whole in this process.
 * @param files the upload service; null if there is none
 */
export async function readForm(request: FastifyRequest, files: PageParts['files']): Promise<Sent> {
  if (!request.isMultipart()) return { fields: urlencoded(request.body), refused: new Map() };
  const fields: [string, string][] = [];
  const refused = new Map<string, string>();
  const door = files && new FileSender(files, request.ip);
  let text = 0;
  for await (const part of request.parts(READING)) {
    if (part.type === 'field') {
      text += String(part.value).length;
      // Refuse the whole form: with a part dropped, it would look complete.
      if (part.valueTruncated || text > MOST_TEXT) throw Object.assign(new Error('the form is too large'), { statusCode: 413 });
      fields.push([part.fieldname, String(part.value)]);
      continue;
    }
    const kept = KEPT[part.fieldname];
    if (part.filename && kept) {
      const pass = fields.find(([name]) => name === 'uploadPass')?.[1] ?? '';
      const answer = door ? await door.send(part.file, pass, kept.types) : filing.refusals.noFiles;
      if (typeof answer === 'string')
        refused.set(part.fieldname, [refused.get(part.fieldname), filing.refusals.file(part.filename, answer)].filter(Boolean).join('；'));
      else {
        fields.push([kept.name, keptFile({ id: answer.id, size: answer.size, name: part.filename })]);
        if (answer.pass !== pass) fields.unshift(['uploadPass', answer.pass]);
      }
    }
    part.file.resume(); // Drain what was not read.
  }
  return { fields, refused };
}

/** Fields of a form without files, in order. */
export function urlencoded(body: unknown): [string, string][] {
  return Object.entries((body ?? {}) as Record<string, string | string[]>).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, each]),
  );
}

class FileSender {
  constructor(
    private readonly door: NonNullable<PageParts['files']>,
    private readonly address: string,
  ) {}

  /** The uploaded file, or the reason of the refusal. An expired pass is replaced by a new one. */
  async send(content: Readable, pass: string, types: readonly FileType[]): Promise<{ id: string; size: number; pass: string } | string> {
    const valid = pass || (await this.newPass());
    if (valid === null) return filing.refusals.noFiles;
    // If the upload service refuses half-way, the rest of the form must still be read.
    const body = ReadableStream.from(content.iterator({ destroyOnReturn: false }));
    const request = new Request('http://files/files/whole', {
      method: 'POST',
      headers: { 'upload-pass': valid },
      body,
      duplex: 'half',
    });
    const response = await this.door(request, this.address);
    const answer: unknown = await response.json().catch(() => null); // Not an answer of the upload service: the file was not accepted.
    const taken = Taken.safeParse(answer);
    if (response.status === 201 && taken.success)
      return types.includes(taken.data.type)
        ? { ...taken.data, pass: valid }
        : filing.refusals.wrongType(taken.data.type, types.join('、'));
    return Refused.safeParse(answer).data?.errors[0]?.message ?? filing.refusals.noFiles;
  }

  private async newPass(): Promise<string | null> {
    const response = await this.door(new Request('http://files/files/passes', { method: 'POST' }), this.address);
    return response.status === 201 ? Pass.parse(await response.json()).pass : null;
  }
}
