import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Day, OrganStub as Organ, PersonStub as Person, connectionOf } from '@sunshine/platform';
import { inSupervision } from '../graph.js';
import { Petition } from '../supervision.graph.js';

/** What every record of supervision on a petition tells. */
@ObjectType({ isAbstract: true, ...inSupervision })
abstract class PetitionRecord {
  @Field(() => ID)
  id: string;

  @Field(() => Petition)
  petition: Petition;

  @Field(() => String, { nullable: true })
  petitionNumber: string | null;

  @Field()
  state: string;

  @Field({ description: 'The state in words' })
  stateName: string;

  @Field(() => Organ, { description: 'Whom it concerns' })
  organ: Organ;

  @Field(() => Organ, { description: 'In whose name it was done' })
  byOrgan: Organ;

  @Field(() => ID, { description: 'The duty: a clock of the petition' })
  clockId: string;

  @Field()
  term: string;

  @Field({ description: 'The term in words' })
  termName: string;

  @Field(() => Day, { description: 'Last day of the duty as it stood then' })
  effectiveDue: string;

  @Field(() => Day)
  openedOn: string;
}

@ObjectType({ description: 'A reminder (催办): asks an organ to act, before or after a date, and finds nothing', ...inSupervision })
export class Reminder extends PetitionRecord {
  @Field()
  number: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the node whose office reminded: byOrgan is then where the matter came in; null: this node',
  })
  fromNode: string | null;

  @Field(() => Person, { nullable: true, description: 'Null: sent by itself, from a warning step, or by another node' })
  byPerson: Person | null;

  @Field({ description: 'written phone talk system' })
  means: string;

  @Field({ description: 'The means in words' })
  meansName: string;

  @Field(() => String, { nullable: true })
  spokenWith: string | null;

  @Field()
  reason: string;

  @Field(() => Day, { description: 'Inclusive' })
  replyBy: string;

  @Field(() => Day, { nullable: true })
  answeredOn: string | null;

  @Field(() => Person, { nullable: true })
  answeredBy: Person | null;

  @Field(() => String, { nullable: true })
  answer: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn' })
  withdrawnReason: string | null;
}

@ObjectType({ description: 'What the warnings of a duty end in: a person opens supervised handling, or says why not', ...inSupervision })
export class SupervisionProposal extends PetitionRecord {
  @Field(() => Day, { nullable: true })
  endedOn: string | null;

  @Field(() => Person, { nullable: true })
  endedBy: Person | null;

  @Field(() => String, { nullable: true })
  endReason: string | null;
}

export const ReminderConnection = connectionOf(Reminder);
export const SupervisionProposalConnection = connectionOf(SupervisionProposal);
