import { sql as plain, type Statement } from '@sunshine/platform';
import type { DataSource, EntityManager } from 'typeorm';
import { keepPlain, type Keep, type ReportWords } from './words.js';

/** What opens the rows of a database of this service; a statement knows its database alone. */
const wordsOf = new WeakMap<DataSource, ReportWords>();

export function openWith(db: DataSource, words: ReportWords): void {
  wordsOf.set(db, words);
}

function known({ connection }: EntityManager): ReportWords {
  const words = wordsOf.get(connection);
  if (!words) throw new Error('no keys of reports were given for this database');
  return words;
}

/** As `sql` of libs/platform, with what is sealed about reports opened: what this service reads, it reads by this. */
export async function sql<T>(db: EntityManager, statement: Statement, values: unknown[]): Promise<T[]> {
  return known(db).opened(await plain<T>(db, statement, values));
}

/** How texts of a petition are kept: of a report sealed. */
export async function keepFor(db: EntityManager, { id, kind }: { readonly id: string; readonly kind: string }): Promise<Keep> {
  return kind === 'REPORT' ? known(db).of(id) : keepPlain;
}
