import { Directive, Field, ID, Int, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf, Day, Instant, OrganStub } from '@sunshine/platform';
import type { ArrivedState } from '../domain/arrived.js';
import { ArrivedFile } from '../files/files.graph.js';
import { inExchange } from '../graph.js';

export const ArrivedMatterState: Record<ArrivedState, ArrivedState> = {
  waiting: 'waiting',
  registered: 'registered',
  refused: 'refused',
  recalled: 'recalled',
};
registerEnumType(ArrivedMatterState, {
  name: 'ArrivedMatterState',
  valuesMap: {
    waiting: { description: 'It waits to be registered' },
    registered: { description: 'Registered here; the sender was told its number' },
    refused: { description: 'Not taken; the sender was told why' },
    recalled: { description: 'The sender took it back before anybody registered it' },
  },
  ...inExchange,
});

@InputType({ ...inExchange })
export class ArrivedMatterFilter {
  @Field(() => [ArrivedMatterState], { nullable: true, description: 'By default all' })
  states: ArrivedState[] | null;
}

@ObjectType({ description: 'A matter that another node sent, as the desk lists it: nothing of what it says', ...inExchange })
export class ArrivedMatter {
  @Field(() => ID, { description: 'Id of the message that brought it' })
  messageId: string;

  @Field({ description: 'Id of the partner’s node' })
  node: string;

  @Field()
  partnerName: string;

  @Field({ description: 'Its number at the sender' })
  number: string;

  @Field({ description: 'transfer, assignment, political-legal-hand-over or discipline-hand-over' })
  kind: string;

  @Field({ description: 'Six digits, GB/T 2260' })
  division: string;

  @Field(() => OrganStub, { description: 'Where it arrived' })
  organ: OrganStub;

  @Field(() => Instant, { description: 'Of the transport receipt, from which the terms run' })
  receivedAt: Date;

  @Field(() => Day, { description: 'Day of the transport receipt, Asia/Shanghai' })
  receivedOn: string;

  @Field(() => Day, { nullable: true, description: 'By which an assignment is to be reported' })
  reportBy: string | null;

  @Field(() => ArrivedMatterState)
  state: ArrivedState;

  @Field(() => Instant, { nullable: true })
  endedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Its number here' })
  petitionNumber: string | null;

  @Field(() => String, { nullable: true, description: 'Code by which it was refused without a registrar' })
  code: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was not taken' })
  reason: string | null;

  @Field(() => [String], { description: 'Paths of fields of a later release, which are set aside' })
  @Directive('@listSize(assumedSize: 2)')
  unknownFields: readonly string[];

  @Field(() => [String], { description: 'Paths of fields that no node keeps of petitioners; what stood there is gone' })
  @Directive('@listSize(assumedSize: 2)')
  droppedFields: readonly string[];

  @Field(() => [String], { description: 'Paths of fields that are not the sender’s to say' })
  @Directive('@listSize(assumedSize: 2)')
  ignoredFields: readonly string[];
}

export const ArrivedMatterConnection = connectionOf(ArrivedMatter);

@ObjectType({ ...inExchange })
export class ArrivedPetitioner {
  @Field(() => String, { nullable: true })
  name: string | null;

  @Field(() => String, { nullable: true })
  phone: string | null;

  @Field(() => String, { nullable: true })
  landline: string | null;

  @Field(() => String, { nullable: true })
  address: string | null;

  @Field(() => String, { nullable: true })
  idType: string | null;

  @Field(() => String, { nullable: true })
  idNumber: string | null;

  @Field()
  representative: boolean;
}

@ObjectType({ description: 'Whom a matter is about, in the words of the sender', ...inExchange })
export class ArrivedParty {
  @Field()
  text: string;

  @Field(() => String, { nullable: true })
  post: string | null;

  @Field(() => String, { nullable: true })
  level: string | null;
}

@ObjectType({ description: 'What the sender says of its handing over', ...inExchange })
export class ArrivedHanding {
  @Field(() => String, { nullable: true })
  from: string | null;

  @Field(() => String, { nullable: true })
  to: string | null;

  @Field(() => String, { nullable: true })
  reason: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the sender’s letter' })
  paperNumber: string | null;

  @Field(() => Day, { nullable: true })
  paperOn: string | null;

  @Field(() => Day, { nullable: true })
  reportBy: string | null;

  @Field(() => [String], { description: 'What the report is to say' })
  @Directive('@listSize(assumedSize: 5)')
  points: readonly string[];
}

@ObjectType({
  description: 'What an arrived matter says; each opening is recorded with its purpose before anything is shown',
  ...inExchange,
})
export class OpenedArrivedMatter {
  @Field(() => ID)
  messageId: string;

  @Field()
  number: string;

  @Field(() => String, { nullable: true, description: 'CLAIM, SUGGESTION or REPORT; null: nobody told, whoever registers classifies it' })
  kind: string | null;

  @Field(() => Day, { description: 'On which the first organ received it' })
  firstReceivedOn: string;

  @Field({ description: 'Up to 4,000 characters' })
  summary: string;

  @Field(() => String, { nullable: true })
  text: string | null;

  @Field(() => [String])
  @Directive('@listSize(assumedSize: 5)')
  requests: readonly string[];

  @Field(() => [ArrivedPetitioner], { description: 'None of a report, where this node is not the competent one' })
  @Directive('@listSize(assumedSize: 5)')
  petitioners: ArrivedPetitioner[];

  @Field()
  anonymous: boolean;

  @Field(() => Int, { nullable: true })
  peopleCount: number | null;

  @Field(() => String, { nullable: true })
  purpose: string | null;

  @Field(() => String, { nullable: true, description: 'Six digits' })
  contentClass: string | null;

  @Field(() => String, { nullable: true, description: 'As the sender calls it' })
  contentClassName: string | null;

  @Field(() => String, { nullable: true })
  place: string | null;

  @Field()
  staffConduct: boolean;

  @Field(() => [ArrivedParty])
  @Directive('@listSize(assumedSize: 3)')
  respondents: ArrivedParty[];

  @Field(() => [ArrivedParty], { description: 'Of a report alone' })
  @Directive('@listSize(assumedSize: 3)')
  accused: ArrivedParty[];

  @Field(() => [ArrivedFile])
  @Directive('@listSize(assumedSize: 5)')
  files: ArrivedFile[];

  @Field(() => ArrivedHanding)
  handing: ArrivedHanding;
}
