import { z } from 'zod';

const shape = z.object({
  /** `<kind>.<version>` */
  template: z.string().regex(/^[A-Z_]+\.\d+$/),
  title: z.string(),
  packHash: z.string().optional(),
  parts: z.record(z.string(), z.unknown()).optional(),
});

/** The content of a paper as `case` keeps it: canonical JSON whose SHA-256 is the paper's hash. */
export interface PaperBody {
  readonly template: string;
  readonly kind: string;
  readonly title: string;
  /** The rule pack whose document table gave titles and order; null for an old reply brought in by import. */
  readonly packHash: string | null;
  readonly parts: Readonly<Record<string, unknown>>;
}

/** @throws TypeError where the text is no body of a paper */
export function parseBody(json: string): PaperBody {
  const content: unknown = JSON.parse(json);
  const parsed = shape.safeParse(content);
  if (!parsed.success) throw new TypeError(`no body of a paper: ${z.prettifyError(parsed.error)}`);
  const { template, title, packHash = null, parts } = parsed.data;
  const { template: _template, title: _title, pack: _pack, packHash: _hash, ...own } = content as Record<string, unknown>;
  return { template, kind: template.slice(0, template.lastIndexOf('.')), title, packHash, parts: parts ?? own };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

/** Every id that the body names: of petitioners, requests, organs and papers. */
export function idsIn({ parts }: Pick<PaperBody, 'parts'>): string[] {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (isId(value)) found.add(value);
    else if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null)
      for (const [key, item] of Object.entries(value)) {
        walk(key);
        walk(item);
      }
  };
  walk(parts);
  return [...found];
}
