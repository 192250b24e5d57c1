import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Day, OrganStub as Organ } from '@sunshine/platform';
import { Petition } from '../petition/petition.graph.js';
import { inCase } from '../graph.js';

@ObjectType({ description: 'An organ the matter has been with', ...inCase })
export class CourseOrgan {
  @Field(() => Organ)
  organ: Organ;

  @Field(() => Day)
  receivedOn: string;

  @Field({ description: 'The act that brought it there' })
  act: string;

  @Field({ description: 'false: taken back, or sent elsewhere by a decision' })
  standing: boolean;
}

@ObjectType({ description: 'The result for one matter that was to be moved', ...inCase })
export class MovedMatter {
  @Field(() => Petition)
  petition: Petition;

  @Field()
  moved: boolean;

  @Field(() => String, { nullable: true, description: 'Why not' })
  code: string | null;
}

@ObjectType(inCase)
export class MovedMatters {
  @Field(() => ID)
  toPersonId: string;

  @Field(() => [MovedMatter])
  matters: MovedMatter[];

  @Field(() => Int, { description: 'Matters still with the officer; repeat the call until it is 0' })
  left: number;
}
