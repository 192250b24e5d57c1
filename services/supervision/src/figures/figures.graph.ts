import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Day, OrganStub as Organ, connectionOf } from '@sunshine/platform';
import { FIGURES } from '../domain/figures/definitions.js';
import { SupervisionGraph } from '../graph.js';
import { Petition } from '../supervision.graph.js';

const own = { registerIn: () => SupervisionGraph };
const enumOf = <T extends string>(values: readonly T[]): Record<T, T> =>
  Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;

export const FigureIdEnum = enumOf(FIGURES);
registerEnumType(FigureIdEnum, { name: 'FigureId', ...own });
export const FigureLevelEnum = enumOf(['ORGAN', 'ORGAN_AND_BELOW'] as const);
registerEnumType(FigureLevelEnum, { name: 'FigureLevel', ...own });
export const FigureSideEnum = enumOf(['IN_TIME', 'NOT_IN_TIME', 'ALL', 'EXCLUDED'] as const);
registerEnumType(FigureSideEnum, {
  name: 'FigureSide',
  description: 'Above the line; below it and not above; below it; left out by a decision on a contest',
  ...own,
});

@ObjectType({ description: 'A figure as it is published; a change of its rule is a new version', ...own })
export class FigureDefinition {
  @Field(() => FigureIdEnum)
  id: (typeof FIGURES)[number];

  @Field(() => Int)
  version: number;

  @Field()
  title: string;

  @Field({ description: 'In words' })
  numerator: string;

  @Field({ description: 'In words' })
  denominator: string;

  @Field({ description: 'As conditions on the facts' })
  numeratorRule: string;

  @Field({ description: 'As conditions on the facts' })
  denominatorRule: string;

  @Field({ description: 'Which facts belong to a period' })
  period: string;

  @Field()
  level: string;

  @Field()
  source: string;
}

@InputType({ description: 'Days, Asia/Shanghai, inclusive', ...own })
export class PeriodInput {
  @Field(() => Day)
  from: string;

  @Field(() => Day)
  to: string;
}

@ObjectType({ description: 'A figure of a period: both numbers, and the rate only with them', ...own })
export class TimelinessFigure {
  @Field(() => FigureDefinition)
  definition: FigureDefinition;

  @Field(() => Int, { nullable: true })
  numerator: number | null;

  @Field(() => Int, { nullable: true })
  denominator: number | null;

  @Field(() => Float, { nullable: true, description: 'Percent, half-up to two places; null where nothing was due' })
  rate: number | null;

  @Field({ description: 'A set below five, which only the organ itself and its supervisor are shown' })
  hidden: boolean;
}

@ObjectType({ ...own })
export class Timeliness {
  @Field(() => Organ)
  organ: Organ;

  @Field(() => Day)
  from: string;

  @Field(() => Day, { description: 'The last day counted: of the period, at the latest yesterday' })
  to: string;

  @Field(() => [TimelinessFigure])
  figures: TimelinessFigure[];
}

@ObjectType({ description: 'One duty below the line of a figure', ...own })
export class TimelinessFact {
  @Field(() => ID, { description: 'Id of the clock' })
  id: string;

  @Field(() => Petition)
  petition: Petition;

  @Field(() => String, { nullable: true })
  petitionNumber: string | null;

  @Field(() => Organ)
  organ: Organ;

  @Field(() => Day)
  dueOn: string;

  @Field(() => Day, { nullable: true })
  answeredOn: string | null;

  @Field({ description: 'How it counts: in_time late unmet excluded' })
  finding: string;

  @Field({ description: 'As the rule has it, whatever was decided of it: in_time late unmet' })
  found: string;

  @Field(() => ID, { nullable: true, description: 'The newest contest of it that the reader may see' })
  contestId: string | null;

  @Field(() => String, { nullable: true, description: 'open dismissed excluded corrected' })
  contestState: string | null;

  @Field(() => String, { nullable: true, description: 'The state in words' })
  contestStateName: string | null;

  @Field({ description: 'The reader may contest it now' })
  mayContest: boolean;
}

export const TimelinessFactConnection = connectionOf(TimelinessFact);
