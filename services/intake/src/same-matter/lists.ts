import { Inject, Injectable } from '@nestjs/common';
import { exchangePlan } from '@sunshine/envelope';
import { SameMatterListMade, type Act } from '@sunshine/events';
import { Commands, OnRecord } from '@sunshine/messaging';
import { EachSecond, Time, transaction } from '@sunshine/platform';
import { KeyNotLive, KeyStore, open, openUnder, seal, sealUnder } from '@sunshine/sealing';
import { DataSource } from 'typeorm';
import { INTAKE_CONFIG, type IntakeConfig } from '../config.js';
import { addToList, formsOfMatter, isKeyOld, requireComparable, type Identity } from '../domain/same-matter/same-matter.js';
import { placeOf } from '../sealing/place.js';
import { newPairKey, ownPlace, type PairKey } from './blinding.js';
import {
  addPairKey,
  endList,
  newestPairKey,
  nextDueList,
  openMatters,
  pruneSameMatter,
  takeTurn,
  type ComparableRow,
  type PairKeyRow,
} from './same-matter.rows.js';

const { listLastsMs, keyDays, entriesOfPart, formsMost, keptYears } = exchangePlan.sameMatter;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Petitions that are read and opened at once. */
const AT_ONCE = 200;
/** Places that are worked out, about a millisecond each, before others have their turn. */
const PLACES_AT_ONCE = 10;

const KEYS = 'same matter keys';
const keyPlace = (publicKey: string): string => `same matter key|${publicKey}`;

const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What identifies the petitioners of a matter, opened. @param dataKey of the petition */
export const identitiesOf = ({ petitioners }: Pick<ComparableRow, 'petitioners'>, dataKey: Buffer): Identity[] =>
  petitioners.map(({ id, sealed }) => {
    const opened = (field: string) => {
      const text = sealed[field];
      return text === undefined ? null : open(dataKey, placeOf(id, field), text).toString('utf8');
    };
    return { name: opened('name'), idNumber: opened('idNumber'), phone: opened('phone') };
  });

/**
 * Makes the lists of this node's open matters for its partners: of each identity what the pair key makes of it, and sealed under that the first signs
 * of a number. Neither key nor identity leaves this service. A list is made beside the requests, once, and thrown away with its end.
 */
@Injectable()
export class SameMatterLists extends EachSecond {
  private pruned = Number.NEGATIVE_INFINITY;
  private started = false;
  private stopped = false;

  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    private readonly commands: Commands,
    private readonly keys: KeyStore,
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
  ) {
    super('intake');
  }

  /** The look before the first request makes nothing: nobody is to wait for a list. */
  protected async look(): Promise<void> {
    while (this.started && (await this.run()));
    this.started = true;
  }

  override async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await super.beforeApplicationShutdown();
  }

  /** Makes the list that is due first. @returns whether there was one */
  async run(): Promise<boolean> {
    await this.prune();
    const due = await nextDueList(this.db.manager);
    if (!due) return false;
    const key = await this.pairKey(due.node);
    const list = await this.gathered();
    const entries: { tag: string; sealed: string }[] = [];
    for (const [form, prefix] of list) {
      const place = ownPlace(key.secretKey, due.id, form);
      entries.push({ tag: place.tag, sealed: seal(place.key, due.id, prefix) });
      if (entries.length % PLACES_AT_ONCE === 0) await othersTurn();
      if (this.stopped) return false; // made after the next start
    }
    // The order of the register would tell which matters came together.
    entries.sort((one, other) => (one.tag < other.tag ? -1 : 1));
    await this.tell(due, key.publicKey, entries);
    return true;
  }

  /** With its secret half; null where that was destroyed, or lies under a key that is no longer live. */
  opened({ publicKey, sealed }: Pick<PairKeyRow, 'publicKey' | 'sealed'>): PairKey | null {
    if (sealed === null) return null;
    try {
      return { publicKey, secretKey: openUnder(this.config.INTAKE_INDEX_KEYS, KEYS, keyPlace(publicKey), sealed) };
    } catch (error) {
      if (error instanceof KeyNotLive) return null;
      throw error;
    }
  }

  /** The key of the pair that makes lists now; a new one where there is none, or it has made them for its time. */
  private pairKey(node: string): Promise<PairKey> {
    return transaction(this.db, async (tx) => {
      await takeTurn(tx, node);
      const now = this.time.now();
      const row = await newestPairKey(tx, node);
      const last = row && !isKeyOld(row.madeAt.getTime(), now.getTime(), keyDays) ? this.opened(row) : null;
      if (last) return last;
      const fresh = newPairKey();
      const sealed = sealUnder(this.config.INTAKE_INDEX_KEYS, KEYS, keyPlace(fresh.publicKey), fresh.secretKey);
      await addPairKey(tx, { publicKey: fresh.publicKey, node, sealed, madeAt: now });
      return fresh;
    });
  }

  /** Number prefixes by what identifies a petitioner, of all open matters that may be compared. */
  private async gathered(): Promise<Map<string, string>> {
    const list = new Map<string, string>();
    let after = '';
    for (
      let rows = await openMatters(this.db.manager, after, AT_ONCE);
      rows.length > 0;
      rows = await openMatters(this.db.manager, after, AT_ONCE)
    ) {
      const dataKeys = await this.keys.openAll(rows.map(({ id }) => id));
      for (const row of rows) {
        requireComparable(row);
        const dataKey = dataKeys.get(row.id); // none: its identity was destroyed
        if (dataKey) addToList(list, [{ number: row.number, forms: formsOfMatter(identitiesOf(row, dataKey), formsMost) }]);
      }
      after = rows.at(-1)!.number;
      await othersTurn();
    }
    return list;
  }

  private async tell(
    { id: listId, node }: { readonly id: string; readonly node: string },
    publicKey: string,
    entries: readonly { readonly tag: string; readonly sealed: string }[],
  ): Promise<void> {
    const now = this.time.now();
    const expiresAt = new Date(now.getTime() + listLastsMs);
    const parts = Math.max(1, Math.ceil(entries.length / entriesOfPart));
    await this.commands.act(
      this.act(now),
      async (tx, emit, note) => {
        if (!(await endList(tx, listId, { publicKey, expiresAt, parts, at: now }))) return new OnRecord(undefined); // another process made it
        note({ subject: listId, part: `${node} ${entries.length}`, purpose: '跨节点比对表' });
        for (let part = 1; part <= parts; part += 1) {
          const own = entries.slice((part - 1) * entriesOfPart, part * entriesOfPart);
          emit(
            listId,
            SameMatterListMade.create({ listId, node, publicKey, expiresAt: expiresAt.toISOString(), part, parts, entries: own }),
          );
        }
        return undefined;
      },
      'makeSameMatterList',
    );
  }

  private act(now: Date): Act {
    const at = now.toISOString();
    return { actor: { kind: 'service', id: 'intake' }, at, on: this.time.today(), recordedAt: at, correlationId: crypto.randomUUID() };
  }

  /** Once an hour. */
  private async prune(): Promise<void> {
    const now = this.time.now();
    if (Math.abs(now.getTime() - this.pruned) < HOUR_MS) return;
    const before = (ms: number) => new Date(now.getTime() - ms);
    await pruneSameMatter(this.db.manager, {
      ...{ now, keysBefore: before(keyDays * DAY_MS), askedBefore: before(listLastsMs), today: this.time.today(), years: keptYears },
    });
    this.pruned = now.getTime();
  }
}
