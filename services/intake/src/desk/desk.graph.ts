import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { CorrectedField, Exit, PetitionKind, UrgentAddressee, UrgentReportKind } from '@sunshine/events';
import { Day, Instant, OrganStub } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { PetitionKindEnum } from '../register/petition.graph.js';
import { IdentityCheckEnum, type IdentityCheck } from '../holders/holders.inputs.js';
import { CorrectedFieldEnum } from '../record/record.inputs.js';
import { UrgentAddresseeEnum, UrgentReportKindEnum } from '../record/urgent.inputs.js';

const registerIn = () => IntakeGraph;

@ObjectType({ registerIn, description: '代录: who typed, whose words; it is no mandate' })
export class EntryOnBehalf {
  @Field(() => ID, { nullable: true, description: 'The officer who typed' })
  typedBy: string | null;

  @Field(() => ID, { nullable: true, description: 'Petitioner whose words they are' })
  wordsOf: string | null;

  @Field()
  readBack: boolean;

  @Field(() => ID, { nullable: true })
  signatureFileId: string | null;
}

@ObjectType({ registerIn, description: 'A visit: one 批次, its heads are 人次; its traits are kept on nobody' })
export class Visit {
  @Field(() => ID)
  id: string;

  @Field(() => Day)
  on: string;

  @Field(() => Instant, { nullable: true })
  timeIn: string | null;

  @Field(() => Instant, { nullable: true })
  timeOut: string | null;

  @Field(() => String, { nullable: true })
  place: string | null;

  @Field(() => Int)
  headCount: number;

  @Field(() => Int, { nullable: true })
  ticketNumber: number | null;

  @Field(() => ID, { nullable: true })
  receptionOfficerId: string | null;

  @Field(() => [ID])
  onDutyIds: readonly string[];

  @Field(() => OrganStub, { description: 'The organ visited' })
  organ: OrganStub;

  @Field(() => [OrganStub], { description: 'Responsible units called in' })
  called: readonly OrganStub[];
}

@ObjectType({ registerIn })
export class InterviewAnswer {
  @Field()
  question: string;

  @Field()
  answer: string;
}

@ObjectType({ registerIn, description: '谈话笔录' })
export class Interview {
  @Field(() => ID)
  id: string;

  @Field(() => Day)
  on: string;

  @Field(() => [InterviewAnswer], { nullable: true, description: 'Null for a report, which is sealed' })
  answers: readonly InterviewAnswer[] | null;

  @Field({ description: 'Evidence only if read back' })
  readBack: boolean;

  @Field(() => ID, { nullable: true })
  signatureFileId: string | null;

  @Field(() => String, { nullable: true, description: 'Who saw that the signature was refused' })
  refusalWitness: string | null;

  @Field()
  copyGiven: boolean;

  @Field(() => OrganStub)
  organ: OrganStub;
}

@ObjectType({ registerIn, description: 'Further material; it moved no date' })
export class Supplement {
  @Field(() => ID)
  id: string;

  @Field(() => Day)
  receivedOn: string;

  @Field(() => String, { nullable: true, description: 'Null for a report, which is sealed, and where files alone came' })
  text: string | null;

  @Field(() => [ID])
  fileIds: readonly string[];

  @Field({ description: 'Sent by who holds the query code' })
  online: boolean;

  @Field(() => OrganStub)
  organ: OrganStub;
}

@ObjectType({ registerIn, description: 'Further material as who holds the query code sees it: that it came, and nothing of what it says' })
export class TrackedSupplement {
  @Field(() => ID)
  id: string;

  @Field(() => Day)
  receivedOn: string;

  @Field(() => Int, { description: 'Number of files' })
  files: number;
}

@ObjectType({ registerIn, description: 'What was asked for, once' })
export class SupplementRequest {
  @Field(() => ID)
  id: string;

  @Field(() => [String], { nullable: true, description: 'Null for a report, which is sealed' })
  items: readonly string[] | null;

  @Field(() => Day)
  answerBy: string;

  @Field(() => Day)
  askedOn: string;

  @Field(() => OrganStub)
  organ: OrganStub;
}

@ObjectType({ registerIn, description: 'Old and new value side by side; of identity and of a report both are sealed' })
export class Correction {
  @Field(() => ID)
  id: string;

  @Field(() => CorrectedFieldEnum)
  field: CorrectedField;

  @Field(() => ID, { nullable: true })
  petitionerId: string | null;

  @Field(() => String, { nullable: true })
  former: string | null;

