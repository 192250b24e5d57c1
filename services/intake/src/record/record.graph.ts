import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { CorrectedField, Exit, PetitionKind } from '@sunshine/events';
import { Day, OrganStub } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { PetitionKindEnum } from '../register/petition.graph.js';
import { CorrectedFieldEnum } from './record.inputs.js';

const registerIn = () => IntakeGraph;

@ObjectType({ registerIn, description: 'Further material; it changes no date' })
export class Supplement {
  @Field(() => ID)
  id: string;

  @Field(() => Day)
  receivedOn: string;

  @Field(() => String, { nullable: true, description: 'Null for a report, which is sealed, and where only files were sent' })
  text: string | null;

  @Field(() => [ID])
  fileIds: readonly string[];

  @Field({ description: 'Sent online by the holder of the query code' })
  online: boolean;

  @Field(() => String, { nullable: true, description: 'Name of the node that added it; null: it was added here' })
  fromNode: string | null;

  @Field(() => OrganStub)
  organ: OrganStub;
}

@ObjectType({ registerIn, description: 'Further material as the holder of the query code sees it: when it came, but not its text' })
export class TrackedSupplement {
  @Field(() => ID)
  id: string;

  @Field(() => Day)
  receivedOn: string;

  @Field(() => Int, { description: 'Number of files' })
  files: number;
}

@ObjectType({ registerIn, description: 'The request for missing material (补正), made once' })
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

@ObjectType({ registerIn, description: 'Old and new value of a field; both are sealed for identity and for a report' })
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

  @Field(() => String, { nullable: true, description: 'A proposal; the organ in charge decides the exit' })
  proposedExit: Exit | null;

  @Field(() => String, { nullable: true, description: 'Null for a report, which is sealed' })
  reason: string | null;

  @Field(() => Day)
  on: string;

  @Field(() => OrganStub)
  organ: OrganStub;
}
