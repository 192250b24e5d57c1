import { Inject, Injectable } from '@nestjs/common';
import { MESSAGE_KINDS, newPartKey, openPart, readBody, type MessageKind } from '@sunshine/envelope';
import { isDomainError } from '@sunshine/errors';
import { MatterGiven, MatterHandedOver, MatterWanted, type DataOf } from '@sunshine/events';
import type { BusContext } from '@sunshine/messaging';
import { shanghaiDay } from '@sunshine/platform';
import { openUnder, sealUnder } from '@sunshine/sealing';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { keepAsk } from '../hand-back/giving-back.js';
import { exchangeError } from '../domain/exchange.errors.js';
import { partnerOf } from '../partners/partners.rows.js';
import { GivenFile, OutgoingFiles } from '../files/outgoing.js';
import { Outbox } from '../sending/outbox.js';
import { isShared, matterLinedUp, mattersOf, moveMatter, type MatterRow } from './matters.rows.js';
import { asksWho, Recipients } from './recipients.js';
import { keepSaid, type LinedUp } from './said.rows.js';
import { isSaid, partOfIntake, partsOf, type Part, type Telling } from './telling.js';
import { isReport, takeEarlyTellings } from './told.rows.js';
import { endWant, insertWant, keepPart, lockWant, type WantRow } from './wants.rows.js';

const PURPOSE = 'parts of messages';
const secretPlace = (wantId: string): string => `want|${wantId}`;
const partPlace = (wantId: string, part: Part): string => `want|${wantId}|${part}`;

const Named = z.looseObject({ digest: z.string() });
const Registered = z.looseObject({ number: z.string(), attachments: z.array(Named).optional() });
/** What services give: `intake` the matter with its division, `case` and `supervision` the fields that are the sender's or the organ's in charge. */
const Given = {
  matter: z.object({ division: z.string(), matter: Registered, files: z.array(GivenFile).default([]) }),
  fields: z.looseObject({}),
  added: z.object({ attachments: z.array(z.object({ digest: z.string() })).default([]), files: z.array(GivenFile).default([]) }),
};

const ToldFacts = z.looseObject({ fileIds: z.array(z.uuid()).optional() });
/** Files that `intake` gives beside a part, and how the message names them. */
const GivenFiles = z.object({ files: z.array(GivenFile).default([]), attachments: z.array(Named).optional() });

/** Refusals that say what both sides have agreed on, and what no agreement allows. */
const NOT_AGREED: ReadonlySet<string> = new Set(['KIND_NOT_ALLOWED', 'DIVISION_NOT_ALLOWED', 'REPORT_NOT_BY_ROWS']);

type ToldOf = Telling & Pick<WantRow, 'petitionId' | 'partner' | 'way'>;
type Bus = Pick<BusContext, 'tx' | 'emit' | 'act'>;

/** Tells other nodes of petitions. A message stands as soon as the services that know the petition have given their parts. */
@Injectable()
export class MatterTeller {
  constructor(
    private readonly outbox: Outbox,
    private readonly recipients: Recipients,
    private readonly files: OutgoingFiles,
    @Inject(EXCHANGE_CONFIG) private readonly config: ExchangeConfig,
  ) {}

  /** What was told of a petition before its registration was heard of. */
  async registered(bus: Bus, petitionId: string): Promise<void> {
    for (const telling of await takeEarlyTellings(bus.tx, petitionId)) await this.tellUp(bus, petitionId, telling);
  }

  /** Tells the node from which the petition came and that waits for what is done with it here. */
  async tellUp(bus: Bus, petitionId: string, telling: Telling): Promise<void> {
    await this.tellAll(bus, petitionId, 'came', telling);
  }

  /** Tells the node in charge, to which the petition was sent, what is decided of it here. */
  async tellHolder(bus: Bus, petitionId: string, telling: Telling): Promise<void> {
    await this.tellAll(bus, petitionId, 'sent', telling);
  }

  /** Tells the node that serves the organ to which the petition was sent; its message follows that of the handing over. */
  async tellDown(bus: Bus, petitionId: string, organId: string, telling: Telling): Promise<void> {
    for (const { way, partner, state, organId: sentTo } of await mattersOf(bus.tx, [petitionId]))
      if (way === 'sent' && sentTo === organId && (state === 'underway' || isShared({ state })))
        await this.want(bus, { ...telling, petitionId, partner, way });
  }

