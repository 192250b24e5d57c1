import { Injectable } from '@nestjs/common';
import { lineOf, writeLine } from '@sunshine/audit';
import type { Act } from '@sunshine/events';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { SplitStore } from '../split/split.store.js';

export const SPLIT = 'split';

const partsOf: Statement = {
  name: 'intake.split-for-another-node',
  text: `select p.number, p.summary from petition p where p.id = any($1::uuid[])
      and not exists (select from petition r where (r.id = any($1::uuid[]) or r.id = $2) and r.kind = 'REPORT') order by p.number`,
};

/** What another node is told of a letter that was split here. */
@Injectable()
export class Splits {
  constructor(private readonly splits: SplitStore) {}

  /** Null of a letter that was not split, and of one with a report in it; each opening stands in the audit. @source 信访工作条例 30 ¶3 */
  async of(tx: EntityManager, act: Act, { petitionId, by }: { petitionId: string; by: string }): Promise<{ parts: object[] } | null> {
    const ids = await this.splits.parts(tx, petitionId);
    if (ids.length === 0) return null;
    const parts = await sql<{ number: string; summary: string | null }>(tx, partsOf, [ids, petitionId]);
    if (parts.length === 0) return null;
    await writeLine(
      tx,
      lineOf({ ...act, actor: { kind: 'service', id: by } }, 'giveMatter', { subject: petitionId, part: SPLIT, purpose: SPLIT }),
    );
    return { parts: parts.map(({ number, summary }) => ({ number, ...(summary !== null && { summary }) })) };
  }
}
