import { Field, ID, InputType } from '@nestjs/graphql';
import type { FileRole } from '../domain/files/files.js';
import { IntakeGraph } from '../graph.js';
import { FileRoleEnum } from './files.graph.js';
import type { FileOpening } from './reading.js';

const registerIn = () => IntakeGraph;

@InputType({ registerIn })
export class AttachFileInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID)
  petitionId: string;

  @Field(() => ID)
  fileId: string;

  @Field(() => FileRoleEnum)
  role: FileRole;

  @Field(() => String, { nullable: true, description: 'The pass under which somebody without an account uploaded the file' })
  uploadPass?: string | null;
}

@InputType({ registerIn })
export class OpenFileInput implements FileOpening {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID)
  petitionId: string;

  @Field(() => ID)
  fileId: string;

  @Field(() => String, { nullable: true, description: 'Why it is opened, 5 to 200 characters; required for a sealed file' })
  purpose?: string | null;
}
