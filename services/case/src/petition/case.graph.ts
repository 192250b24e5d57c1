import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Day, Instant, OrganStub as Organ, PersonStub as Person } from '@sunshine/platform';
import { CaseGraph } from '../graph.js';

const own = { registerIn: () => CaseGraph };

@ObjectType({ description: 'One step of why a right ends on its day', ...own })
export class NextRightStep {
  @Field()
  step: string;

  @Field(() => Day)
  to: string;

  @Field()
  source: string;

  @Field()
  text: string;
}

@ObjectType({ description: 'What a served petitioner may ask for next, and until when', ...own })
export class NextRight {
  @Field()
  term: string;

  @Field({ description: 'The right in words' })
  title: string;

  @Field(() => Day)
  lastDay: string;

  @Field()
  provisional: boolean;

  @Field(() => String, { nullable: true, description: 'To whom the request goes' })
  to: string | null;

  @Field(() => [String])
  papers: readonly string[];

  @Field()
  source: string;

  @Field(() => [NextRightStep])
  explanation: readonly NextRightStep[];
}

@ObjectType({ description: 'A line of the course', ...own })
export class HistoryEntry {
  @Field(() => Day)
  on: string;

  @Field(() => Instant)
  at: string;

  @Field(() => Instant, { description: 'When it was entered' })
  recordedAt: string;

  @Field({ description: 'Organ and post, never a name' })
  actor: string;

  @Field()
  act: string;

  @Field({ description: 'The act in words' })
  actName: string;

  @Field()
  basis: string;

  @Field(() => String, { nullable: true, description: 'proposal or confirmation, where two people act' })
  part: string | null;

  @Field(() => String, { nullable: true })
  remark: string | null;
}

@ObjectType({ description: 'A line of the course as the petitioner sees it', ...own })
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

@ObjectType({ description: 'A paper of the case; intake renders it as `html`', ...own })
@Directive('@key(fields: "id")')
export class CaseDocument {
  @Field(() => ID)
  id: string;

  @Field()
  kind: string;

  @Field(() => String, { nullable: true, description: 'What the paper is called; null for an old reply brought in by import' })
  title: string | null;

  @Field(() => String, { nullable: true, description: 'null for an old reply brought in by import' })
  number: string | null;

  @Field(() => Day)
  issuedOn: string;

  @Field({ description: 'SHA-256 over its canonical JSON' })
  hash: string;

  @Field(() => ID)
  petitionId: string;

  @Field(() => Day, { nullable: true, description: '作废: the day it was taken out of use' })
  voidedOn: string | null;

  @Field(() => String, { nullable: true })
  voidReason: string | null;
}

@ObjectType(own)
export class OpinionAnswer {
  @Field(() => ID)
  requestId: string;

  @Field()
  outcome: string;

  @Field({ description: 'The outcome in words' })
  outcomeName: string;

  @Field()
  answer: string;

  @Field(() => [String])
  basis: readonly string[];
}

@ObjectType({ description: 'The opinion; until it is issued only the organ in charge sees it, and intake renders it as `preview`', ...own })
@Directive('@key(fields: "id")')
export class CaseOpinion {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  petitionId: string;

  @Field(() => Int)
  revision: number;

  @Field({ description: 'drafted returned checked issued' })
  state: string;

  @Field({ description: 'The state in words' })
  stateName: string;

  @Field()
  facts: string;

  @Field(() => [String])
  evidence: readonly string[];

  @Field(() => [OpinionAnswer])
  @Directive('@listSize(assumedSize: 5)')
  answers: readonly OpinionAnswer[];

  @Field(() => Day, { nullable: true })
  executeBy: string | null;

  @Field(() => Organ, { nullable: true })
  performer: Organ | null;

  @Field(() => String, { nullable: true })
  remark: string | null;

  @Field(() => Day, { nullable: true })
  dispatchedOn: string | null;
}

@ObjectType(own)
export class OpinionDraftAnswer {
  @Field(() => ID)
  requestId: string;

  @Field(() => String, { nullable: true })
  outcome: string | null;

  @Field()
  answer: string;

  @Field(() => [String])
  basis: readonly string[];
}

@ObjectType({ description: 'What is typed of an opinion; erased when it goes to the checker or the matter leaves the organ', ...own })
export class OpinionDraft {
  @Field({ description: 'Whoever saves names the version that was read' })
  version: string;

  @Field()
  facts: string;

  @Field(() => [String])
  evidence: readonly string[];

  @Field(() => [OpinionDraftAnswer])
  answers: readonly OpinionDraftAnswer[];

  @Field(() => Day, { nullable: true })
  executeBy: string | null;

