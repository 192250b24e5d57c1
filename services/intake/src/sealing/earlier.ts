import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { sql, transaction, type Statement } from '@sunshine/platform';
import { KeyStore, seal } from '@sunshine/sealing';
import { DataSource, type EntityManager } from 'typeorm';
import { placeOf } from './place.js';

interface Kept {
  readonly id: string;
  readonly petitionId: string;
  readonly text: string;
}

/** A text that a former release stored open, even about a report. */
interface EarlierText {
  readonly field: string;
  readonly next: Statement;
  readonly sealed: Statement;
}

const TEXTS: readonly EarlierText[] = [
  {
    field: 'endReason',
    next: {
      name: 'intake.earlier-mandate',
      text: `select m.id, m.petition_id as "petitionId", m.end_reason as text from mandate m join petition p on p.id = m.petition_id
        where p.kind = 'REPORT' and m.end_reason is not null limit 100 for update of m skip locked`,
    },
    sealed: {
      name: 'intake.earlier-mandate-sealed',
      text: 'update mandate set end_reason = null, sealed = sealed || $2::jsonb where id = $1',
    },
  },
  {
    field: 'receipt',
    next: {
      name: 'intake.earlier-receipt',
      text: `select r.id, e.petition_id as "petitionId", r.receipt as text from urgent_report r join urgent_event e on e.id = r.event_id
        join petition p on p.id = e.petition_id where p.kind = 'REPORT' and r.receipt is not null limit 100 for update of r skip locked`,
    },
    sealed: {
      name: 'intake.earlier-receipt-sealed',
      text: 'update urgent_report set receipt = null, sealed = sealed || $2::jsonb where id = $1',
    },
  },
];

/** Before the first request, seals texts about reports that a former release stored open: end reasons of mandates, proofs of receipt. */
@Injectable()
export class EarlierTexts implements OnApplicationBootstrap {
  constructor(
    private readonly db: DataSource,
    private readonly keys: KeyStore,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const text of TEXTS) while (await transaction(this.db, (tx) => this.some(tx, text))) continue;
  }

  private async some(tx: EntityManager, { field, next, sealed }: EarlierText): Promise<boolean> {
    const rows = await sql<Kept>(tx, next, []);
    const keys = await this.keys.openAll([...new Set(rows.map(({ petitionId }) => petitionId))]);
    for (const { id, petitionId, text } of rows) {
      const key = keys.get(petitionId);
      // If the key of the report was destroyed, the text is deleted too.
      await sql(tx, sealed, [id, JSON.stringify(key ? { [field]: seal(key, placeOf(id, field), text) } : {})]);
    }
    return rows.length > 0;
  }
}
