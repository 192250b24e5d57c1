import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Day, Instant, connectionOf } from '@sunshine/platform';
import { inSupervision } from '../graph.js';
import { FigureIdEnum } from './figures.graph.js';

@ObjectType({ description: 'By which version of a definition the facts of a day were found', ...inSupervision })
export class FrozenVersion {
  @Field(() => FigureIdEnum)
  figure: keyof typeof FigureIdEnum;

  @Field(() => Int)
  version: number;
}

@ObjectType({ description: 'A closed day, Asia/Shanghai, with the facts behind the figures as they stood then', ...inSupervision })
export class FrozenDay {
  @Field(() => Day)
  day: string;

  @Field(() => String, { nullable: true, description: 'Hash of the day frozen before; null: the first' })
  previous: string | null;

  @Field({ description: 'SHA-256 over canonical JSON of day, previous hash, versions and facts' })
  hash: string;

  @Field(() => Int, { description: 'Facts whose last day it was, and earlier ones that had changed since' })
  facts: number;

  @Field(() => [FrozenVersion])
  versions: FrozenVersion[];

  @Field(() => Instant)
  frozenAt: string;
}

@ObjectType({ description: 'A frozen day rebuilt from its rows', ...inSupervision })
export class RebuiltDay {
  @Field(() => FrozenDay)
  frozen: FrozenDay;

  @Field({ description: 'The hash as its rows give it now' })
  rebuilt: string;

  @Field({ description: 'That hash is the one with which it was frozen, behind the same day' })
  holds: boolean;

  @Field(() => Int, { description: 'Facts last frozen with it that stand otherwise now though nothing has changed them' })
  altered: number;
}

export const FrozenDayConnection = connectionOf(FrozenDay);
