import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { breakerState, type CodeTable } from '@sunshine/envelope';
import { signedIn, sql, Time, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import type { CodeNames } from '../adapter/systems.rows.js';
import { isKeyValid } from '../domain/partner.js';
import { nodeKeys } from '../keys/keys.rows.js';
import { NodeKeys } from '../keys/node-keys.js';
import type { ExchangeNode, ExchangePartner } from './partners.graph.js';
import { partnerKeys, partners, type PartnerKeyRow } from './partners.rows.js';

const DAY_MS = 86_400_000;
const LATELY_DAYS = 7;

interface Load {
  readonly node: string;
  readonly queue: number;
  readonly oldest: Date | null;
  readonly halted: number;
  readonly parked: number;
  readonly differences: number;
  readonly refusedLately: number;
  readonly tables: string | null;
  readonly names: CodeNames | null;
  /** Until when the secret of a system of rows counts. */
  readonly secretTo: Date | null;
}
const loads: Statement = {
  name: 'exchange.partner-loads',
  text: `select p.node, o.queue, o.oldest, o.halted, i.parked, d.differences, r.refused "refusedLately", s.tables, s.names,
      (select max(valid_to) from row_secret where node = p.node) "secretTo" from partner p left join row_system s on s.node = p.node
    cross join lateral (select count(*) filter (where state = 'waiting')::int queue, min(created_at) filter (where state = 'waiting') oldest,
      count(*) filter (where state in ('refused', 'failed'))::int halted
      from message_out where partner = p.node and state in ('waiting', 'refused', 'failed')) o
    cross join lateral (select count(*)::int parked from message_in where partner = p.node and state = 'parked') i
    cross join lateral (select count(*)::int refused from refused_message where sender = p.node and at >= $1) r
    cross join lateral (select count(*)::int differences from difference where partner = p.node and state in ('open', 'repairing')) d`,
};

/** The node and its partners, for who operates the exchange. */
@Injectable()
export class PartnerReads {
  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
    private readonly keys: NodeKeys,
    private readonly time: Time,
  ) {}

  /** @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS */
  async mayRead(ctx: RequestContext): Promise<void> {
    signedIn(ctx);
    await this.access.requireNode(this.db, ctx, 'readExchange');
  }

  /** @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS */
  async node(ctx: RequestContext): Promise<ExchangeNode> {
    await this.mayRead(ctx);
    if (!this.keys.on) return { id: null, signs: false, keys: [] };
    return { id: this.keys.node, signs: this.keys.signs, keys: await nodeKeys(this.db.manager) };
  }

  /** By their ids. @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS */
  async partners(ctx: RequestContext): Promise<ExchangePartner[]> {
    await this.mayRead(ctx);
    const rows = await partners(this.db.manager);
    const now = this.time.now();
    const [keys, found] = await Promise.all([
      partnerKeys(
        this.db.manager,
        rows.map(({ node }) => node),
      ),
      sql<Load>(this.db.manager, loads, [new Date(now.getTime() - LATELY_DAYS * DAY_MS)]),
    ]);
    return rows.flatMap(({ node, organId, organs, receivedBy, sends, receives, failures, tryFrom, ...row }) => {
      const own = keys.filter((key) => key.node === node);
      const load = found.find((one) => one.node === node);
      if (!load) return []; // registered between the two reads
      return {
        ...row,
        id: node,
        organ: { id: organId },
        organs: organs.map((id) => ({ id })),
        receivedBy: { id: receivedBy },
        sends: { kinds: [...sends.kinds], divisions: [...sends.divisions] },
        receives: { kinds: [...receives.kinds], divisions: [...receives.divisions] },
        keys: own,
        keyDaysLeft: row.way === 'rows' ? daysTo(load.secretTo, now) : keyDaysLeft(own, now),
        breaker: breakerState({ failures, tryFrom: tryFrom?.getTime() ?? null }, now.getTime()),
        tryFrom,
        queue: load.queue,
        oldest: load.oldest,
        halted: load.halted,
        parked: load.parked,
        differences: load.differences,
        refusedLately: load.refusedLately,
        tables: load.tables,
        codeNames: Object.entries(load.names ?? {}).flatMap(([table, names]) =>
          Object.entries(names).map(([foreignCode, name]) => ({ table: table as CodeTable, foreignCode, name })),
        ),
      };
    });
  }

  /** Null for an unknown one. @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS */
  async partner(ctx: RequestContext, node: string): Promise<ExchangePartner | null> {
    return (await this.partners(ctx)).find(({ id }) => id === node) ?? null;
  }
}

/** As a rule reads it. */
export const validityOf = ({ keyId, validFrom, validTo, revokedAt }: PartnerKeyRow) => ({
  keyId,
  validFrom: validFrom.toISOString(),
  validTo: validTo?.toISOString() ?? null,
  revokedAt: revokedAt?.toISOString() ?? null,
});

const daysTo = (end: Date | null, now: Date): number => Math.max(0, ((end?.getTime() ?? 0) - now.getTime()) / DAY_MS);

/** Whole and parts of days. */
function keyDaysLeft(keys: readonly PartnerKeyRow[], now: Date): number | null {
  const valid = keys.filter((key) => isKeyValid(validityOf(key), now.toISOString()));
  if (valid.some(({ validTo }) => validTo === null)) return null;
  return Math.max(0, ...valid.map(({ validTo }) => (validTo!.getTime() - now.getTime()) / DAY_MS));
}