  /** Tells every node that has the petition too, but for the one from which it comes. */
  async tellOthers(bus: Bus, petitionId: string, from: string | null, telling: Telling): Promise<void> {
    for (const { way, partner, state } of await mattersOf(bus.tx, [petitionId]))
      if (partner !== from && (isShared({ state }) || (way === 'sent' && state === 'underway')))
        await this.want(bus, { ...telling, petitionId, partner, way });
  }

  /** Tells one node from which the petition came, which has asked for it. */
  async tellBack(bus: Bus, petitionId: string, partner: string, telling: Telling): Promise<void> {
    const asks = (await this.shared(bus.tx, petitionId, 'came')).some((matter) => matter.partner === partner);
    if (asks) await this.want(bus, { ...telling, petitionId, partner, way: 'came' });
  }

  private async tellAll(bus: Bus, petitionId: string, way: MatterRow['way'], telling: Telling): Promise<void> {
    for (const matter of await this.shared(bus.tx, petitionId, way)) {
      const want = { ...telling, petitionId, partner: matter.partner, way };
      if (partsOf(telling.kind).length === 0) await this.tell(bus, want, matter, new Map());
      else await this.want(bus, want);
    }
  }

  /** Asks the services for what the message is to say. */
  async want({ tx, emit, act }: Bus, want: ToldOf): Promise<void> {
    const id = uuid();
    const { open, secret } = await newPartKey();
    const sealed = sealUnder(this.config.EXCHANGE_KEYS, PURPOSE, secretPlace(id), secret);
    const { petitionId, kind: messageKind, about } = want;
    const { fileIds, ...facts } = ToldFacts.parse(want.facts);
    await insertWant(tx, { ...want, facts, id, open, secret: sealed }, new Date(act.at));
    emit(petitionId, MatterWanted.create({ petitionId, wantId: id, messageKind, about, ...(fileIds && { fileIds }), key: open }));
  }

  /** A service has given its part; with the last of them the message is lined up. */
  async given(bus: Bus, by: 'intake' | 'case' | 'supervision', { wantId, sealed }: DataOf<typeof MatterGiven>): Promise<void> {
    const want = await lockWant(bus.tx, wantId);
    // It has been told already: the bus may bring an event twice.
    if (!want) return;
    const part = by === 'intake' ? partOfIntake(want.kind) : by === 'case' ? 'handling' : by;
    const { EXCHANGE_KEYS: keys } = this.config;
    const secret = openUnder(keys, PURPOSE, secretPlace(wantId), want.secret);
    const given = await openPart({ open: want.open, secret }, wantId, sealed);
    if (asksWho(want)) {
      await endWant(bus.tx, wantId);
      return this.recipients.found(bus.tx, want, given);
    }
    const parts = new Map<Part, unknown>([[part, given]]);
    for (const other of partsOf(want.kind)) {
      const kept = want.parts[other];
      if (other !== part && kept !== undefined) parts.set(other, JSON.parse(openUnder(keys, PURPOSE, partPlace(wantId, other), kept)));
    }
    if (partsOf(want.kind).some((one) => !parts.has(one)))
      return keepPart(bus.tx, wantId, part, sealUnder(keys, PURPOSE, partPlace(wantId, part), JSON.stringify(given)));
    await endWant(bus.tx, wantId);
    const matter = (await mattersOf(bus.tx, [want.petitionId])).find(({ partner, way }) => partner === want.partner && way === want.way);
    if (matter) await this.tell(bus, want, matter, parts);
  }

  /** What another node told goes on with its own days, and without its files, which lie with this node: upward to the node from which the petition came here, or down to the one in charge. */
  async passOn(tx: EntityManager, petitionId: string, to: 'up' | 'down', kind: MessageKind, said: object): Promise<void> {
    const { attachments: _files, ...body } = said as { readonly attachments?: unknown };
    for (const matter of await this.shared(tx, petitionId, to === 'up' ? 'came' : 'sent'))
      await this.lineUpIfAgreed(tx, matter, kind, body);
  }

  /** Gives a matter back that came from another node, by the message of its own. @throws KIND_NOT_ALLOWED, DIVISION_NOT_ALLOWED */
  async giveBack(tx: EntityManager, matter: MatterRow, objection: string, returnedOn: string): Promise<void> {
    await this.lineUp(tx, matter, 'return', { objection, returnedOn });
  }

