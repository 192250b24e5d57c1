import { Directive, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Channel, ConsentWay, PetitionKind, TransferInKind } from '@sunshine/events';
import { LIST_ORDERS } from '@sunshine/filters';
import { connectionOf, Day, OrganStub } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import type { PetitionOrder } from './register.rows.js';

const registerIn = () => IntakeGraph;

/** Values as the object that a GraphQL enum needs. */
export const valuesOf = <T extends string>(options: readonly T[]) =>
  Object.fromEntries(options.map((option) => [option, option])) as Record<T, T>;

export const PetitionKindEnum = valuesOf(PetitionKind.options);
export const PetitionChannelEnum = valuesOf(Channel.options);
export const PetitionOrderEnum: Record<PetitionOrder, PetitionOrder> = valuesOf(LIST_ORDERS.petitions);

registerEnumType(PetitionKindEnum, { name: 'PetitionKind', registerIn });
registerEnumType(PetitionChannelEnum, { name: 'PetitionChannel', registerIn });
export const TransferInKindEnum = valuesOf(TransferInKind.options);
registerEnumType(TransferInKindEnum, { name: 'TransferInKind', registerIn, description: '转送 or 交办' });
registerEnumType(PetitionOrderEnum, { name: 'PetitionOrder', registerIn });

@ObjectType({ registerIn, description: 'One request of a petition' })
@Directive('@key(fields: "id")')
export class PetitionRequest {
  @Field(() => ID)
  id: string;

  @Field(() => String, { nullable: true, description: 'Null for a report, whose text is sealed' })
  text: string | null;
}

@ObjectType({ registerIn })
export class MaskedIdentity {
  @Field(() => String, { nullable: true })
  name: string | null;

  @Field(() => String, { nullable: true })
  phone: string | null;
}

export const ConsentWayEnum = valuesOf(ConsentWay.options);
registerEnumType(ConsentWayEnum, { name: 'ConsentWay', registerIn, description: 'How a member agreed to the joint filing' });

@ObjectType({ registerIn, description: 'The petitioner’s consent to a joint filing' })
export class MemberConsent {
  @Field(() => ConsentWayEnum)
  way: ConsentWay;

  @Field(() => Day)
  on: string;

  @Field(() => ID, { nullable: true })
  fileId: string | null;
}

@ObjectType({ registerIn })
@Directive('@key(fields: "id")')
export class Petitioner {
  @Field(() => ID)
  id: string;

  @Field(() => MaskedIdentity)
  masked: MaskedIdentity;

  @Field()
  representative: boolean;

  @Field(() => MemberConsent, { nullable: true, description: 'The latest consent on record' })
  consent: MemberConsent | null;

  @Field(() => Day, { nullable: true, description: 'The day on which the petitioner left the joint petition' })
  leftOn: string | null;

  @Field(() => Day, { nullable: true, description: 'The day on which the petitioner died or was dissolved, as two people have read' })
  endedOn: string | null;

  @Field(() => ID, { nullable: true, description: 'The petitioner whom this one succeeds' })
  succeeds: string | null;
}

@ObjectType({ registerIn, description: '被反映单位: the organ or unit complained about; it has no effect on routing' })
export class Respondent {
  @Field(() => OrganStub, { nullable: true })
  organ: OrganStub | null;

  @Field(() => String, { nullable: true })
  text: string | null;
}

@ObjectType({ registerIn, description: 'Which body outside transferred or assigned the petition to this organ, as its letter says' })
export class TransferIn {
  @Field()
  sender: string;

  @Field(() => String, { nullable: true, description: 'Number of the letter' })
  number: string | null;

  @Field(() => TransferInKindEnum)
  kind: TransferInKind;

  @Field(() => Day, { nullable: true, description: 'Of an assignment: the day by which to report' })
  reportBy: string | null;
}

@ObjectType({ registerIn, description: 'Describes the event, never a person (Art 25)' })
export class UrgentEvent {
  @Field()
  reason: string;

  @Field(() => Day)
  endsOn: string;
}

@ObjectType({ registerIn, description: 'Why the reader sees the petition' })
export class AccessReason {
  @Field()
  role: string;

  @Field()
  relation: string;

  @Field(() => OrganStub)
  organ: OrganStub;
}

@ObjectType({ registerIn, description: 'Which roles of an organ may see the petition, and by which rule; no officer is named' })
export class PetitionReader {
  @Field(() => OrganStub, { nullable: true, description: 'Null for a role of the whole node' })
  organ: OrganStub | null;

  @Field()
  relation: string;

  @Field({ description: 'The relation in words' })
  relationName: string;

  @Field(() => [String])
  roles: readonly string[];

  @Field(() => [String], { description: 'The roles in words' })
  roleNames: readonly string[];

  @Field({ description: 'The rule that lets them see it' })
  source: string;
}

@ObjectType({ registerIn, description: '信访事项' })
@Directive('@key(fields: "id")')
export class Petition {
  @Field(() => ID)
  id: string;

  @Field()
  number: string;

  @Field(() => PetitionChannelEnum)
  channel: Channel;

  @Field(() => PetitionKindEnum)
  kind: PetitionKind;

  @Field(() => String, { nullable: true, description: 'Null for a report, which is sealed' })
  summary: string | null;

  @Field(() => String, { nullable: true, description: 'Null for a report, which is sealed' })
  text: string | null;

  @Field(() => Day)
  registeredOn: string;

  @Field(() => Day, { description: 'Day of receipt: the terms start from it' })
  receivedOn: string;

  @Field(() => Day, { nullable: true })
  postmarkOn: string | null;

  @Field(() => Day, { nullable: true })
  firstStampOn: string | null;

  @Field(() => Int)
  peopleCount: number;

  @Field()
  division: string;

  @Field()
  anonymous: boolean;

  @Field({ description: 'A complaint about the conduct of staff: handled above their unit, which never sees it' })
  staffConduct: boolean;

  @Field(() => String, { nullable: true })
  purpose: string | null;

  @Field(() => String, { nullable: true })
  contentClass: string | null;

  @Field(() => UrgentEvent, { nullable: true })
  urgentEvent: UrgentEvent | null;

  @Field(() => String, { nullable: true, description: 'Number of an earlier petition as the petitioner gave it; not checked' })
  previousNumber: string | null;

  @Field(() => TransferIn, { nullable: true })
  transferIn: TransferIn | null;

  @Field(() => String, { nullable: true, description: 'Bar code stuck on a letter' })
  barCode: string | null;

  @Field(() => Int, { nullable: true, description: 'Running number of the receipt stamp of the organ and day' })
  stampNumber: number | null;

  @Field(() => ID, { nullable: true, description: 'Scan of the envelope' })
  envelopeFileId: string | null;

  @Field(() => ID, { nullable: true, description: 'Sound of a call, image of a fax or a message' })
  recordingFileId: string | null;

  @Field({ description: 'The petition was made orally and an officer wrote it down' })
  oral: boolean;

  organId: string;
  addressedTo: readonly string[];
}

export const PetitionConnection = connectionOf(Petition);
