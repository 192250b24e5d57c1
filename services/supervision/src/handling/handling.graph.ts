import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Day, OrganStub as Organ, PersonStub as Person, connectionOf } from '@sunshine/platform';
import { inSupervision } from '../graph.js';
import { Petition } from '../supervision.graph.js';

@ObjectType({ description: 'On what supervised handling was opened', ...inSupervision })
export class SupervisionTrigger {
  @Field({ description: 'late no_feedback procedure shirking false_handling not_carried_out plainly_wrong other' })
  code: string;

  @Field({ description: 'In the words of the law' })
  name: string;

  @Field()
  article: string;

  @Field()
  facts: string;
}

@ObjectType({ description: 'A trigger that the facts of the petition bear; a person chooses, nothing is opened by it', ...inSupervision })
export class OfferedTrigger extends SupervisionTrigger {
  @Field(() => Organ)
  organ: Organ;

  @Field(() => ID, { nullable: true, description: 'The clock whose facts they are' })
  clockId: string | null;

  @Field({ description: 'False: no finding; a person looks whether it is one' })
  found: boolean;
}

@ObjectType({ description: 'A line of the record of supervised handling', ...inSupervision })
export class SupervisionStep {
  @Field({ description: 'file questioning petitioner on_the_spot' })
  step: string;

  @Field({ description: 'The step in words' })
  stepName: string;

  @Field(() => Day)
  on: string;

  @Field(() => Person)
  byPerson: Person;

  @Field(() => String, { nullable: true, description: 'Who was questioned' })
  with: string | null;

  @Field()
  found: string;
}

@ObjectType({ description: 'A written answer of the organ, and how it was judged', ...inSupervision })
export class SupervisionReply {
  @Field(() => Day)
  on: string;

  @Field(() => Person, { nullable: true, description: 'Null: of another node' })
  byPerson: Person | null;

  @Field()
  text: string;

  @Field(() => Day, { nullable: true })
  judgedOn: string | null;

  @Field(() => Person, { nullable: true })
  judgedBy: Person | null;

  @Field(() => Boolean, { nullable: true, description: 'False: sent back; null: not judged yet' })
  accepted: boolean | null;

  @Field(() => String, { nullable: true, description: 'What it lacks, where it was sent back' })
  missing: string | null;
}

@ObjectType({ description: 'A later day of the answer', ...inSupervision })
export class SupervisionExtension {
  @Field(() => Day)
  on: string;

  @Field(() => Day)
  from: string;

  @Field(() => Day)
  to: string;

  @Field()
  reason: string;
}

@ObjectType({ description: 'Supervised handling (督办): closed only with a written answer that was accepted', ...inSupervision })
export class SupervisedHandling {
  @Field(() => ID)
  id: string;

  @Field(() => Petition)
  petition: Petition;

  @Field(() => String, { nullable: true })
  petitionNumber: string | null;

  @Field({ description: 'open replied returned accepted closed' })
  state: string;

  @Field({ description: 'The state in words' })
  stateName: string;

  @Field()
  number: string;

  @Field(() => Organ, { description: 'Whom it concerns' })
  organ: Organ;

  @Field(() => Organ, { description: 'Who opened it' })
  byOrgan: Organ;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the node whose office opened it: byOrgan is then where the matter came in; null: this node',
  })
  fromNode: string | null;

  @Field(() => Person, { nullable: true, description: 'Null: of another node' })
  byPerson: Person | null;

  @Field(() => ID, { nullable: true, description: 'Null: opened without a proposal' })
  proposalId: string | null;

  @Field(() => [SupervisionTrigger])
  triggers: SupervisionTrigger[];

  @Field({ description: 'What is wrong' })
  wrong: string;

  @Field({ description: 'What to do' })
  request: string;

  @Field({ description: 'phone written talk on_the_spot joint' })
  means: string;

  @Field({ description: 'The means in words' })
  meansName: string;

  @Field(() => Day)
  openedOn: string;

  @Field(() => Day, { description: 'By when the organ answers, inclusive' })
  replyBy: string;

  @Field(() => [SupervisionStep])
  steps: SupervisionStep[];

  @Field(() => [SupervisionReply])
  replies: SupervisionReply[];

  @Field(() => [SupervisionExtension])
  extensions: SupervisionExtension[];

  @Field(() => Day, { nullable: true })
  closedOn: string | null;

  @Field(() => String, { nullable: true })
  result: string | null;
}

export const SupervisedHandlingConnection = connectionOf(SupervisedHandling);