  /** Hand-overs of a petition by which it is held: here what came, there what was sent. Of a report whoever has it tells by its own rules. */
  private async shared(tx: EntityManager, petitionId: string, of: MatterRow['way']): Promise<MatterRow[]> {
    if (await isReport(tx, petitionId)) return [];
    return (await mattersOf(tx, [petitionId])).filter(({ way, state }) => way === of && state === 'held');
  }

  /** A hand-over that the list of partners or the form of the body does not allow is refused here, and whoever sent the matter sees it. */
  private async tell({ tx, emit, act }: Bus, want: ToldOf, matter: MatterRow, parts: ReadonlyMap<Part, unknown>): Promise<void> {
    const { petitionId, partner: node, kind, facts, about } = want;
    const given = parts.get('handling') ?? parts.get('urgent') ?? parts.get('supplement') ?? parts.get('supervision') ?? {};
    const fields = { ...facts, ...Given.fields.parse(given), ...Given.fields.parse(parts.get('split') ?? {}) };
    if (parts.has('recipients')) {
      const recipient = this.recipients.nameOf(parts.get('recipients'));
      // Of another letter that is handled with this one: its petitioners are no part of what the sender has.
      if (recipient === null) return;
      const { files, attachments } = GivenFiles.parse(parts.get('recipients'));
      const said = { ...fields, recipient, ...(attachments && { attachments }) };
      const { messageId } = await this.lineUpIfAgreed(tx, matter, kind, said);
      if (messageId === null || matter.division === null) return;
      return this.files.send(tx, { petitionId, partner: node, messageId, division: matter.division }, attachments ?? [], files);
    }
    if (!parts.has('matter')) {
      const { attachments, files } = Given.added.parse(fields);
      const lined = await this.lineUpIfAgreed(tx, matter, kind, fields);
      const { messageId } = lined;
      const { division } = matter;
      if (messageId !== null && division !== null)
        await this.files.send(tx, { petitionId, partner: node, messageId, division }, attachments, files);
      if (about !== null && isSaid(kind)) await keepSaid(tx, { ...matter, ...lined, kind, recordId: about, saidAt: new Date(act.at) });
      if (kind === 'recall' || kind === 'objection') await keepAsk({ tx, emit, act }, matter, { kind, about, messageId: lined.messageId });
      return;
    }
    const { matter: registered, division, files } = Given.matter.parse(parts.get('matter'));
    const conversation = registered.number;
    try {
      const messageId = await this.lineUp(tx, { ...matter, conversation, division }, kind, { ...registered, ...fields });
      await matterLinedUp(tx, matter, { conversation, messageId, division });
      await this.files.send(tx, { petitionId, partner: node, messageId, division }, registered.attachments ?? [], files);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      await moveMatter(tx, matter, { state: 'refused', code: error.code });
      const on = shanghaiDay(new Date(act.at));
      emit(petitionId, MatterHandedOver.create({ petitionId, messageId: null, organId: matter.organId, node, state: 'refused', on }));
    }
  }

  /** What a node is told of a petition, the list of partners says: of a kind that is not on it, it is told nothing. */
  private async lineUpIfAgreed(tx: EntityManager, matter: MatterRow, kind: MessageKind, body: object): Promise<LinedUp> {
    try {
      return { messageId: await this.lineUp(tx, matter, kind, body), code: null };
    } catch (error) {
      if (!isDomainError(error) || !NOT_AGREED.has(error.code)) throw error;
      return { messageId: null, code: error.code };
    }
  }

  /** @throws BODY_MALFORMED, KIND_NOT_ALLOWED, DIVISION_NOT_ALLOWED, REPORT_NOT_BY_ROWS, ENVELOPE_TOO_LONG */
  private async lineUp(tx: EntityManager, matter: MatterRow, kind: MessageKind, said: object): Promise<string> {
    const { petitionId, partner, conversation, division } = matter;
    if (conversation === null || division === null) throw new Error(`petition ${petitionId} has not been handed over to ${partner}`);
    if ((await isReport(tx, petitionId)) && (await partnerOf(tx, partner))?.way === 'rows') throw exchangeError('REPORT_NOT_BY_ROWS');
    const schemaVersion = MESSAGE_KINDS[kind].version;
    const { value: body } = readBody(kind, schemaVersion, said, ['registering', 'sender', 'in-charge']);
    return this.outbox.enqueue(tx, { partner, conversation, kind, schemaVersion, division, body });
  }
}
