import { Inject, Injectable } from '@nestjs/common';
import { MESSAGE_KINDS, readBody, type MessageBody, type MessageKind } from '@sunshine/envelope';
import { shanghaiDay } from '@sunshine/platform';
import { openUnder, sealUnder } from '@sunshine/sealing';
import type { EntityManager } from 'typeorm';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';
import { exchangeError } from '../domain/exchange.errors.js';
import { IncomingFiles, type Attachment } from '../files/incoming.js';
import { Handlers, type Arrived } from '../receiving/handlers.js';
import { mattersOfConversation } from './matters.rows.js';
import { isToldBy, keeperOf } from './telling.js';
import { awaitsRegistration, keepTold, toldBy, type ToldRow } from './told.rows.js';

const PURPOSE = 'told by other nodes';
const placeOf = (messageId: string): string => `told|${messageId}`;

/** What another node wrote, as this node keeps it. */
export const sealTold = (keys: ExchangeConfig['EXCHANGE_KEYS'], messageId: string, body: unknown): string =>
  sealUnder(keys, PURPOSE, placeOf(messageId), JSON.stringify(body));

interface Facts {
  readonly on?: string | undefined;
  readonly due?: string | undefined;
  readonly ground?: string | undefined;
}

/** Days and codes of what was told, by the kind of the message; without a day of its own it counts as of the day of writing. */
const FACTS: { readonly [K in MessageKind]?: (body: MessageBody<K>) => Facts } = {
  'information-given': ({ informedOn: on }) => ({ on }),
  acceptance: ({ acceptedOn: on, dueOn: due }) => ({ on, due }),
  extension: ({ newDue: due }) => ({ due }),
  opinion: ({ paper }) => ({ on: paper.issuedOn }),
  service: ({ servedOn: on, way }) => ({ on, ground: way.code }),
  'assigned-matter-report': ({ reportedOn: on, form: ground }) => ({ on, ground }),
  'report-return': ({ returnedOn: on, redoBy: due }) => ({ on, due }),
  completion: ({ closedOn, verifiedOn, ground }) => ({ on: closedOn ?? verifiedOn, ground }),
  'guidance-given': ({ guidedOn: on }) => ({ on }),
  merge: ({ mergedOn: on }) => ({ on }),
  'urgent-report': ({ at, endsOn: due, report: ground }) => ({ on: shanghaiDay(at), due, ground }),
  'status-answer': ({ asOf, dueOn: due }) => ({ on: shanghaiDay(asOf), due }),
  supplement: ({ suppliedOn: on }) => ({ on }),
  split: ({ splitOn: on }) => ({ on }),
  reminder: ({ remindedOn: on, answerBy: due }) => ({ on, due }),
  'supervised-handling': ({ replyBy: due }) => ({ due }),
  'supervision-answer': ({ answeredOn: on }) => ({ on }),
};

/**
 * What the other node that has a matter tells of it. The days are kept open; what it wrote is sealed to this node, and opened for who may read the
 * petition.
 */
@Injectable()
export class ToldHandlers {
  constructor(
    handlers: Handlers,
    private readonly files: IncomingFiles,
    @Inject(EXCHANGE_CONFIG) private readonly config: ExchangeConfig,
  ) {
    for (const kind of Object.keys(FACTS) as MessageKind[]) handlers.register(kind, (tx, message) => this.told(tx, kind, message));
  }

