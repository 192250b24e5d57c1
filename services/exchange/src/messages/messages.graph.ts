import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Instant, connectionOf } from '@sunshine/platform';
import { inExchange } from '../graph.js';

export const MessageDirection = { out: 'out', in: 'in' } as const;
registerEnumType(MessageDirection, { name: 'MessageDirection', description: 'Seen from this node', ...inExchange });

export enum MessageState {
  waiting = 'waiting',
  sent = 'sent',
  refused = 'refused',
  failed = 'failed',
  held = 'held',
  applied = 'applied',
  parked = 'parked',
  dropped = 'dropped',
}
registerEnumType(MessageState, {
  name: 'MessageState',
  valuesMap: {
    waiting: { description: 'Out: it is tried until the partner has it' },
    sent: { description: 'Out: the partner’s transport receipt lies here. Says nothing of what the partner decides' },
    refused: { description: 'Out: the partner will not have it; its conversation waits' },
    failed: { description: 'Out: tried for 72 hours; its conversation waits' },
    held: { description: 'In: stored, its turn has not come' },
    applied: { description: 'In: taken over' },
    parked: { description: 'In: it could not be taken over; its conversation waits' },
    dropped: { description: 'Given up' },
  },
  ...inExchange,
});

@InputType({ ...inExchange })
export class ExchangeMessageFilter {
  @Field(() => String, { nullable: true, description: 'Id of the partner’s node' })
  node: string | null;

  @Field(() => MessageDirection, { nullable: true })
  direction: 'out' | 'in' | null;

  @Field(() => [MessageState], { nullable: true })
  states: MessageState[] | null;

  @Field(() => String, { nullable: true, description: 'Petition number, or a name of the link' })
  conversation: string | null;

  @Field(() => String, { nullable: true })
  kind: string | null;
}

@ObjectType({ description: 'What the receiving organ said to one item of a message', ...inExchange })
export class BusinessAnswerItem {
  @Field()
  item: string;

  @Field()
  answer: string;

  @Field(() => String, { nullable: true })
  code: string | null;

  @Field(() => String, { nullable: true })
  reason: string | null;
}

@ObjectType({ description: 'A signed receipt of the business: what the receiving organ says to the matter', ...inExchange })
export class BusinessAnswer {
  @Field(() => Instant)
  at: Date;

  @Field({ description: 'accepted, refused, objection or conflict' })
  answer: string;

  @Field(() => [BusinessAnswerItem])
  @Directive('@listSize(assumedSize: 2)')
  items: BusinessAnswerItem[];
}

@ObjectType({ description: 'A message between this node and a partner. What it says is sealed, and nobody’s to read here', ...inExchange })
export class ExchangeMessage {
  @Field(() => ID)
  id: string;

  @Field(() => MessageDirection)
  direction: 'out' | 'in';

  @Field({ description: 'Id of the partner’s node' })
  node: string;

  @Field()
  conversation: string;

  @Field(() => Int)
  sequence: number;

  @Field()
  kind: string;

  @Field()
  division: string;

  @Field(() => Instant)
  createdAt: Date;

  @Field(() => MessageState)
  state: MessageState;

  @Field(() => String, { nullable: true, description: 'Code of the refusal' })
  code: string | null;

  @Field(() => String, { nullable: true })
  lastFailure: string | null;

  @Field(() => Int)
  attempts: number;

  @Field(() => Instant, { nullable: true, description: 'When it is tried next' })
  nextAt: Date | null;

  @Field(() => Instant, {
    nullable: true,
    description: 'Of the transport receipt: when it first lay at the receiver, from which clocks of both sides run',
  })
  receivedAt: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Calendar days from its writing to the import of the file that brought it; null where it came by no file',
  })
  ferriedDays: number | null;

  @Field(() => Int, { nullable: true, description: 'On the wire' })
  bytes: number | null;

  @Directive('@listSize(assumedSize: 2)')
  @Field(() => [String], { description: 'Fields of a later release, by their paths: kept, and not read' })
  unknownFields: string[];

  @Directive('@listSize(assumedSize: 2)')
  @Field(() => [BusinessAnswer], { description: 'Receipts of the business, oldest first; none: nothing was said yet' })
  business: BusinessAnswer[];
}

export const ExchangeMessageConnection = connectionOf(ExchangeMessage);

@ObjectType({ description: 'A message that came and was not taken', ...inExchange })
export class RefusedMessage {
  @Field(() => ID)
  id: string;

  @Field(() => Instant)
  at: Date;

  @Field(() => String, { nullable: true, description: 'As the sender calls itself' })
  sender: string | null;

  @Field(() => String, { nullable: true })
  messageId: string | null;

  @Field(() => String, { nullable: true })
  kind: string | null;

  @Field()
  code: string;

  @Field(() => String, { nullable: true })
  address: string | null;
}

export const RefusedMessageConnection = connectionOf(RefusedMessage);

@InputType({ ...inExchange })
export class ResendMessageInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => ID)
  messageId: string;
}

@InputType({ ...inExchange })
export class DropParkedMessageInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => ID)
  messageId: string;

  @Field()
  reason: string;
}
