import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { List } from '@sunshine/filters';
import { DirectoryGraph } from '../graph.js';

const registerIn = () => DirectoryGraph;

export const ListKind: Readonly<Record<string, List>> = { PETITIONS: 'petitions', SUPERVISION_BOARD: 'supervisionBoard' };
registerEnumType(ListKind, { name: 'ListKind', registerIn, description: '信访件查询、督查总览' });

@ObjectType({ registerIn, description: 'A filter of a list saved under a name' })
export class SavedView {
  @Field(() => ID)
  id: string;

  @Field(() => ListKind)
  list: List;

  @Field()
  name: string;

  @Field({ description: 'In the filter language, in canonical form' })
  filter: string;

  @Field(() => [String])
  columns: readonly string[];

  @Field()
  orderBy: string;

  @Field({ description: 'True for the reader’s own view; the others are shared by an organ of the reader' })
  mine: boolean;

  sharedWith: string | null;
}
