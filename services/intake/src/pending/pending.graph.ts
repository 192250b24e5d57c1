import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { PetitionKind } from '@sunshine/events';
import { connectionOf, Day, Instant, OrganStub, PersonStub } from '@sunshine/platform';
import { ASIDE_REASONS, type AsideReason } from '../domain/pending/pending.js';
import { IntakeGraph } from '../graph.js';
import { MaskedIdentity, PetitionKindEnum, Respondent, valuesOf } from '../register/petition.graph.js';

const registerIn = () => IntakeGraph;

export const AsideReasonEnum = valuesOf(ASIDE_REASONS);
registerEnumType(AsideReasonEnum, { name: 'AsideReason', registerIn, description: 'Why a filing is not registered' });

@ObjectType({ registerIn, description: 'The decision not to register a filing: one person proposes it, another confirms it' })
export class FilingAside {
  @Field(() => AsideReasonEnum)
  reason: AsideReason;

  @Field({ description: 'The reason in words' })
  reasonName: string;

  @Field(() => String, { nullable: true, description: 'Number of the registered petition that it repeats' })
  ofNumber: string | null;

  @Field(() => Day)
  on: string;

  @Field(() => PersonStub)
  proposedBy: PersonStub;

  @Field({ description: 'False until a second person has confirmed it' })
  confirmed: boolean;
}

@ObjectType({ registerIn, description: '待登记: received during a flood of filings; it has no number until a registrar has looked at it' })
export class PendingFiling {
  @Field(() => ID)
  id: string;

  @Field(() => PetitionKindEnum)
  kind: PetitionKind;

  @Field(() => Day, { description: 'The day from which the terms run' })
  receivedOn: string;

  @Field(() => Instant)
  receivedAt: Date;

  @Field({ description: 'The filer marked it as urgent (Art 25)' })
  urgent: boolean;

  @Field(() => OrganStub)
  organ: OrganStub;

  @Field(() => Int, { description: 'Files that came with it' })
  files: number;

  @Field(() => String, {
    nullable: true,
    description: 'The same for all filings of one day from one address, without revealing the address; null for an anonymous filer',
  })
  origin: string | null;

  @Field(() => String, { nullable: true, description: 'The same for all filings with the same text; null for a report' })
  likeness: string | null;

  @Field(() => Int, { description: 'Number of waiting filings of the same origin, 1,000 at most' })
  fromOrigin: number;

  @Field(() => Int, { description: 'Number of waiting filings with the same text, 1,000 at most' })
  alike: number;

  @Field(() => Day, { description: 'Last day of the term that runs from receipt' })
  dueOn: string;

  @Field({ description: 'Whether the last day lies in a year without published working days' })
  provisional: boolean;

  @Field({ description: 'Article of the term' })
  source: string;

  @Field(() => FilingAside, { nullable: true })
  aside: FilingAside | null;
}

export const PendingFilingConnection = connectionOf(PendingFiling);

@ObjectType({ registerIn, description: 'Filings that wait at the desks of the reader' })
export class PendingCount {
  @Field(() => Int, { description: '1,000 at most' })
  waiting: number;

  @Field(() => Int, { description: 'Proposals of other people that wait for the reader’s confirmation, 1,000 at most' })
  toConfirm: number;

  @Field(() => Day, { nullable: true, description: 'Day of receipt of the oldest filing' })
  oldestOn: string | null;

  @Field(() => Day, { nullable: true, description: 'Last day of the term of the oldest filing' })
  dueOn: string | null;
}

@ObjectType({ registerIn })
export class PendingFile {
  @Field(() => ID)
  id: string;

  @Field()
  type: string;

  @Field(() => Int)
  size: number;

  @Field()
  role: string;
}

@ObjectType({ registerIn, description: 'Content of a filing, to judge whether it is a petition; each query is recorded in the audit' })
export class PendingContent {
  @Field(() => ID)
  id: string;

  @Field()
  summary: string;

  @Field()
  text: string;

  @Field(() => [String])
  requests: string[];

  @Field(() => [MaskedIdentity])
  petitioners: readonly MaskedIdentity[];

  @Field()
  anonymous: boolean;

  @Field(() => Int, { nullable: true })
  peopleCount: number | null;

  @Field(() => [Respondent])
  respondent: Respondent[];

  @Field(() => [Respondent], { description: 'For a report; a person of the directory is shown as null' })
  accused: Respondent[];

  @Field(() => String, { nullable: true })
  urgentReason: string | null;

  @Field(() => String, { nullable: true })
  previousNumber: string | null;

  @Field(() => [PendingFile], { description: 'They can be opened once it is registered' })
  files: readonly PendingFile[];

  @Field(() => String, { nullable: true, description: 'Reason for not registering it, in the words of the person who proposed it' })
  asideNote: string | null;
}

@ObjectType({ registerIn, description: 'The filer’s query code stays the same' })
export class RegisteredFiling {
  petitionId: string;

  @Field(() => ID)
  filingId: string;

  @Field()
  number: string;

  @Field(() => Day)
  receivedOn: string;

  @Field(() => Day)
  registeredOn: string;
}
