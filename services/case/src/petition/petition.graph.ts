import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { Day, Instant, OrganStub as Organ, PersonStub as Person } from '@sunshine/platform';
import { inCase } from '../graph.js';

@ObjectType({ description: 'A line of the course as the petitioner sees it', ...inCase })
export class TrackedHistoryEntry {
  @Field(() => Day)
  on: string;

  @Field({ description: 'The organ' })
  actor: string;

  @Field()
  act: string;

  @Field({ description: 'The act in words' })
  actName: string;

  @Field()
  basis: string;
}

@ObjectType({ description: 'Where the petitioner was told to go, of a matter that ended as guided', ...inCase })
export class TrackedPointing {
  @Field({ description: 'Name of the organ that has the authority' })
  organ: string;

  @Field(() => String, { nullable: true, description: 'The article that gives it the authority, where the notice names one' })
  basis: string | null;

  @Field(() => String, { nullable: true, description: 'Where it receives' })
  place: string | null;

  @Field(() => [String], { description: 'Last days of that way, in words' })
  limits: readonly string[];
}

@ObjectType({ description: 'A line of the course', ...inCase })
export class HistoryEntry extends TrackedHistoryEntry {
  @Field(() => Instant)
  at: string;

  @Field(() => Instant, { description: 'When it was entered' })
  recordedAt: string;

  @Field({ description: 'Organ and post, never a name' })
  declare actor: string;

  @Field(() => String, { nullable: true, description: 'proposal or confirmation, where two people act' })
  part: string | null;

  @Field(() => String, { nullable: true })
  remark: string | null;
}

@ObjectType({ description: 'A particular of a record', ...inCase })
export class RecordDetail {
  @Field()
  name: string;

  @Field()
  text: string;
}

@ObjectType({ description: 'Somebody accused as found in the directory, by the names there', ...inCase })
export class FoundAccused {
  @Field(() => [String], { description: 'Name of the accused unit; of a person the names of the organs in which they hold office' })
  units: readonly string[];

  @Field(() => Person, { nullable: true })
  person: Person | null;
}

@ObjectType('CaseRecord', { description: 'A dated fact of the course: a transfer, an objection, an inquiry, a settlement …', ...inCase })
export class ShownRecord {
  @Field(() => ID)
  id: string;

  @Field()
  kind: string;

  @Field({ description: 'The kind in words' })
  title: string;

  @Field()
  state: string;

  @Field({ description: 'The state in words' })
  stateName: string;

  @Field(() => Day)
  on: string;

  @Field(() => Organ, { nullable: true })
  organ: Organ | null;

  @Field(() => Person, { nullable: true, description: 'The officer it is about, if it is about one' })
  officer: Person | null;

  @Field(() => Day, { nullable: true, description: 'The day something is owed, promised or looked at again; inclusive' })
  until: string | null;

  @Field(() => [RecordDetail])
  @Directive('@listSize(assumedSize: 4)')
  details: RecordDetail[];

  @Field(() => [FoundAccused], { description: 'Of the identification of the accused: whom the directory has; empty of every other record' })
  @Directive('@listSize(assumedSize: 1)')
  accused: FoundAccused[];
}

@ObjectType({ description: 'A petition: here its stage, course and papers', ...inCase })
@Directive('@key(fields: "id")')
export class Petition {
  @Field(() => ID)
  id: string;
}

@ObjectType(inCase)
@Directive('@key(fields: "id")')
export class PetitionRequest {
  @Field(() => ID)
  id: string;

  @Field(() => String, { nullable: true, description: 'supported partly_supported explained not_supported, once the opinion is issued' })
  outcome: string | null;

  @Field(() => String, { nullable: true, description: 'The outcome in words' })
  outcomeName: string | null;

  @Field(() => [String], { nullable: true })
  basis: readonly string[] | null;
}

@ObjectType({ description: 'What the query code shows', ...inCase })
@Directive('@key(fields: "pass")')
export class TrackedPetition {
  @Field()
  pass: string;
}
