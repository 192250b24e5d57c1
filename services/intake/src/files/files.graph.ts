import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { FILE_TYPES, type FileType } from '@sunshine/files';
import { Day, Instant } from '@sunshine/platform';
import { FILE_ROLES, isSealed, type FileRole } from '../domain/files/files.js';
import { IntakeGraph } from '../graph.js';
import type { PetitionFileRow } from './files.rows.js';

const registerIn = () => IntakeGraph;

export const FileRoleEnum = Object.fromEntries(FILE_ROLES.map((role) => [role, role])) as Record<FileRole, FileRole>;
const FileTypeEnum = Object.fromEntries(Object.keys(FILE_TYPES).map((type) => [type, type])) as Record<FileType, FileType>;

registerEnumType(FileRoleEnum, {
  name: 'FileRole',
  description: '附件、信封、委托书、更正依据、谈话笔录、调查材料、送达回证、照片、录音',
  registerIn,
});
registerEnumType(FileTypeEnum, { name: 'FileType', description: 'Detected by content', registerIn });

@ObjectType({ registerIn, description: 'A file of a petition; for a report only that it exists' })
export class PetitionFile {
  @Field(() => ID)
  id: string;

  @Field(() => FileRoleEnum)
  role: FileRole;

  @Field(() => FileTypeEnum, { nullable: true })
  type: FileType | null;

  @Field(() => Int, { nullable: true, description: 'Bytes' })
  size: number | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the upload, hexadecimal; a stripped file has another one' })
  sha256: string | null;

  @Field({ description: 'Whether metadata about its author was removed' })
  stripped: boolean;

  @Field({ description: 'Whether opening it needs the right to sealed fields and a purpose' })
  sealed: boolean;

  @Field(() => Day)
  addedOn: string;
}

@ObjectType({ registerIn })
export class OpenedFile {
  @Field({ description: 'Path below the gateway; good for one minute, for the same person with the same token' })
  link: string;

  @Field(() => Instant)
  until: Date;

  @Field(() => FileTypeEnum)
  type: FileType;

  @Field(() => Int, { description: 'Bytes' })
  size: number;

  @Field(() => String, { nullable: true })
  sha256: string | null;
}

/** For a report, properties that could be compared with a known file are hidden. */
export function fileShown({ id, role, type, size, sha256, stripped, addedOn, kind }: PetitionFileRow): PetitionFile {
  const hidden = kind === 'REPORT';
  return {
    id,
    role,
    type: hidden ? null : type,
    size: hidden ? null : size,
    sha256: hidden ? null : sha256,
    stripped,
    sealed: isSealed(kind, role),
    addedOn,
  };
}
