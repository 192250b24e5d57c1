import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Instant } from '@sunshine/platform';
import { inExchange } from '../graph.js';

@InputType({ ...inExchange })
export class ExportFerryInput {
  @Field(() => String, { nullable: true, description: 'With the same one the same file is answered again' })
  requestId: string | null;

  @Field({ description: 'Id of the partner’s node' })
  node: string;
}

@InputType({ description: 'A piece of a file that is too long for one request', ...inExchange })
export class FerryPieceInput {
  @Field(() => ID, { description: 'The same for all pieces of a file, chosen by who uploads it' })
  upload: string;

  @Field(() => Int, { description: 'From 1' })
  piece: number;

  @Field(() => Int, { description: 'At most 20' })
  pieces: number;
}

@InputType({ ...inExchange })
export class ImportFerryInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field({ description: 'The text of the file, or of a piece of it' })
  file: string;

  @Field(() => FerryPieceInput, { nullable: true, description: 'Null: it is the whole file' })
  piece: FerryPieceInput | null;
}

@ObjectType({
  description: 'A file for a partner that no network joins with this node, signed, each message in it sealed to the partner',
  ...inExchange,
})
export class FerryFile {
  @Field(() => ID)
  id: string;

  @Field({ description: 'Id of the partner’s node' })
  node: string;

  @Field(() => Int, { description: 'Counts the files to this partner' })
  number: number;

  @Field(() => Instant)
  at: Date;

  @Field(() => Int)
  envelopes: number;

  @Field(() => Int, { description: 'Receipts for what came by file' })
  receipts: number;

  @Field({ description: 'More was due than a file has room for: another one takes it' })
  more: boolean;

  @Field(() => String, { nullable: true, description: 'Null once it is kept no more' })
  file: string | null;
}

@ObjectType({ description: 'What became of a file', ...inExchange })
export class FerryReport {
  @Field(() => String, { nullable: true, description: 'Id of the node that made it; null while pieces are missing' })
  node: string | null;

  @Field(() => Int, { nullable: true })
  number: number | null;

  @Field(() => Int, { description: 'Messages that lie here from now on' })
  taken: number;

  @Field(() => Int, { description: 'Messages that lay here already' })
  duplicates: number;

  @Field(() => Int, { description: 'Messages that were refused and recorded' })
  refused: number;

  @Field(() => Int, { description: 'Messages of this node whose receipts it brought' })
  receipts: number;

  @Field(() => [Int], { description: 'Files before it that have not come, at most the last hundred. What they carried comes again' })
  missingBefore: number[];

  @Field(() => [String], { description: 'Codes: FERRY_MISSING' })
  warnings: string[];

  @Field(() => Int, { nullable: true, description: 'Calendar days from its making to now; null while pieces are missing' })
  ferriedDays: number | null;

  @Field(() => Int, { description: 'Pieces of the file that have not come; until then nothing is taken' })
  piecesMissing: number;
}
