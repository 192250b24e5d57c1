import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { inExchange } from '../graph.js';

type ArrivedFileState = 'awaited' | 'complete' | 'refused';
const ArrivedFileStateEnum: Record<ArrivedFileState, ArrivedFileState> = { awaited: 'awaited', complete: 'complete', refused: 'refused' };
registerEnumType(ArrivedFileStateEnum, {
  name: 'ArrivedFileState',
  valuesMap: {
    awaited: { description: 'Not all of its parts are here' },
    complete: { description: 'All of it is here, and its bytes are those that the message named' },
    refused: { description: 'It is not taken; the sender was told why' },
  },
  ...inExchange,
});

@ObjectType({ description: 'A file of the matter; it comes by itself, in parts', ...inExchange })
export class ArrivedFile {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field()
  mediaType: string;

  @Field(() => Int)
  bytes: number;

  @Field(() => ArrivedFileStateEnum)
  state: ArrivedFileState;

  @Field(() => Int, { description: 'Parts that are here' })
  partsHere: number;

  @Field(() => Int, { nullable: true, description: 'Of so many; null before the first' })
  parts: number | null;

  @Field(() => String, { nullable: true, description: 'Code by which it was refused' })
  code: string | null;
}

@InputType({ ...inExchange })
export class OpenArrivedFileInput {
  @Field(() => ID)
  messageId: string;

  @Field(() => ID)
  fileId: string;

  @Field(() => Int, { description: 'Which piece of it, from 1' })
  piece: number;
}

@ObjectType({ description: 'A piece of a file; its opening is recorded before anything is shown', ...inExchange })
export class OpenedArrivedFile {
  @Field(() => Int)
  piece: number;

  @Field(() => Int, { description: 'Of so many' })
  pieces: number;

  @Field({ description: 'Its bytes, base64' })
  content: string;
}