  /** @throws MATTER_NOT_HANDED_OVER, KIND_OF_OTHER_SIDE, BODY_VERSION_MALFORMED, BODY_MALFORMED */
  private async told(tx: EntityManager, kind: MessageKind, { head, partner, digest, receivedAt, body }: Arrived): Promise<void> {
    const { id: messageId, conversation, sequence, schemaVersion, createdAt } = head;
    const matters = await mattersOfConversation(tx, partner.node, conversation);
    // What is done with a matter the node in charge alone says; what was decided of it, whoever sent it: what urges it before it is registered too.
    const matter = matters.find(({ way }) => isToldBy(kind, way));
    const waits = !matter && keeperOf(kind) && isToldBy(kind, 'came') && (await awaitsRegistration(tx, partner.node, conversation));
    if (!matter && !waits) throw exchangeError('MATTER_NOT_HANDED_OVER', { details: { node: partner.node } });
    const way = matter?.way ?? 'came';
    const { value, unknown, dropped, ignored } = readBody(kind, schemaVersion, body, way === 'sent' ? ['in-charge'] : ['sender']);
    const { on, due, ground } = (FACTS[kind] as (body: unknown) => Facts)(value);
    await keepTold(tx, {
      ...{ messageId, petitionId: matter?.petitionId ?? null, partner: partner.node, conversation, sequence, digest, kind, way },
      ...{ on: on ?? shanghaiDay(new Date(createdAt)), due: due ?? null, ground: ground ?? null, toldAt: receivedAt },
      body: sealTold(this.config.EXCHANGE_KEYS, messageId, value),
      ...{ unknown: Object.keys(unknown), dropped, ignored: ignored.map(({ path }) => path) },
      // Nobody waits for a receipt of an answer, and it says nothing new of the matter.
      answered: !MESSAGE_KINDS[kind].receipt,
    });
    const { attachments = [] } = value as { readonly attachments?: readonly Attachment[] };
    await this.files.expect(tx, { partner: partner.node, messageId, petitionId: matter?.petitionId ?? null }, attachments);
  }

  /** The body as it came, without what is not the sender's. */
  bodyOf({ messageId, body }: Pick<ToldRow, 'messageId' | 'body'>): Record<string, unknown> {
    return JSON.parse(openUnder(this.config.EXCHANGE_KEYS, PURPOSE, placeOf(messageId), body)) as Record<string, unknown>;
  }

  /** As `bodyOf`. */
  async bodyOfMessage(tx: EntityManager, messageId: string): Promise<Record<string, unknown>> {
    const row = await toldBy(tx, messageId);
    if (!row) throw new Error(`message ${messageId} told nothing`);
    return this.bodyOf(row);
  }

  /**
   * What the other node wrote: of an opinion or a report its text, of an extension its reason, of a returned report what is missing, of guidance and
   * of a merge the reason with the body or the number that it leads to, of supervised handling what is wrong and what to do; of an answer the stage
   * and the outcome there; of an objection or the decision on it also the organ that is
   * named; of a split the number of each part.
   */
  wordsOf(row: ToldRow): { readonly text: string | null; readonly stage: string | null; readonly outcome: string | null } {
    const body = this.bodyOf(row);
    const { text, reason, note, finding, deadline, lead, procedure, stage, outcome } = body as Record<string, string | undefined>;
    const { competentBody, todo = [] } = body as {
      readonly competentBody?: { readonly name: string };
      readonly todo?: string | readonly string[];
    };
    const more = [
      competentBody?.name,
      deadline,
      lead === undefined ? undefined : `主件${lead}`,
      ...(typeof todo === 'string' ? [todo] : todo),
      ...askedOf(row.kind, body),
      ...partsOfLetter(body),
    ];
    const cause = reason ?? finding;
    const why = cause === undefined ? undefined : [cause, ...more.filter((part) => part !== undefined)].join('\n');
    return {
      text: text ?? why ?? note ?? procedure ?? null,
      stage: stage ?? null,
      outcome: stage === undefined ? null : (outcome ?? null),
    };
  }
}

function partsOfLetter({ parts = [] }: { readonly parts?: readonly { readonly number: string; readonly summary?: string }[] }): string[] {
  return parts.map(({ number, summary }) => (summary === undefined ? number : `${number} ${summary}`));
}

/** What an objection rests on and proposes, and what was decided of it. */
function askedOf(kind: string, { basis, proposedOrgan, upheld, newOrgan }: Readonly<Record<string, unknown>>): (string | undefined)[] {
  const name = ((proposedOrgan ?? newOrgan) as { readonly name?: string } | undefined)?.name;
  if (kind === 'objection') return [basis === undefined ? undefined : `依据：${String(basis)}`, name && `建议办理单位：${name}`];
  if (kind !== 'objection-decision') return [];
  return [upheld === true ? '异议成立' : '异议不成立', name && `新的办理单位：${name}`];
}
