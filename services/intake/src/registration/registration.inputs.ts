import { Field, ID, InputType, Int } from '@nestjs/graphql';
import type { Channel, PetitionKind, TransferInKind } from '@sunshine/events';
import { Day } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { PetitionChannelEnum, PetitionKindEnum, TransferInKindEnum } from '../register/petition.graph.js';
import { VisitInput } from '../visits/visits.inputs.js';

const registerIn = () => IntakeGraph;

@InputType({ registerIn })
export class PetitionRequestInput {
  @Field()
  text: string;
}

@InputType({ registerIn, description: 'A minor or a person without legal capacity acts through a guardian' })
export class GuardianInput {
  @Field()
  name: string;

  @Field(() => String, { nullable: true })
  relation?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'The guardian agrees that data of a child below fourteen is processed' })
  consent?: boolean | null;
}

@InputType({ registerIn, description: '代录: an officer types what the petitioner says' })
export class EntryInput {
  @Field(() => Int, {
    nullable: true,
    description: 'Which petitioner is speaking: position in `petitioners`, counted from 1; by default 1',
  })
  wordsOf?: number | null;

  @Field({ description: 'The text was read back to the petitioner, who agreed' })
  readBack: boolean;

  @Field(() => ID, { nullable: true })
  signatureFileId?: string | null;
}

/** What the desk takes of whoever becomes a petitioner, besides the name. */
@InputType({ isAbstract: true })
export class IdentityInput {
  @Field(() => String, { nullable: true })
  idType?: string | null;

  @Field(() => String, { nullable: true })
  idNumber?: string | null;

  @Field(() => String, { nullable: true })
  phone?: string | null;

  @Field(() => String, { nullable: true })
  address?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the petitioner is below fourteen; not needed where a resident identity number is given',
  })
  below14?: boolean | null;

  @Field(() => GuardianInput, { nullable: true })
  guardian?: GuardianInput | null;
}

@InputType({ registerIn })
export class PetitionerInput extends IdentityInput {
  @Field(() => String, { nullable: true })
  name?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'A representative of a joint filing' })
  representative?: boolean | null;
}

@InputType({ registerIn, description: 'Exactly one of organId and text' })
export class RespondentInput {
  @Field(() => ID, { nullable: true })
  organId?: string | null;

  @Field(() => String, { nullable: true })
  text?: string | null;
}

@InputType({
  registerIn,
  description: 'organId (with text: who there), personId or text; reports only, sealed',
})
export class AccusedInput {
  @Field(() => ID, { nullable: true })
  organId?: string | null;

  @Field(() => ID, { nullable: true })
  personId?: string | null;

  @Field(() => String, { nullable: true })
  text?: string | null;
}

@InputType({ registerIn })
export class PetitionAgentInput {
  @Field()
  name: string;

  @Field(() => ID, { nullable: true })
  mandateFileId?: string | null;
}

@InputType({ registerIn })
export class UrgentEventInput {
  @Field()
  reason: string;

  @Field(() => Day)
  endsOn: string;
}

/** Fields of both forms. */
@InputType({ isAbstract: true })
class FilingInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field({ description: 'At most 200 characters' })
  summary: string;

  @Field({ description: 'At most 10,000 characters' })
  text: string;

  @Field(() => [PetitionRequestInput], { description: '1 to 20' })
  requests: PetitionRequestInput[];

  @Field(() => [PetitionerInput], { nullable: true })
  petitioners?: PetitionerInput[] | null;

  @Field(() => Int, { nullable: true })
  peopleCount?: number | null;

  @Field({ description: 'Six digits, GB/T 2260' })
  division: string;

  @Field(() => PetitionKindEnum)
  kind: PetitionKind;

  @Field(() => String, { nullable: true })
  purpose?: string | null;

  @Field(() => String, { nullable: true, description: 'Six digits' })
  contentClass?: string | null;

  @Field(() => Boolean, { nullable: true })
  anonymous?: boolean | null;

  @Field(() => [RespondentInput], { nullable: true })
  respondent?: RespondentInput[] | null;

  @Field(() => [AccusedInput], { nullable: true })
  accused?: AccusedInput[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'A claim about the conduct of staff or retaliation: handled above the unit that respondent names, which never sees it',
  })
  staffConduct?: boolean | null;

  @Field(() => PetitionAgentInput, { nullable: true })
  agent?: PetitionAgentInput | null;

  @Field(() => UrgentEventInput, { nullable: true })
  urgentEvent?: UrgentEventInput | null;

  @Field(() => [ID], { nullable: true, description: 'Uploaded files: 20 of 20 MB, PDF JPG PNG DOCX XLSX MP4 by content' })
  attachments?: string[] | null;

  @Field(() => String, { nullable: true, description: 'The pass under which a filer without an account uploaded the files' })
  uploadPass?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Further organs to which the same filing was sent' })
  addressedTo?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Number of an earlier matter' })
  previousNumber?: string | null;
}

