import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { logOf } from '@sunshine/platform';
import { z } from 'zod';
import type { Batch } from './chain.js';
import { HeadsFile, type Head, type Mark, type Note } from './heads.js';

/** The result of a comparison: a note without the parts the comparison cannot know. */
export type Found = Pick<Note, 'fault' | 'ids' | 'batches' | 'place'>;
export type Last = Pick<Batch, 'seq' | 'toId' | 'root'>;

/** Heads of the batches of the database from `seq` on, ascending. */
export type HeadsFrom = (seq: number) => Promise<Head[]>;

interface Place {
  readonly file: HeadsFile;
  /** Number of the first batch whose head it lacks because it could not be written, or because it is new; null when it lacks none. */
  owed: number | null;
  /** Its end as last seen; null while it cannot be read. */
  mark: Mark | null;
  problem: string | null;
}

const Owed = z.record(z.string(), z.number().int().nonnegative());

/**
 * The folders with the heads of one service: the first, and copies elsewhere. Heads that a copy lacks because it is new or was out of
 * reach are recorded in the first folder (`<service>.copies.json`) and added later; any other missing head was removed by somebody.
 */
export class HeadsPlaces {
  private readonly log;
  private readonly places: readonly Place[];
  private joined = false;

  constructor(
    folders: readonly string[],
    private readonly service: string,
  ) {
    this.log = logOf(`heads of the audit of ${service}`);
    this.places = folders.map((folder) => ({ file: new HeadsFile(folder, service), owed: null, mark: null, problem: null }));
  }

  /** The message for an operator about unreachable places; null when all can be written. */
  problem(): string | null {
    const away = this.places.filter(({ problem }) => problem !== null).map(({ file }) => file.folder);
    return away.length > 0 ? `heads cannot be kept in ${away.join(', ')}` : null;
  }

  /**
   * Compares every place with the database and with what it was before, and makes up for what is owed.
   * @returns what is wrong, and the head of a batch that a crash has kept from being written
   */
  async compare(last: Last | null, headsFrom: HeadsFrom): Promise<{ found: Found[]; ahead: Head | null }> {
    await this.join();
    const seq = last?.seq ?? 0;
    const found: Found[] = [];
    for (const place of this.places) {
      const { folder } = place.file;
      try {
        const mark = await place.file.look();
        place.mark = mark;
        if (place.owed !== null) {
          await this.makeUp(place, place.owed, seq, headsFrom);
          continue;
        }
        if (mark.shrunk || mark.seq < seq) found.push({ fault: 'HEADS_CUT', ids: null, batches: cut(mark.seq, seq), place: folder });
        else if (mark.seq === seq && mark.root !== (last?.root ?? ''))
          found.push({ fault: 'HEAD_DIFFERS', ids: null, batches: [seq, seq], place: folder });
        else if (mark.seq > seq + 1) found.push({ fault: 'TAIL_CUT', ids: null, batches: [seq + 1, mark.seq], place: folder });
        place.problem = null;
      } catch (error) {
        this.away(place, error);
      }
    }
    const ahead = this.places.map(({ mark }) => mark?.head ?? null).find((head) => head?.seq === seq + 1) ?? null;
    return { found, ahead };
  }

  /** Has the head on the disk of every place that can be reached. @throws when none can */
  async keep(head: Head): Promise<void> {
    let kept = this.places.length === 0;
    for (const place of this.places) {
      if (place.owed !== null) continue;
      if (place.mark?.head?.root === head.root && place.mark.seq === head.seq) kept = true;
      else if (await this.append(place, head)) kept = true;
      else await this.owe(place, head.seq);
    }
    if (!kept) throw new Error('the head of a batch can be kept nowhere');
  }

  /** Notes faults in every place that can be reached. */
  async note(notes: readonly Note[]): Promise<void> {
    for (const place of this.places) await this.append(place, ...notes);
  }

  private async append(place: Place, ...entries: readonly (Head | Note)[]): Promise<boolean> {
    try {
      await place.file.append(...entries);
      place.mark = { ...(await place.file.look()) };
      place.problem = null;
      return true;
    } catch (error) {
      this.away(place, error);
      return false;
    }
  }

  private away(place: Place, error: unknown): void {
    if (place.problem === null) this.log.error({ err: error, folder: place.file.folder }, 'a place of heads is out of reach');
    place.problem = 'out of reach';
    place.mark = null;
  }

  private async makeUp(place: Place, from: number, seq: number, headsFrom: HeadsFrom): Promise<void> {
    const start = Math.max(from, (place.mark?.seq ?? 0) + 1);
    const heads = start <= seq ? await headsFrom(start) : [];
    if (heads.length > 0 && !(await this.append(place, ...heads))) return;
    place.owed = null;
    place.problem = null;
    await this.record();
  }

  private async owe(place: Place, seq: number): Promise<void> {
    place.owed = seq;
    await this.record();
  }

  private get ledger(): string {
    return join(this.places[0]!.file.folder, `${this.service}.copies.json`);
  }

  /** Reads once what the copies lack; one that is not on record is new. */
  private async join(): Promise<void> {
    const [, ...copies] = this.places;
    if (this.joined || copies.length === 0) return;
    const text = await readFile(this.ledger, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '{}';
      throw error;
    });
    const known = Owed.parse(JSON.parse(text));
    for (const place of copies) {
      const owed = known[place.file.folder] ?? 1;
      place.owed = owed === 0 ? null : owed;
    }
    this.joined = true;
  }

  private async record(): Promise<void> {
    const [first, ...copies] = this.places;
    if (!first || copies.length === 0) return;
    const owed = Object.fromEntries(copies.map(({ file, owed: from }) => [file.folder, from ?? 0]));
    await mkdir(first.file.folder, { recursive: true, mode: 0o700 });
    await writeFile(`${this.ledger}.new`, JSON.stringify(owed), { mode: 0o600 });
    await rename(`${this.ledger}.new`, this.ledger);
  }
}

const cut = (mark: number, seq: number): [number, number] | null => (mark < seq ? [mark + 1, seq] : null);
