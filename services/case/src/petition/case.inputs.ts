import { Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { CaseModule } from '../case.module.js';
import { GuidanceInput } from '../exits/guidance.inputs.js';

const own = { registerIn: () => CaseModule };

export enum RouteKind {
  TRANSFER = 'TRANSFER',
  ASSIGNMENT = 'ASSIGNMENT',
}
registerEnumType(RouteKind, { name: 'RouteKind', registerIn: () => CaseModule });

/** What every act on a petition takes. */
@InputType({ isAbstract: true, ...own })
export abstract class ActInput {
  @Field(() => String, {
    nullable: true,
    description: 'The caller’s own id of this request: the same again does nothing and answers the same',
  })
  requestId?: string | null;

  @Field(() => Int, { nullable: true, description: 'Version that was read; another one is refused with VERSION_MOVED' })
  expectedVersion?: number | null;

  @Field(() => ID)
  petitionId: string;

  @Field(() => Day, {
    nullable: true,
    description: 'Legal day of the act: free for imports, for others only where papers are entered afterwards',
  })
  on?: string | null;
}

/** An act that the petitioner may do with the tracking pass as well as an officer. */
@InputType({ isAbstract: true, ...own })
export abstract class PetitionerActInput {
  @Field(() => String, { nullable: true, description: 'As in every act' })
  requestId?: string | null;

  @Field(() => Int, { nullable: true, description: 'As in every act' })
  expectedVersion?: number | null;

  @Field(() => ID, { nullable: true, description: 'By an officer' })
  petitionId?: string | null;

  @Field(() => String, { nullable: true, description: 'By the petitioner: the pass of trackPetition' })
  pass?: string | null;

  @Field(() => Day, { nullable: true, description: 'By an officer, as in every act' })
  on?: string | null;
}

/** The same as an officer does it; an id that is missing belongs to no petition. */
export const byOfficer = <I extends PetitionerActInput>({ pass: _pass, ...input }: I) => ({ ...input, petitionId: input.petitionId ?? '' });

@InputType({ description: 'What shows that a paper went out or arrived; each way needs its own', ...own })
export class ServiceProofInput {
  @Field(() => String, { nullable: true })
  signature?: string | null;

  @Field(() => String, { nullable: true })
  witness?: string | null;

  @Field(() => String, { nullable: true })
  relation?: string | null;

  @Field(() => String, { nullable: true, description: 'Mandate, or the written naming of a receiver' })
  mandate?: string | null;

  @Field(() => String, { nullable: true })
  receiptNumber?: string | null;

  @Field(() => String, { nullable: true, description: 'Consent to electronic service of this document' })
  consent?: string | null;

  @Field(() => ID, { nullable: true, description: 'The paper the consent was given for; the one that is served by default' })
  consentDocumentId?: string | null;

  @Field(() => String, { nullable: true })
  photo?: string | null;

  @Field(() => [String], { nullable: true })
  attempts?: string[] | null;
}

@InputType({ isAbstract: true, ...own })
export abstract class DispatchInput extends ActInput {
  @Field(() => String, { nullable: true, description: 'How the paper was sent: in_person household agent post electronic left' })
  way?: string | null;

  @Field(() => ServiceProofInput, { nullable: true })
  proof?: ServiceProofInput | null;

  @Field(() => String, { nullable: true, description: 'Officer and telephone as they stand on the paper; the organ by default' })
  officer?: string | null;
}

@InputType(own)
export class RoutePetitionInput extends ActInput {
  @Field(() => RouteKind)
  kind: 'TRANSFER' | 'ASSIGNMENT';

  @Field(() => ID)
  toOrganId: string;

  @Field()
  reason: string;

  @Field(() => Day, { nullable: true, description: 'ASSIGNMENT only: the day by which the organ reports' })
  reportBy?: string | null;

  @Field(() => [String], { nullable: true, description: 'ASSIGNMENT only: points to answer' })
  points?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Officer and telephone as they stand on the paper; the organ by default' })
  officer?: string | null;
}

@InputType(own)
export class InformPetitionerInput extends DispatchInput {
  @Field()
  path: string;

  @Field()
  procedure: string;

  @Field(() => GuidanceInput, {
    nullable: true,
    description: 'Where an exit 31(1) to 31(5) is decided: the notice is the guidance notice too',
  })
  guidance?: GuidanceInput | null;
}

@InputType(own)
export class AcceptPetitionInput extends DispatchInput {}

@InputType(own)
export class RequestExtensionInput extends ActInput {
  @Field(() => Int)
  days: number;

  @Field()
  reason: string;
}

@InputType(own)
export class ExtendHandlingInput extends ActInput {
  @Field(() => ID)
  extensionId: string;

  @Field(() => String, { nullable: true, description: 'Officer and telephone as they stand on the paper; the organ by default' })
  officer?: string | null;
}

@InputType(own)
export class OpinionAnswerInput {
  @Field(() => ID, { description: 'Id of the request of the petition' })
  id: string;

  @Field({ description: 'SUPPORTED PARTLY_SUPPORTED EXPLAINED NOT_SUPPORTED' })
  outcome: string;

  @Field()
  answer: string;

  @Field(() => [String])
  basis: string[];
}

@InputType(own)
export class DraftOpinionInput extends ActInput {
  @Field()
  facts: string;

  @Field(() => [String])
  evidence: string[];

  @Field(() => [OpinionAnswerInput])
  answers: OpinionAnswerInput[];

  @Field(() => Day, { nullable: true })
  executeBy?: string | null;

  @Field(() => ID, { nullable: true, description: 'The organ that must perform; the organ in charge by default' })
  performerOrganId?: string | null;
}

@InputType(own)
export class CheckOpinionInput extends ActInput {
  @Field(() => String, { nullable: true })
  remark?: string | null;
}

@InputType(own)
export class ReturnOpinionInput extends ActInput {
  @Field()
  remark: string;
}

@InputType(own)
export class IssueOpinionInput extends DispatchInput {}

@InputType(own)
export class RecordServiceInput extends ActInput {
  @Field(() => ID, { nullable: true, description: 'The paper that was served; the opinion by default' })
  documentId?: string | null;

  @Field(() => ID)
  petitionerId: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'This representative received for all who are not served yet: only where the rule pack lets representatives do so',
  })
  forAll?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'File of the signed receipt, scanned back' })
  receiptFileId?: string | null;

  @Field({ description: 'in_person household agent post electronic left undeliverable' })
  way: string;

  @Field(() => Day, { nullable: true, description: 'Day of signature, of the post receipt, or of arrival; today by default' })
  servedOn?: string | null;

  @Field(() => ServiceProofInput, { nullable: true })
  proof?: ServiceProofInput | null;
}

@InputType(own)
export class RecordExecutionInput extends ActInput {
  @Field()
  evidence: string;

  @Field()
  petitionerAsked: boolean;
}

@InputType(own)
export class ReportAssignmentInput extends ActInput {
  @Field()
  report: string;
}

@InputType(own)
export class RecordLegacyReplyInput extends ActInput {
  @Field()
  reply: string;
}
