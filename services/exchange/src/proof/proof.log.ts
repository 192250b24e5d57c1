import { Injectable } from '@nestjs/common';
import { digestOf, type Suite } from '@sunshine/envelope';
import { Time } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { addLeaves, writeAmong } from './proof.rows.js';

/** A message and its transport receipt, in the suite of the partner. */
export interface Proved {
  readonly messageId: string;
  /** Digest of its signed bytes. */
  readonly message: string;
  /** As it stands on the wire. */
  readonly receipt: string;
  readonly suite: Suite;
}

/** The proof log of this node. A line stands in the transaction of what it proves. */
@Injectable()
export class ProofLog {
  constructor(private readonly time: Time) {}

  async add(tx: EntityManager, proved: readonly Proved[]): Promise<void> {
    await writeAmong(tx);
    const leaves = proved.map(({ messageId, message, receipt, suite }) => ({ messageId, message, receipt: digestOf(suite, receipt) }));
    // Read behind the lock: a root that was made meanwhile ends before it.
    await addLeaves(tx, this.time.now(), leaves);
  }
}
