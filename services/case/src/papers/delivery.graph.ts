import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { inCase } from '../graph.js';

@ObjectType({ description: 'One step of why a right ends on its day', ...inCase })
export class NextRightStep {
  @Field()
  step: string;

  @Field(() => Day)
  to: string;

  @Field()
  source: string;

  @Field()
  text: string;
}

@ObjectType({ description: 'What a served petitioner may ask for next, and until when', ...inCase })
export class NextRight {
  @Field()
  term: string;

  @Field({ description: 'The right in words' })
  title: string;

  @Field(() => Day)
  lastDay: string;

  @Field()
  provisional: boolean;

  @Field(() => String, { nullable: true, description: 'To whom the request goes' })
  to: string | null;

  @Field(() => [String])
  papers: readonly string[];

  @Field()
  source: string;

  @Field(() => [NextRightStep])
  explanation: readonly NextRightStep[];
}

@ObjectType(inCase)
export class TrackedService {
  @Field()
  way: string;

  @Field({ description: 'The way in words' })
  wayName: string;

  @Field(() => Day, { nullable: true, description: 'Null: could not be delivered, so no right has started' })
  servedOn: string | null;

  @Field(() => NextRight, { nullable: true })
  nextRight: NextRight | null;
}

@ObjectType({ description: 'Service on one petitioner', ...inCase })
export class OpinionService extends TrackedService {
  @Field(() => ID)
  petitionerId: string;

  @Field(() => ID, { nullable: true, description: 'The representative who received for this petitioner' })
  throughPetitionerId: string | null;
}

@ObjectType({ description: 'Service of a paper on one petitioner', ...inCase })
export class PaperService {
  @Field(() => ID)
  petitionerId: string;

  @Field(() => ID, { nullable: true, description: 'The representative who received for this petitioner' })
  throughPetitionerId: string | null;

  @Field()
  way: string;

  @Field(() => Day, { nullable: true, description: 'null: could not be delivered' })
  servedOn: string | null;

  @Field(() => ID, { nullable: true, description: 'File of the signed receipt' })
  receiptFileId: string | null;
}
