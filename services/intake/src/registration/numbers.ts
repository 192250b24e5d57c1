import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { sql } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { registrationError } from '../domain/registration/registration.errors.js';

/** Numbers reserved in the database at once; the rest of a block is a gap once its process stops. */
const BLOCK = 50;
const LAST = 999_999;
/** Blocks kept in memory; the import of old petitions touches thousands of days. */
const KEPT = 2_000;

const reserve = {
  name: 'intake.number-reserve',
  text: `insert into number_block as b (division, day, next)
         values ($1, $2::date, $3::int + 1)
         on conflict (division, day) do update set next = b.next + $3::int
         returning next - $3::int as first`,
};

/** Injection token of the connections that reserve blocks. They are separate because a registration that waits for its number holds a connection. */
export const NUMBERS_DATABASE = Symbol('connections of petition numbers');

interface Block {
  next: number;
  readonly end: number;
}

/** Petition numbers: reserved in blocks by a statement of its own, so that registrations never wait for each other's commit. */
@Injectable()
export class Numbers implements OnApplicationShutdown {
  private readonly blocks = new Map<string, Block>();
  private readonly reserving = new Map<string, Promise<void>>();

  constructor(@Inject(NUMBERS_DATABASE) private readonly db: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    if (this.db.isInitialized) await this.db.destroy();
  }

  /**
   * The next number `<division>-<yyyymmdd>-<6 digits>`, never given out twice. A registration takes it last, when only the database can
   * still refuse. The number of a failed transaction stays a gap.
   * @param day day of registration, Asia/Shanghai
   * @throws NUMBERS_EXHAUSTED
   */
  async take(division: string, day: string): Promise<string> {
    const name = `${division}-${day.replaceAll('-', '')}`;
    for (;;) {
      const block = this.blocks.get(name);
      if (block && block.next < block.end) {
        if (block.next > LAST) throw registrationError('NUMBERS_EXHAUSTED');
        return `${name}-${String(block.next++).padStart(6, '0')}`;
      }
      await this.reserved(name, division, day);
    }
  }

  private reserved(name: string, division: string, day: string): Promise<void> {
    const underway = this.reserving.get(name);
    if (underway) return underway;
    const fresh = this.reserve(name, division, day).finally(() => this.reserving.delete(name));
    this.reserving.set(name, fresh);
    return fresh;
  }

  private async reserve(name: string, division: string, day: string): Promise<void> {
    const [row] = await sql<{ first: number }>(this.db.manager, reserve, [division, day, BLOCK]);
    const { first } = row as { first: number };
    if (this.blocks.size >= KEPT) this.blocks.delete(this.blocks.keys().next().value as string);
    this.blocks.set(name, { next: first, end: first + BLOCK });
  }
}