@InputType({
  registerIn,
  description: 'A report contained in a letter beside its claim: registered as a sealed petition of its own with the same day of receipt',
})
export class ReportInLetterInput {
  @Field({ description: 'At most 200 characters' })
  summary: string;

  @Field({ description: 'At most 10,000 characters' })
  text: string;

  @Field(() => [PetitionRequestInput], { description: '1 to 20' })
  requests: PetitionRequestInput[];

  @Field(() => String, { nullable: true, description: 'Six digits' })
  contentClass?: string | null;

  @Field(() => [AccusedInput], { nullable: true })
  accused?: AccusedInput[] | null;

  @Field(() => [ID], { nullable: true, description: 'Files of the report; the scan of the letter too where it shows both matters' })
  attachments?: string[] | null;
}

@InputType({ registerIn })
export class SplitOnTheSpotInput {
  @Field(() => ReportInLetterInput)
  report: ReportInLetterInput;
}

@InputType({
  registerIn,
  description: 'A matter that a body outside transferred or assigned to this organ, as its letter says; channel TRANSFER_IN',
})
export class TransferInInput {
  @Field({ description: 'At most 200 characters' })
  sender: string;

  @Field(() => String, { nullable: true, description: 'Number of the letter' })
  number?: string | null;

  @Field(() => TransferInKindEnum)
  kind: TransferInKind;

  @Field(() => Day, { nullable: true, description: 'Of an assignment: the day by which to report' })
  reportBy?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The message that brought it, where another node sent it; receivedOn is then the day of its transport receipt',
  })
  arrivedMessageId?: string | null;
}

@InputType({ registerIn })
export class RegisterPetitionInput extends FilingInput {
  @Field(() => ID, { nullable: true, description: 'Organ of the desk; by default the registrar’s own' })
  organId?: string | null;

  @Field(() => PetitionChannelEnum)
  channel: Channel;

  @Field(() => Day)
  receivedOn: string;

  @Field(() => Day, { nullable: true })
  postmarkOn?: string | null;

  @Field(() => Day, { nullable: true })
  firstStampOn?: string | null;

  @Field(() => String, { nullable: true, description: 'Bar code stuck on a letter' })
  barCode?: string | null;

  @Field(() => Int, { nullable: true, description: 'Running number of the receipt stamp of the organ and day' })
  stampNumber?: number | null;

  @Field(() => ID, { nullable: true, description: 'Scan of the envelope' })
  envelopeFileId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Sound of a call, image of a fax or a message' })
  recordingFileId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the petition was made orally; by default true for a visit and a call' })
  oral?: boolean | null;

  @Field(() => EntryInput, { nullable: true })
  entry?: EntryInput | null;

  @Field(() => TransferInInput, { nullable: true })
  transferIn?: TransferInInput | null;

  @Field(() => VisitInput, {
    nullable: true,
    description: 'The visit at which it was filed; where left out, the registration of a visit creates one',
  })
  visit?: VisitInput | null;

  @Field(() => ID, { nullable: true, description: 'A visit recorded before' })
  visitId?: string | null;

  @Field(() => SplitOnTheSpotInput, {
    nullable: true,
    description: 'For a letter with a claim and a report: the rest of this form then contains the claim without the passages of the report',
  })
  split?: SplitOnTheSpotInput | null;

  @Field(() => Day, { nullable: true, description: 'Day of registration; by default today' })
  on?: string | null;
}

@InputType({ registerIn })
export class SubmitPetitionInput extends FilingInput {
  @Field(() => ID, { nullable: true, description: 'Organ addressed; by default the bureau of the division' })
  organId?: string | null;

  @Field(() => PetitionChannelEnum, { nullable: true, description: 'WEB, WECHAT or KIOSK; by default WEB' })
  channel?: Channel | null;
}
