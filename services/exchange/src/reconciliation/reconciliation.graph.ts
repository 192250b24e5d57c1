import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf, Day, Instant, OrganStub as Organ } from '@sunshine/platform';
import { inExchange } from '../graph.js';
import { MessageDirection } from '../messages/messages.graph.js';

export enum ReconciliationState {
  asked = 'asked',
  compared = 'compared',
  failed = 'failed',
}
registerEnumType(ReconciliationState, {
  name: 'ReconciliationState',
  valuesMap: { failed: { description: 'The partner did not answer within a day' } },
  ...inExchange,
});

export enum DifferenceKind {
  missing_here = 'missing_here',
  missing_there = 'missing_there',
  other_digest = 'other_digest',
  other_sequence = 'other_sequence',
  receipt_only_here = 'receipt_only_here',
  receipt_only_there = 'receipt_only_there',
}
registerEnumType(DifferenceKind, { name: 'DifferenceKind', description: 'Seen from this node', ...inExchange });

export enum DifferenceState {
  open = 'open',
  repairing = 'repairing',
  repaired = 'repaired',
  settled = 'settled',
}
registerEnumType(DifferenceState, {
  name: 'DifferenceState',
  valuesMap: {
    repairing: { description: 'The message is sent again; the next comparison of its day shows whether that mended it' },
    repaired: { description: 'A later comparison found none' },
    settled: { description: 'People have looked into it and said why it stands' },
  },
  ...inExchange,
});

@ObjectType({ description: 'A comparison of what both sides have of the messages of some days', ...inExchange })
export class Reconciliation {
  @Field(() => ID)
  id: string;

  @Field({ description: 'Id of the partner’s node' })
  node: string;

  @Field(() => Day)
  from: string;

  @Field(() => Day, { description: 'Inclusive' })
  to: string;

  @Field({ description: 'This node asked' })
  askedHere: boolean;

  @Field(() => Instant)
  begunAt: Date;

  @Field(() => ReconciliationState)
  state: 'asked' | 'compared' | 'failed';

  @Field(() => Instant, { nullable: true })
  endedAt: Date | null;

  @Field(() => Int, { description: 'Of this node, both directions' })
  conversations: number;

  @Field(() => Int, { description: 'Of this node, both directions' })
  messages: number;

  @Field(() => Int, { description: 'Found, those known before among them' })
  differences: number;
}

export const ReconciliationConnection = connectionOf(Reconciliation);

@ObjectType({ description: 'A message that both sides do not have alike: work of an organ, with its term', ...inExchange })
export class ExchangeDifference {
  @Field(() => ID)
  id: string;

  @Field({ description: 'Id of the partner’s node' })
  node: string;

  @Field(() => MessageDirection)
  direction: 'out' | 'in';

  @Field(() => DifferenceKind)
  kind: string;

  @Field(() => ID)
  messageId: string;

  @Field()
  conversation: string;

  @Field(() => Int)
  sequence: number;

  @Field(() => Day, { description: 'On which the message was written' })
  day: string;

  @Field(() => Organ, { description: 'Whose work it is' })
  organ: Organ;

  @Field(() => Instant)
  foundAt: Date;

  @Field(() => Day, { description: 'By which it is to be ended' })
  dueOn: string;

  @Field(() => DifferenceState)
  state: 'open' | 'repairing' | 'repaired' | 'settled';

  @Field(() => Instant, { nullable: true })
  endedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was settled' })
  reason: string | null;

  @Field({ description: 'Sending the message again mends it' })
  resendable: boolean;
}

export const ExchangeDifferenceConnection = connectionOf(ExchangeDifference);

@InputType({ ...inExchange })
export class ExchangeDifferenceFilter {
  @Field(() => String, { nullable: true, description: 'Id of the partner’s node' })
  node: string | null;

  @Field(() => [DifferenceState], { nullable: true })
  states: DifferenceState[] | null;

  @Field(() => [DifferenceKind], { nullable: true })
  kinds: DifferenceKind[] | null;
}

@InputType({ ...inExchange })
export class RunReconciliationInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field({ description: 'Id of the partner’s node' })
  node: string;

  @Field(() => Day)
  from: string;

  @Field(() => Day, { description: 'Inclusive; yesterday at the latest' })
  to: string;
}

@InputType({ ...inExchange })
export class RepairDifferenceInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => ID)
  differenceId: string;
}

@InputType({ ...inExchange })
export class SettleDifferenceInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => ID)
  differenceId: string;

  @Field()
  reason: string;
}
