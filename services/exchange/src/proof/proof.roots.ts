import { Inject, Injectable } from '@nestjs/common';
import { exchangePlan, leafOf, merkleRoot, signRoot, type Suite } from '@sunshine/envelope';
import { Health, Time, transaction } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { NodeKeys } from '../keys/node-keys.js';
import { Rounds } from '../rounds.js';
import { addRootRow, lastRootRow, oldestOpenLeaf, openLeaves, placeLeaves, writeAlone, type Leaf } from './proof.rows.js';

/** Roots are signed in this suite; their lines hold digests of either. */
export const ROOT_SUITE: Suite = 'international';

export const entryOf = ({ at, message, receipt }: Leaf) => ({ at: at.toISOString(), message, receipt });

/** Closes what stands in the proof log under a signed root, when its oldest line is ten minutes old. */
@Injectable()
export class ProofRoots extends Rounds {
  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    private readonly keys: NodeKeys,
    @Inject(EXCHANGE_CONFIG) config: ExchangeConfig,
    health: Health,
  ) {
    super('exchange proof', config.EXCHANGE_PAUSE_MS, health);
  }

  async run(): Promise<boolean> {
    if (!this.keys.on || !this.keys.signs) return false;
    const oldest = await oldestOpenLeaf(this.db.manager);
    if (!oldest || this.time.now().getTime() - oldest.getTime() < exchangePlan.rootEveryMs) return false;
    return this.close();
  }

  /** Closes what stands there now. @returns whether there is more */
  close(): Promise<boolean> {
    return transaction(this.db, async (tx) => {
      await writeAlone(tx);
      const leaves = await openLeaves(tx, exchangePlan.rootLeaves);
      if (leaves.length === 0) return false;
      const last = await lastRootRow(tx);
      const [number, previous] = [(last?.number ?? 0) + 1, last?.root ?? null];
      // The end is exclusive: behind the last line, to the millisecond.
      const [from, to] = [leaves[0]!.at, new Date(leaves.at(-1)!.at.getTime() + 1)];
      const root = merkleRoot(
        ROOT_SUITE,
        leaves.map((leaf) => leafOf(ROOT_SUITE, entryOf(leaf))),
      );
      const head = {
        version: 1 as const,
        node: this.keys.node,
        from: from.toISOString(),
        to: to.toISOString(),
        size: leaves.length,
        root,
        previous,
      };
      const signed = await signRoot(head, this.keys.signing(ROOT_SUITE));
      await addRootRow(tx, { number, from, to, size: leaves.length, root, signed });
      await placeLeaves(tx, number, leaves);
      return leaves.length === exchangePlan.rootLeaves;
    });
  }
}
