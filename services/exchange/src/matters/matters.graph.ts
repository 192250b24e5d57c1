import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Day, Instant, OrganStub as Organ } from '@sunshine/platform';
import { inExchange } from '../graph.js';

@ObjectType({ description: 'A petition: here its course at other nodes', ...inExchange })
@Directive('@key(fields: "id")')
export class Petition {
  @Field(() => ID)
  id: string;
}

export enum HandOverWay {
  sent = 'sent',
  came = 'came',
}
registerEnumType(HandOverWay, {
  name: 'HandOverWay',
  description: 'Seen from this node',
  valuesMap: { sent: { description: 'Handed over to the other node' }, came: { description: 'The other node handed it over' } },
  ...inExchange,
});

export enum HandOverState {
  preparing = 'preparing',
  underway = 'underway',
  received = 'received',
  held = 'held',
  refused = 'refused',
  returned = 'returned',
}
registerEnumType(HandOverState, {
  name: 'HandOverState',
  valuesMap: {
    preparing: { description: 'Its message is being made' },
    underway: { description: 'Its message is on its way' },
    received: { description: 'The receiver’s node has it; its organ has not answered' },
    held: { description: 'The receiver’s organ has taken it: its node is in charge' },
    refused: { description: 'Not taken, or not let through: the sender has it' },
    returned: { description: 'Given back' },
  },
  ...inExchange,
});

@ObjectType({ description: 'What the node in charge told, or the sender of what it had sent', ...inExchange })
export class CourseStep {
  @Field(() => ID, { description: 'The message' })
  messageId: string;

  @Field({
    description:
      'Kind of the message: information-given, acceptance, extension, opinion, service, assigned-matter-report, completion, guidance-given, merge, split, urgent-report, objection, return; of the sender recall, objection-decision, report-return, completion, urgent-report',
  })
  kind: string;

  @Field(() => Day, { description: 'Of the act there' })
  on: string;

  @Field(() => Day, {
    nullable: true,
    description:
      'Of an acceptance or an extension: last day of handling; of a returned report: by when to report again; of an urgent event: its last day',
  })
  due: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of a completion; of service its way; of a report its form; of an urgent event which report it is',
  })
  ground: string | null;

  @Field(() => String, { nullable: true, description: 'Of an answer: the stage there' })
  stage: string | null;

  @Field(() => String, { nullable: true, description: 'Of an answer: the outcome there' })
  outcome: string | null;

  @Field(() => String, { nullable: true, description: 'What that node wrote' })
  text: string | null;

  @Field(() => Instant, { description: 'As of which this is known here: the transport receipt' })
  asOf: Date;

  @Field(() => [String], { description: 'Paths of fields of a later release, which were set aside' })
  @Directive('@listSize(assumedSize: 2)')
  unknownFields: readonly string[];
}

export enum SaidState {
  underway = 'underway',
  stored = 'stored',
  taken = 'taken',
  refused = 'refused',
}
registerEnumType(SaidState, {
  name: 'SaidState',
  valuesMap: {
    underway: { description: 'Its message is on its way' },
    stored: { description: 'That node has it' },
    taken: { description: 'That node has taken it, by its business receipt' },
    refused: { description: 'Not let through, or not taken' },
  },
  ...inExchange,
});

@ObjectType({ description: 'What this node told another one of the petition, beside its handling', ...inExchange })
export class SaidStep {
  @Field({ description: 'Kind of the message: reminder, supervised-handling, supervision-answer, supplement, split' })
  kind: string;

  @Field(() => Instant)
  at: Date;

  @Field(() => SaidState)
  state: 'underway' | 'stored' | 'taken' | 'refused';

  @Field(() => String, { nullable: true, description: 'Code by which it was not let through, or not taken' })
  code: string | null;
}

@ObjectType({ description: 'A petition at another node', ...inExchange })
export class CourseAtNode {
  @Field({ description: 'Id of that node' })
  node: string;

  @Field()
  nodeName: string;

  @Field(() => HandOverWay)
  way: 'sent' | 'came';

  @Field(() => Organ, { description: 'The organ here to which it was sent, or at which it arrived' })
  organ: Organ;

  @Field({ description: 'Kind of the message that handed it over' })
  kind: string;

  @Field(() => HandOverState)
  state: 'preparing' | 'underway' | 'received' | 'held' | 'refused' | 'returned';

  @Field(() => String, { nullable: true, description: 'Code by which it was not taken' })
  code: string | null;

  @Field(() => String, { nullable: true, description: 'Its number at that node' })
  number: string | null;

  @Field(() => String, { nullable: true, description: 'Its id in the database of that system, where it came in a row' })
  originId: string | null;

  @Field(() => Instant, { nullable: true, description: 'Of the transport receipt, from which the receiver’s terms run' })
  receivedAt: Date | null;

  @Field(() => Instant, { nullable: true, description: 'Of the business receipt' })
  answeredAt: Date | null;

  @Field({ description: 'It was asked how the petition stands, and has not answered yet' })
  partial: boolean;

  @Field(() => [CourseStep], { description: 'In the order in which they were told' })
  @Directive('@listSize(assumedSize: 10)')
  steps: CourseStep[];

  @Field(() => [SaidStep], { description: 'In the order in which this node told it' })
  @Directive('@listSize(assumedSize: 5)')
  said: SaidStep[];
}

@ObjectType({ description: 'A petition at all nodes that have it, as far as they told', ...inExchange })
export class PetitionAcrossLevels {
  @Field(() => Petition)
  petition: Petition;

  @Field(() => [CourseAtNode])
  @Directive('@listSize(assumedSize: 3)')
  course: CourseAtNode[];

  @Field({ description: 'A node that was asked has not answered yet' })
  partial: boolean;
}

@InputType({ ...inExchange })
export class AskOtherNodesInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => ID)
  petitionId: string;
}
