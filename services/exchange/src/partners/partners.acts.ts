import { Mutation, Resolver } from '@nestjs/graphql';
import { Access, accessError } from '@sunshine/access';
import { Input, withoutNulls } from '@sunshine/acts';
import { checkKeys, exchangePlan, type PublicKeys } from '@sunshine/envelope';
import { isDomainError, placed, withField } from '@sunshine/errors';
import { PartnerPlaced } from '@sunshine/events';
import { Commands } from '@sunshine/messaging';
import { Ctx, signedIn, type RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { exchangeError } from '../domain/exchange.errors.js';
import { checkPartner } from '../domain/partner.js';
import { NodeKeys } from '../keys/node-keys.js';
import { Outbox, NO_DIVISION } from '../sending/outbox.js';
import { ExchangeNode, ExchangePartner } from './partners.graph.js';
import { PlacePartnerInput, RegisterPartnerInput, RevokePartnerKeyInput, RotateKeyInput, SuspendPartnerInput } from './partners.inputs.js';
import { PartnerReads } from './partners.reads.js';
import {
  keepPartner,
  keepPartnerKey,
  partnerOf,
  partners,
  partnersServing,
  placePartnerRow,
  revokePartnerKeyRow,
  suspendPartnerRow,
} from './partners.rows.js';

/** Conversation in which nodes tell each other their keys. */
const KEYS_CONVERSATION = 'link.keys';

/** Who may exchange with this node, and under which keys. Nobody else hears of it. */
@Resolver()
export class PartnerActs {
  constructor(
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly keys: NodeKeys,
    private readonly outbox: Outbox,
    private readonly reads: PartnerReads,
  ) {}

  @Mutation(() => ExchangePartner, { description: 'Enters a partner, or changes it; one that was suspended is active again' })
  async registerPartner(@Ctx() ctx: RequestContext, @Input() input: RegisterPartnerInput): Promise<ExchangePartner | null> {
    signedIn(ctx);
    const { node, suite, sends, receives } = input;
    await this.commands.run(ctx, 'registerPartner', withoutNulls(input), async (tx, _emit, note) => {
      const organId = await this.organ(tx, ctx, 'registerPartner');
      const keys = input.keys.map((key) => ({ ...key, suite }));
      const pulled = input.pulled ?? false;
      const way = input.way ?? (input.endpoint === null ? 'fetched' : 'push');
      checkPartner({ ...input, keys, way, pulled }, this.keys.on ? this.keys.node : null);
      placed(
        () => 'keys',
        () => keys.forEach((key: PublicKeys) => checkKeys(key)),
      );
      if ((await partnerOf(tx, node))?.way === 'rows') throw exchangeError('PARTNER_SPEAKS_ROWS');
      await keepPartner(tx, { ...input, organId, sends, receives, way, pulled }, new Date(ctx.at));
      for (const key of keys) {
        const validTo = key.validTo === null ? null : new Date(key.validTo);
        const kept = !this.keys.has(key.keyId) && (await keepPartnerKey(tx, { ...key, node, validFrom: new Date(key.validFrom), validTo }));
        if (!kept) throw exchangeError('PARTNER_KEY_TAKEN', { details: { keyId: key.keyId } });
      }
      note({ subject: node });
    });
    return this.reads.partner(ctx, node);
  }

  @Mutation(() => ExchangePartner, {
    description: 'Says which organs a partner serves, and which organ here takes the matters that come from it',
  })
  async placePartner(@Ctx() ctx: RequestContext, @Input() input: PlacePartnerInput): Promise<ExchangePartner | null> {
    signedIn(ctx);
    const { node, receivedByOrganId: receivedBy } = input;
    const organs = [...new Set(input.organIds)];
    await this.commands.run(ctx, 'placePartner', withoutNulls(input), async (tx, emit, note) => {
      await this.organ(tx, ctx, 'placePartner');
      for (const id of organs) await this.openOrgan(tx, 'organIds', id, ctx.on);
      const own = await this.openOrgan(tx, 'receivedByOrganId', receivedBy, ctx.on);
      if (!(await partnerOf(tx, node))) throw exchangeError('PARTNER_UNKNOWN', { details: { node } });
      const other = (await partnersServing(tx, [...organs, receivedBy])).find((one) => one.node !== node);
      if (other) {
        const field = other.organs.some((id) => organs.includes(id)) ? 'organIds' : 'receivedByOrganId';
        throw exchangeError('PARTNER_ORGAN_TAKEN', { field, details: { node: other.node } });
      }
      if (organs.includes(receivedBy)) throw exchangeError('PARTNER_ORGAN_OWN', { details: { organ: own.name } });
      await placePartnerRow(tx, node, { organs, receivedBy }, new Date(ctx.at));
      emit(node, PartnerPlaced.create({ node, organIds: organs }));
      note({ subject: node });
    });
    return this.reads.partner(ctx, node);
  }

  @Mutation(() => ExchangePartner, {
    description: 'Nothing is sent to it or taken from it until it is registered again; what is lined up waits',
  })
  async suspendPartner(@Ctx() ctx: RequestContext, @Input() input: SuspendPartnerInput): Promise<ExchangePartner | null> {
    signedIn(ctx);
    const { node } = input;
    await this.commands.run(ctx, 'suspendPartner', withoutNulls(input), async (tx, _emit, note) => {
      await this.organ(tx, ctx, 'suspendPartner');
      const purpose = reasonOf(input.reason);
      if (!(await partnerOf(tx, node))) throw exchangeError('PARTNER_UNKNOWN', { details: { node } });
      await suspendPartnerRow(tx, node, new Date(ctx.at));
      note({ subject: node, purpose });
    });
    return this.reads.partner(ctx, node);
  }

  @Mutation(() => ExchangePartner, { description: 'At once and for ever: what the key signs from now on is refused' })
  async revokePartnerKey(@Ctx() ctx: RequestContext, @Input() input: RevokePartnerKeyInput): Promise<ExchangePartner | null> {
    signedIn(ctx);
    const { node, keyId } = input;
    await this.commands.run(ctx, 'revokePartnerKey', withoutNulls(input), async (tx, _emit, note) => {
      await this.organ(tx, ctx, 'revokePartnerKey');
      const purpose = reasonOf(input.reason);
      if (!(await revokePartnerKeyRow(tx, node, keyId, new Date(ctx.at))))
        throw exchangeError('KEY_UNKNOWN', { field: 'keyId', details: { keyId, node } });
      note({ subject: node, part: keyId, purpose });
    });
    return this.reads.partner(ctx, node);
  }

  @Mutation(() => ExchangeNode, { description: 'A new key of this node. The partners are told at once; it signs from the next day' })
  async rotateKey(@Ctx() ctx: RequestContext, @Input() input: RotateKeyInput): Promise<ExchangeNode> {
    signedIn(ctx);
    await this.commands.run(ctx, 'rotateKey', withoutNulls(input), async (tx, _emit, note) => {
      await this.organ(tx, ctx, 'rotateKey');
      const own = this.keys.node;
      const validFrom = new Date(new Date(ctx.at).getTime() + exchangePlan.keys.toldMs);
      const { key, possession } = await this.keys.rotate(tx, input.suite, validFrom);
      const body = { key, validFrom: validFrom.toISOString(), possession };
      for (const { node } of (await partners(tx)).filter(({ suite, way }) => suite === key.suite && way !== 'rows'))
        await this.outbox.enqueue(tx, {
          partner: node,
          conversation: KEYS_CONVERSATION,
          kind: 'keys',
          schemaVersion: 1,
          division: NO_DIVISION,
          body,
        });
      note({ subject: own, part: key.keyId });
    });
    return this.reads.node(ctx);
  }

  /** @throws ORGAN_NOT_FOUND, ORGAN_CLOSED, both about the field */
  private async openOrgan(tx: EntityManager, field: string, id: string, on: string) {
    try {
      return await this.access.openOrgan(tx, id, on);
    } catch (error) {
      throw isDomainError(error) ? withField(error, field) : error;
    }
  }

  /** The organ of the operator. @throws ACT_NOT_YOURS */
  private async organ(tx: EntityManager, ctx: RequestContext, act: string): Promise<string> {
    const { organId } = await this.access.requireNode(tx, ctx, act);
    if (organId === null) throw accessError('ACT_NOT_YOURS');
    return organId;
  }
}

/** @throws REASON_MISSING */
export function reasonOf(text: string): string {
  const reason = text.trim();
  if (reason === '') throw exchangeError('REASON_MISSING');
  return reason;
}
