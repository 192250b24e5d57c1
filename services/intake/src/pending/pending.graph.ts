import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { PetitionKind } from '@sunshine/events';
import { connectionOf, Day, Instant, OrganStub, PersonStub } from '@sunshine/platform';
import { ASIDE_REASONS, type AsideReason } from '../domain/pending/pending.js';
import { IntakeGraph } from '../graph.js';
import { MaskedIdentity, PetitionKindEnum, Respondent, valuesOf } from '../register/petition.graph.js';

const registerIn = () => IntakeGraph;

export const AsideReasonEnum = valuesOf(ASIDE_REASONS);
registerEnumType(AsideReasonEnum, { name: 'AsideReason', registerIn, description: 'Why a filing of a flood is not registered' });

@ObjectType({ registerIn, description: 'That a filing is not registered: proposed by one person, decided by another' })
export class FilingAside {
  @Field(() => AsideReasonEnum)
  reason: AsideReason;

  @Field({ description: 'The reason in words' })
  reasonName: string;

  @Field(() => String, { nullable: true, description: 'Number of the registered matter that it repeats' })
  ofNumber: string | null;

  @Field(() => Day)
  on: string;

  @Field(() => PersonStub)
  proposedBy: PersonStub;

  @Field({ description: 'False while it waits for the second person' })
  confirmed: boolean;
}

@ObjectType({ registerIn, description: '待登记: received in a flood, registered when somebody has looked at it; it has no number yet' })
export class PendingFiling {
  @Field(() => ID)
  id: string;

  @Field(() => PetitionKindEnum)
  kind: PetitionKind;

  @Field(() => Day, { description: 'Terms run from this day' })
  receivedOn: string;

  @Field(() => Instant)
  receivedAt: Date;

  @Field({ description: 'Its filer says that it is urgent (Art 25)' })
  urgent: boolean;

  @Field(() => OrganStub)
  organ: OrganStub;

  @Field(() => Int, { description: 'Files that came with it' })
  files: number;

  @Field(() => String, {
    nullable: true,
    description: 'What came on one day from one address has one name, which tells no address; null for who gives no name',
  })
  origin: string | null;

  @Field(() => String, { nullable: true, description: 'What says the same has one name; null for a report' })
  likeness: string | null;

  @Field(() => Int, { description: 'How many of its origin wait, 1,000 at most' })
  fromOrigin: number;

  @Field(() => Int, { description: 'How many say the same, 1,000 at most' })
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

@ObjectType({ registerIn, description: 'What waits at the desks of the reader' })
export class PendingCount {
  @Field(() => Int, { description: '1,000 at most' })
  waiting: number;

  @Field(() => Int, { description: 'Proposals of others that wait for the reader, 1,000 at most' })
  toConfirm: number;

  @Field(() => Day, { nullable: true, description: 'Receipt of the oldest' })
  oldestOn: string | null;

  @Field(() => Day, { nullable: true, description: 'Last day of the oldest' })
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

@ObjectType({ registerIn, description: 'What a filing says, to judge whether it is a matter; each look is on record' })
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

  @Field(() => [Respondent], { description: 'Of a report; a person of the directory stands as null' })
  accused: Respondent[];

  @Field(() => String, { nullable: true })
  urgentReason: string | null;

  @Field(() => String, { nullable: true })
  previousNumber: string | null;

  @Field(() => [PendingFile], { description: 'Opened once it is registered' })
  files: readonly PendingFile[];

  @Field(() => String, { nullable: true, description: 'Why it is to be set aside, in the words of who proposed it' })
  asideNote: string | null;
}

@ObjectType({ registerIn, description: 'The code that its filer has stays as it is' })
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
