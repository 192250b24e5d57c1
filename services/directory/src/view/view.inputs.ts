import { Field, ID, InputType } from '@nestjs/graphql';
import type { List } from '@sunshine/filters';
import { DirectoryGraph } from '../graph.js';
import { ListKind } from './view.graph.js';
import type { ViewFacts } from './view.service.js';

const registerIn = () => DirectoryGraph;

@InputType({ registerIn })
export class SaveViewInput implements ViewFacts {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of a view of the reader to overwrite; left out: a new view' })
  id?: string | null;

  @Field(() => ListKind)
  list: List;

  @Field({ description: '1 to 40 characters, unique for each list' })
  name: string;

  @Field({ description: 'In the filter language' })
  filter: string;

  @Field(() => [String])
  columns: string[];

  @Field(() => String, { nullable: true, description: 'By default the first order of the list' })
  orderBy?: string | null;

  @Field(() => ID, { nullable: true, description: 'Organ whose people see it too; only its HEAD or DISPATCHER may share' })
  sharedWith?: string | null;
}

@InputType({ registerIn })
export class DeleteViewInput {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => ID)
  id: string;
}
