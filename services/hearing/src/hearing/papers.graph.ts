import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { inHearing } from '../graph.js';

@ObjectType({ description: 'A paper of the hearing to print, to be signed by hand and scanned back', ...inHearing })
@Directive('@key(fields: "id")')
export class HearingPaper {
  @Field(() => ID)
  id: string;

  @Field({ description: 'HEARING_NOTICE HEARING_ANNOUNCEMENT HEARING_SEATS HEARING_SIGN_IN HEARING_RULES HEARING_RIGHTS HEARING_MINUTES' })
  kind: string;

  @Field()
  title: string;

  @Field(() => ID)
  petitionId: string;
}
