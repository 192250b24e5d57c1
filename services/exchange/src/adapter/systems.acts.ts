import { Inject } from '@nestjs/common';
import { Mutation, Resolver } from '@nestjs/graphql';
import { Access, accessError } from '@sunshine/access';
import { Input, withoutNulls } from '@sunshine/acts';
import { ROW_KINDS } from '@sunshine/envelope';
import { Commands } from '@sunshine/messaging';
import { Ctx, signedIn, type RequestContext } from '@sunshine/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { exchangeError } from '../domain/exchange.errors.js';
import { checkRowSystem, checkSecretDays } from '../domain/partner.js';
import { NodeKeys } from '../keys/node-keys.js';
import { PartnerReads } from '../partners/partners.reads.js';
import { keepPartner, partnerOf } from '../partners/partners.rows.js';
import { Callers } from './callers.js';
import { ForeignSystemSecret, RegisterForeignSystemInput, RotateForeignSecretInput, type RowCodeNameInput } from './systems.graph.js';
import { areTablesTaken, endRowSecrets, keepRowSystem, rowSecrets, type CodeNames } from './systems.rows.js';

const OVERLAP_MS = 24 * 3_600_000;

/** Which systems that are no nodes may exchange with this one, and their secrets. */
@Resolver()
export class RowSystemActs {
  constructor(
    private readonly db: DataSource,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly keys: NodeKeys,
    private readonly callers: Callers,
    private readonly reads: PartnerReads,
    @Inject(EXCHANGE_CONFIG) private readonly config: ExchangeConfig,
  ) {}

  @Mutation(() => ForeignSystemSecret, {
    description:
      'Enters a system that speaks in rows, or changes it; one that was suspended is active again. It is placed as every partner is',
  })
  async registerForeignSystem(@Ctx() ctx: RequestContext, @Input() input: RegisterForeignSystemInput): Promise<ForeignSystemSecret> {
    signedIn(ctx);
    const { node, tables, secretDays, sends, receives } = input;
    const at = new Date(ctx.at);
    // It is in no stored answer: a repeated request is answered without it.
    let secret: string | null = null;
    await this.commands.run(ctx, 'registerForeignSystem', withoutNulls(input), async (tx, _emit, note) => {
      const organId = await this.organ(tx, ctx, 'registerForeignSystem');
      checkRowSystem(input, this.keys.on ? this.keys.node : null, ROW_KINDS);
      checkSecretDays(secretDays);
      if (((await partnerOf(tx, node))?.way ?? 'rows') !== 'rows') throw exchangeError('PARTNER_SPEAKS_MESSAGES', { details: { node } });
      await this.checkTables(tx, node, tables);
      const entry = { node, name: input.name, organId, sends, receives };
      await keepPartner(tx, { ...entry, endpoint: null, suite: 'international', way: 'rows', pulled: false }, at);
      await keepRowSystem(tx, { node, names: namesOf(input.codeNames), tables });
      const [last] = await rowSecrets(tx, node);
      if (!last || last.validTo <= at) ({ secret } = await this.callers.newSecret(tx, node, secretDays, at));
      note({ subject: node });
    });
    return this.shown(ctx, node, secret);
  }

  @Mutation(() => ForeignSystemSecret, { description: 'A new secret of a system that speaks in rows' })
  async rotateForeignSecret(@Ctx() ctx: RequestContext, @Input() input: RotateForeignSecretInput): Promise<ForeignSystemSecret> {
    signedIn(ctx);
    const { node, secretDays, atOnce } = input;
    const at = new Date(ctx.at);
    let secret: string | null = null;
    await this.commands.run(ctx, 'rotateForeignSecret', withoutNulls(input), async (tx, _emit, note) => {
      await this.organ(tx, ctx, 'rotateForeignSecret');
      checkSecretDays(secretDays);
      const partner = await partnerOf(tx, node);
      if (!partner) throw exchangeError('PARTNER_UNKNOWN', { details: { node } });
      if (partner.way !== 'rows') throw exchangeError('PARTNER_SPEAKS_MESSAGES', { details: { node } });
      await endRowSecrets(tx, node, atOnce ? at : new Date(at.getTime() + OVERLAP_MS));
      ({ secret } = await this.callers.newSecret(tx, node, secretDays, at));
      note({ subject: node });
    });
    return this.shown(ctx, node, secret);
  }

  private async shown(ctx: RequestContext, node: string, secret: string | null): Promise<ForeignSystemSecret> {
    const [system, [last]] = await Promise.all([this.reads.partner(ctx, node), rowSecrets(this.db.manager, node)]);
    if (!system) throw exchangeError('PARTNER_UNKNOWN', { details: { node } });
    return { id: node, system, secret, validTo: last?.validTo ?? null };
  }

  /** @throws ROW_TABLES_UNKNOWN, ROW_TABLES_TAKEN */
  private async checkTables(tx: EntityManager, node: string, name: string | null): Promise<void> {
    if (name === null) return;
    if (!this.config.EXCHANGE_ROW_TABLES.some(({ id }) => id === name)) throw exchangeError('ROW_TABLES_UNKNOWN', { details: { name } });
    if (await areTablesTaken(tx, name, node)) throw exchangeError('ROW_TABLES_TAKEN', { details: { name } });
  }

  /** The organ of the operator. @throws ACT_NOT_YOURS */
  private async organ(tx: EntityManager, ctx: RequestContext, act: string): Promise<string> {
    const { organId } = await this.access.requireNode(tx, ctx, act);
    if (organId === null) throw accessError('ACT_NOT_YOURS');
    return organId;
  }
}

function namesOf(given: readonly RowCodeNameInput[]): CodeNames {
  const names: Record<string, Record<string, string>> = {};
  for (const { table, foreignCode, name } of given) (names[table] ??= {})[foreignCode] = name;
  return names;
}
