import { open, seal, type KeyStore } from '@sunshine/sealing';
import { caseError } from '../domain/case.errors.js';

/**
 * What stands in a row in place of words about a report: a mark that no form lets in, the petition whose key opens it, the ciphertext.
 * The petition is bound into the ciphertext, so a sealed text of one report does not open in the name of another.
 */
const MARK = '\u0001';
const SEALED = /^\u0001([0-9a-f-]{36}):([\w-]+)$/;
/** The content of a paper: its title stands open beside the sealed whole, as lists of papers name it. */
const BODY = '{"sealed":"';

/** Stands where the key was destroyed, and with it what was written. */
export const DESTROYED = '（已依规定销毁）';

/** Ids and days, by which statements find rows: nobody typed them. All other texts about a report are sealed, codes too. */
const OPEN = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d{2}-\d{2}|)$/i;

const placeOf = (petitionId: string): string => `${petitionId}|case`;

/** How the texts of a value are kept, however deep they stand in its fields and lists. */
export type Keep = <T>(value: T) => T;

/**
 * How texts of any other matter are kept: as they are. One that could be taken for a sealed text is refused, or whoever pastes the
 * ciphertext of a report into an own matter could read it there.
 * @throws TEXT_MALFORMED
 */
export const keepPlain: Keep = (value) => {
  visit(value, (text) => {
    if (text.startsWith(MARK)) throw caseError('TEXT_MALFORMED', { details: { label: '内容' } });
  });
  return value;
};

/** Seals and opens what this service keeps about reports. */
export class ReportWords {
  constructor(private readonly keys: Pick<KeyStore, 'openOrCreate' | 'openAll'>) {}

  /** How the words of that report are kept: sealed. Its key is made with the first of them. */
  async of(petitionId: string): Promise<Keep> {
    const key = await this.keys.openOrCreate(petitionId, 'report');
    return <T>(value: T) =>
      changed(value, (text) => (OPEN.test(text) ? text : `${MARK}${petitionId}:${seal(key, placeOf(petitionId), text)}`)) as T;
  }

  /** The same rows, every sealed text of them opened; rows without any are answered as they are. */
  async opened<T>(rows: T): Promise<T> {
    const ids = new Set<string>();
    visit(rows, (text) => {
      const id = partsOf(text)?.id;
      if (id !== undefined) ids.add(id);
    });
    if (ids.size === 0) return rows;
    const keys = await this.keys.openAll([...ids]);
    return changed(rows, (text) => {
      const parts = partsOf(text);
      if (!parts) return text;
      const key = keys.get(parts.id);
      if (key) return open(key, placeOf(parts.id), parts.sealed).toString('utf8');
      return text.startsWith(BODY) ? JSON.stringify({ title: DESTROYED }) : DESTROYED;
    }) as T;
  }
}

/** The content of a paper, its title beside the sealed whole. */
export function sealedBody(keep: Keep, body: string): string {
  const { title = null } = JSON.parse(body) as { title?: unknown };
  return JSON.stringify({ sealed: keep(body), title });
}

function partsOf(text: string): { id: string; sealed: string } | null {
  if (!text.startsWith(MARK) && !text.startsWith(BODY)) return null;
  const [, id, sealed] = SEALED.exec(text.startsWith(BODY) ? (JSON.parse(text) as { sealed: string }).sealed : text) ?? [];
  return id === undefined || sealed === undefined ? null : { id, sealed };
}

const isRow = (value: unknown): value is Record<string, unknown> => {
  if (value === null || typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

function visit(value: unknown, text: (text: string) => void): void {
  if (typeof value === 'string') text(value);
  else if (Array.isArray(value)) for (const one of value) visit(one, text);
  else if (isRow(value)) for (const name in value) visit(value[name], text);
}

const changed = (value: unknown, text: (text: string) => string): unknown => {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((one) => changed(one, text));
  return isRow(value) ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, changed(one, text)])) : value;
};