  @Field(() => String, { nullable: true })
  value: string | null;

  @Field(() => String, { nullable: true })
  reason: string | null;

  @Field(() => String, { nullable: true })
  evidence: string | null;

  @Field(() => ID, { nullable: true })
  evidenceFileId: string | null;

  @Field({ description: 'proposed, applied or rejected' })
  state: string;

  @Field(() => Day)
  on: string;

  @Field(() => Day, { nullable: true })
  confirmedOn: string | null;
}

@ObjectType({ registerIn })
export class Classification {
  @Field(() => ID)
  id: string;

  @Field(() => PetitionKindEnum)
  formerKind: PetitionKind;

  @Field(() => PetitionKindEnum)
  kind: PetitionKind;

  @Field(() => String, { nullable: true })
  contentClass: string | null;

  @Field(() => String, { nullable: true })
  purpose: string | null;

  @Field(() => String, { nullable: true, description: 'The organ decides; this was proposed' })
  proposedExit: Exit | null;

  @Field(() => String, { nullable: true, description: 'Null for a report, which is sealed' })
  reason: string | null;

  @Field(() => Day)
  on: string;

  @Field(() => OrganStub)
  organ: OrganStub;
}

@ObjectType({ registerIn, description: 'Written mandate; the agent’s access ends with it' })
export class Mandate {
  @Field(() => ID)
  id: string;

  @Field(() => String, { nullable: true })
  maskedName: string | null;

  @Field(() => String, { nullable: true, description: 'Null for a report, which is sealed' })
  scope: string | null;

  @Field(() => Day)
  from: string;

  @Field(() => Day, { description: 'Last day, inclusive' })
  endsOn: string;

  @Field()
  inForce: boolean;

  @Field(() => Day, { nullable: true })
  endedOn: string | null;

  @Field(() => String, { nullable: true })
  endReason: string | null;

  @Field(() => ID, { nullable: true })
  fileId: string | null;
}

@ObjectType({ registerIn })
export class QueryCodeReissue {
  @Field(() => ID, { description: 'The petition, the mandate of an agent, or a petitioner' })
  holderId: string;

  @Field(() => IdentityCheckEnum)
  identityCheck: IdentityCheck;

  @Field(() => Instant)
  at: Date;

  @Field(() => OrganStub)
  organ: OrganStub;
}

@ObjectType({ registerIn, description: 'What the registration form still lacks; never a reason to refuse' })
export class OpenPoint {
  @Field()
  part: string;

  @Field()
  title: string;

  @Field()
  source: string;
}

@ObjectType({ registerIn, description: '引导单: talk only, without any consequence' })
export class GuidanceSlip {
  @Field(() => ID)
  id: string;

  @Field()
  place: string;

  @Field(() => String, { nullable: true })
  receptionTimes: string | null;

  @Field(() => Instant, { nullable: true })
  calledAt: Date | null;

  @Field(() => String, { nullable: true })
  callAnswer: string | null;

  @Field(() => [String], { description: 'What the slip says' })
  text: readonly string[];

  @Field(() => Day)
  on: string;

  @Field(() => OrganStub, { description: 'The organ visited' })
  organ: OrganStub;

  @Field(() => OrganStub, { description: 'The organ with authority' })
  competentOrgan: OrganStub;
}

@ObjectType({ registerIn })
export class UrgentReport {
  @Field(() => ID)
  id: string;

  @Field(() => UrgentReportKindEnum)
  kind: UrgentReportKind;

  @Field(() => UrgentAddresseeEnum)
  to: UrgentAddressee;

  @Field(() => Instant)
  at: string;

  @Field(() => String, { nullable: true })
  receipt: string | null;

  @Field(() => OrganStub, { nullable: true })
  organ: OrganStub | null;
}

@ObjectType({ registerIn, description: 'An event and the reports on it (Art 25); about what happens, never about a person' })
export class UrgentMatter {
  @Field(() => ID)
  id: string;

  @Field(() => String, { nullable: true, description: 'Null for a report, which is sealed' })
  reason: string | null;

  @Field(() => Day)
  begunOn: string;

  @Field(() => Day, { description: 'Last day, inclusive' })
  endsOn: string;

  @Field()
  open: boolean;

  @Field(() => [UrgentReport])
  reports: readonly UrgentReport[];

  @Field(() => [UrgentAddresseeEnum], { description: 'Whom law names and no report has reached yet' })
  stillToReport: readonly UrgentAddressee[];

  @Field(() => OrganStub)
  organ: OrganStub;
}
