import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { List } from '@sunshine/filters';
import { DirectoryGraph } from '../graph.js';
import type { ViewFacts } from './view.service.js';

const registerIn = () => DirectoryGraph;

export const ListKind: Readonly<Record<string, List>> = { PETITIONS: 'petitions', SUPERVISION_BOARD: 'supervisionBoard' };
registerEnumType(ListKind, { name: 'ListKind', registerIn, description: '登记册、督办台账' });

@ObjectType({ registerIn, description: 'A filter of a list that somebody keeps under a name' })
export class SavedView {
  @Field(() => ID)
  id: string;

  @Field(() => ListKind)
  list: List;

  @Field()
  name: string;

  @Field({ description: 'In the language of filters, canonical' })
  filter: string;

  @Field(() => [String])
  columns: readonly string[];

  @Field()
  orderBy: string;

  @Field({ description: 'Whether it is the reader’s own; others are shared by an organ of the reader' })
  mine: boolean;

  sharedWith: string | null;
}

@InputType({ registerIn })
export class SaveViewInput implements ViewFacts {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of an own view that is written anew; left out: a new one' })
  id?: string | null;

  @Field(() => ListKind)
  list: List;

  @Field({ description: '1 to 40 characters, once for each list' })
  name: string;

  @Field({ description: 'In the language of filters' })
  filter: string;

  @Field(() => [String])
  columns: string[];

  @Field(() => String, { nullable: true, description: 'Left out: the first order of the list' })
  orderBy?: string | null;

  @Field(() => ID, { nullable: true, description: 'Organ whose people see it too; by its HEAD or DISPATCHER' })
  sharedWith?: string | null;
}

@InputType({ registerIn })
export class DeleteViewInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID)
  id: string;
}
