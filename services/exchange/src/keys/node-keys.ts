import { Inject, Injectable } from '@nestjs/common';
import { exchangePlan, newKeys, publicOf, signPossession, SUITES, type PrivateKeys, type PublicKeys, type Suite } from '@sunshine/envelope';
import { EachSecond, Health, logOf, Time, transaction } from '@sunshine/platform';
import { openUnder, sealUnder } from '@sunshine/sealing';
import { DataSource, type EntityManager } from 'typeorm';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { exchangeError } from '../domain/exchange.errors.js';
import { addNodeKey, nodeKeys, takeKeysTurn, type NodeKeyRow } from './keys.rows.js';

const PURPOSE = 'exchange keys';
const placeOf = (keyId: string): string => `node key|${keyId}`;

/** Keys of this node. Where they cannot be opened, nothing is sent and nothing received, and readiness warns of it after ten minutes. */
@Injectable()
export class NodeKeys extends EachSecond {
  private rows: readonly NodeKeyRow[] = [];
  private readonly opened = new Map<string, PrivateKeys>();
  private unsignedSince: number | null = null;

  constructor(
    private readonly db: DataSource,
    private readonly time: Time,
    @Inject(EXCHANGE_CONFIG) private readonly config: ExchangeConfig,
    health: Health,
  ) {
    super('exchange');
    health.warn('exchange signing', () => {
      const since = this.unsignedSince;
      const long = since !== null && this.time.now().getTime() - since >= exchangePlan.unsignedMs;
      return Promise.resolve(long ? 'no key of the node signs: nothing is sent or received until one does' : null);
    });
  }

  /** Id of this node. @throws EXCHANGE_OFF where the configuration gives it none */
  get node(): string {
    const { EXCHANGE_NODE: node } = this.config;
    if (node === undefined) throw exchangeError('EXCHANGE_OFF');
    return node;
  }

  /** Whether the node has an id. */
  get on(): boolean {
    return this.config.EXCHANGE_NODE !== undefined;
  }

  /** Whether it signs in every suite. */
  get signs(): boolean {
    return this.unsignedSince === null;
  }

  /** All keys it has or had, oldest first. */
  get all(): readonly NodeKeyRow[] {
    return this.rows;
  }

  /** Whether it is a key of this node, as of the last second. */
  has(keyId: string): boolean {
    return this.rows.some((key) => key.keyId === keyId);
  }

  /** The key that signs now: of those valid the one made last. @throws EXCHANGE_STOPPED */
  signing(suite: Suite): PrivateKeys {
    const key = this.signer(suite);
    if (!key) throw exchangeError('EXCHANGE_STOPPED');
    return key;
  }

  /** The first key of all signs before its beginning too: whoever sets the clock back has no other. */
  private signer(suite: Suite): PrivateKeys | null {
    const now = this.time.now();
    const own = this.rows.filter((key) => key.suite === suite);
    const row =
      own.findLast((key) => key.validFrom <= now && (key.validTo === null || now < key.validTo)) ?? own.find((key) => now < key.validFrom);
    return (row && this.opened.get(row.keyId)) ?? null;
  }

  /** A key to which partners may still seal; null for one that this node never had, or cannot open. */
  opening(keyId: string): PrivateKeys | null {
    return this.opened.get(keyId) ?? null;
  }

  /**
   * A new key that signs from `validFrom`; the one before counts for 144 hours more, for what is on its way.
   * @returns it, and what it says of itself, for the partners to be told
   */
  async rotate(tx: EntityManager, suite: Suite, validFrom: Date): Promise<{ readonly key: PublicKeys; readonly possession: string }> {
    await takeKeysTurn(tx);
    const othersTo = new Date(validFrom.getTime() + exchangePlan.keys.overlapMs);
    const keys = await this.add(tx, suite, { validFrom, othersTo });
    return { key: publicOf(keys), possession: await signPossession({ node: this.node, validFrom: validFrom.toISOString() }, keys) };
  }

  protected async look(): Promise<void> {
    if (!this.on) return;
    const rows = await nodeKeys(this.db.manager);
    this.rows = SUITES.every((suite) => rows.some((key) => key.suite === suite)) ? rows : await this.begin();
    let fault: unknown = null;
    for (const row of this.rows) {
      if (this.opened.has(row.keyId)) continue;
      try {
        this.opened.set(row.keyId, this.openedOf(row));
      } catch (error) {
        fault = error;
      }
    }
    if (SUITES.every((suite) => this.signer(suite))) this.unsignedSince = null;
    else if (this.unsignedSince === null) {
      this.unsignedSince = this.time.now().getTime();
      logOf('exchange').error({ err: fault }, 'no key of the node signs: the exchange has stopped');
    }
  }

  /** The first keys of a new node. */
  private begin(): Promise<NodeKeyRow[]> {
    return transaction(this.db, async (tx) => {
      await takeKeysTurn(tx);
      const there = await nodeKeys(tx);
      for (const suite of SUITES)
        if (!there.some((key) => key.suite === suite)) await this.add(tx, suite, { validFrom: this.time.now(), othersTo: null });
      return nodeKeys(tx);
    });
  }

  private async add(
    tx: EntityManager,
    suite: Suite,
    { validFrom, othersTo }: { readonly validFrom: Date; readonly othersTo: Date | null },
  ): Promise<PrivateKeys> {
    const keys = await newKeys(suite);
    const secrets = JSON.stringify([keys.signingSecret, keys.encryptionSecret]);
    const sealed = sealUnder(this.config.EXCHANGE_KEYS, PURPOSE, placeOf(keys.keyId), secrets);
    await addNodeKey(tx, { ...publicOf(keys), sealed, validFrom }, { madeAt: this.time.now(), othersTo });
    return keys;
  }

  private openedOf({ sealed, keyId, suite, signing, encryption }: NodeKeyRow): PrivateKeys {
    const [signingSecret, encryptionSecret] = JSON.parse(openUnder(this.config.EXCHANGE_KEYS, PURPOSE, placeOf(keyId), sealed)) as [
      string,
      string,
    ];
    return { keyId, suite, signing, encryption, signingSecret, encryptionSecret };
  }
}
