import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Day, OrganStub as Organ } from '@sunshine/platform';
import { inHearing } from '../graph.js';

@ObjectType({ description: 'An act on a hearing that the reader may do now; its rule may still ask for more', ...inHearing })
export class HearingOffer {
  @Field({ description: 'Name of the mutation' })
  act: string;

  @Field({ description: 'In words' })
  name: string;
}

@ObjectType({ description: 'A value that a form offers', ...inHearing })
export class HearingFormValue {
  @Field({ description: 'As the input of the act takes it' })
  code: string;

  @Field()
  title: string;

  @Field()
  source: string;

  @Field(() => String, { nullable: true, description: 'Its condition or its content, in words' })
  note: string | null;

  @Field(() => [[String]], { description: 'Fields of the input that it demands, by their paths: of each group one' })
  needs: readonly (readonly string[])[];
}

@ObjectType({ description: 'What forms on a hearing offer by the rules in force today', ...inHearing })
export class HearingFormList {
  @Field({ description: 'refuseHearingGround serviceWay' })
  name: string;

  @Field(() => [HearingFormValue])
  values: readonly HearingFormValue[];
}

@ObjectType({ description: 'A hearing that the petitioner may ask for now', ...inHearing })
export class TrackedHearingRight {
  @Field({ description: '办理 复查 复核' })
  stageName: string;

  @Field(() => Organ, { description: 'The organ that decides on the request' })
  organ: Organ;

  @Field(() => Int, { description: 'Natural days in which it decides' })
  decideDays: number;

  @Field(() => Day, { nullable: true, description: 'The matter was heard at this step before: only new evidence opens another hearing' })
  heardOn: string | null;
}
