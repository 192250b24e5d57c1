import { Injectable } from '@nestjs/common';
import type { BusContext } from '@sunshine/messaging';
import { MatterTeller } from './matter.teller.js';
import { keepSplit, lockSplitOf, takeSplits, type SplitHeard } from './splits.rows.js';

type Bus = Pick<BusContext, 'tx' | 'emit' | 'act'>;

/** Tells the other nodes that have a letter into which parts it was split (一信多事), as soon as every part has its number. */
@Injectable()
export class Splits {
  constructor(private readonly teller: MatterTeller) {}

  async decided(bus: Bus, split: SplitHeard): Promise<void> {
    await lockSplitOf(bus.tx, split.petitionId);
    await keepSplit(bus.tx, split);
    await this.tell(bus, split.petitionId);
  }

  /** @param letterId the letter of which the petition that was registered is a part, or that petition */
  async registered(bus: Bus, letterId: string): Promise<void> {
    await lockSplitOf(bus.tx, letterId);
    await this.tell(bus, letterId);
  }

  private async tell(bus: Bus, petitionId: string): Promise<void> {
    for (const { splitId: about, splitOn } of await takeSplits(bus.tx, petitionId))
      await this.teller.tellOthers(bus, petitionId, null, { kind: 'split', about, facts: { splitOn } });
  }
}