  @Field(() => Organ, { nullable: true })
  performer: Organ | null;

  @Field(() => Person)
  savedBy: Person;

  @Field(() => Instant)
  savedAt: string;
}

@ObjectType({ description: 'A part that the rules in force demand of the opinion', ...own })
export class OpinionPart {
  @Field()
  part: string;

  @Field({ description: 'The part in words' })
  title: string;

  @Field()
  source: string;

  @Field()
  present: boolean;

  @Field(() => [ID], { description: 'Of a part told per request: the requests that it is not told for' })
  missingFor: readonly string[];
}

@ObjectType({ description: 'An old reply brought in by import, exempt from document parts', ...own })
export class LegacyReply {
  @Field()
  reply: string;

  @Field(() => Day)
  repliedOn: string;
}

@ObjectType(own)
export class HandlingExtension {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  days: number;

  @Field()
  reason: string;

  @Field(() => Day)
  requestedOn: string;

  @Field(() => Day, { nullable: true })
  approvedOn: string | null;
}

@ObjectType({ description: 'A particular of a record', ...own })
export class RecordDetail {
  @Field()
  name: string;

  @Field()
  text: string;
}

@ObjectType({ description: 'A dated fact of the course: a transfer, an objection, an inquiry, a settlement …', ...own })
export class CaseRecord {
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

  @Field(() => Person, { nullable: true, description: 'The officer whom it is about, where it is about one' })
  officer: Person | null;

  @Field(() => Day, { nullable: true, description: 'The day something is owed, promised or looked at again; inclusive' })
  until: string | null;

  @Field(() => [RecordDetail])
  @Directive('@listSize(assumedSize: 4)')
  details: RecordDetail[];
}

@ObjectType({ description: 'Service on one petitioner', ...own })
export class OpinionService {
  @Field(() => ID)
  petitionerId: string;

  @Field(() => ID, { nullable: true, description: 'The representative who received for this petitioner' })
  throughPetitionerId: string | null;

  @Field()
  way: string;

  @Field({ description: 'The way in words' })
  wayName: string;

  @Field(() => Day, { nullable: true, description: 'null: could not be delivered, the right has not started' })
  servedOn: string | null;

  @Field(() => NextRight, { nullable: true })
  nextRight: NextRight | null;
}

@ObjectType({ description: 'A petition: here its stage, course and papers', ...own })
@Directive('@key(fields: "id")')
export class Petition {
  @Field(() => ID)
  id: string;
}

@ObjectType(own)
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

@ObjectType(own)
export class TrackedService {
  @Field()
  way: string;

  @Field({ description: 'The way in words' })
  wayName: string;

  @Field(() => Day, { nullable: true, description: 'Null: could not be delivered' })
  servedOn: string | null;

  @Field(() => NextRight, { nullable: true })
  nextRight: NextRight | null;
}

@ObjectType({ description: 'What the query code shows', ...own })
@Directive('@key(fields: "pass")')
export class TrackedPetition {
  @Field()
  pass: string;
}

@ObjectType({ description: 'A withdrawal that stands', ...own })
export class TrackedWithdrawal {
  @Field(() => Day)
  declaredOn: string;

  @Field(() => Day, { nullable: true, description: 'Day of the second contact' })
  confirmedOn: string | null;

  @Field(() => Day, { nullable: true, description: 'Last day on which it can be taken back, inclusive' })
  revocableUntil: string | null;
}

@ObjectType(own)
export class StageCount {
  @Field()
  stage: string;

  @Field({ description: 'The stage in words' })
  stageName: string;

  @Field(() => Int)
  count: number;
}

@ObjectType(own)
export class TermCount {
  @Field()
  term: string;

  @Field({ description: 'The term in words' })
  title: string;

  @Field()
  state: string;

  @Field(() => Int)
  count: number;
}

@ObjectType({ description: 'Open matters by the officer who acted on them last; for the head alone', ...own })
export class PersonWorkload {
  @Field(() => Person, { nullable: true, description: 'null: nobody has acted on them yet' })
  person: Person | null;

  @Field(() => Int)
  open: number;

  @Field(() => Int)
  overdue: number;
}

@ObjectType(own)
export class Workload {
  @Field(() => Organ)
  organ: Organ;

  @Field(() => Int)
  open: number;

  @Field(() => [StageCount])
  byStage: StageCount[];

  @Field(() => [TermCount])
  byTerm: TermCount[];

  @Field(() => Int)
  dueWithin7Days: number;

  @Field(() => Day, { nullable: true, description: 'First receipt of the oldest open matter' })
  oldestOpen: string | null;

  @Field(() => [PersonWorkload], { nullable: true })
  people: PersonWorkload[] | null;
}
