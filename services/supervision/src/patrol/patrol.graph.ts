import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Day, OrganStub as Organ, connectionOf } from '@sunshine/platform';
import { inSupervision } from '../graph.js';
import { Petition } from '../supervision.graph.js';

@ObjectType({ description: 'A legal step that an open matter lacks', ...inSupervision })
export class MissingStep {
  @Field(() => ID, { description: 'The clock, or what the step is missing after' })
  id: string;

  @Field(() => Petition)
  petition: Petition;

  @Field(() => String, { nullable: true })
  petitionNumber: string | null;

  @Field(() => Organ, { nullable: true, description: 'Who has to do it' })
  organ: Organ | null;

  @Field({ description: 'A term past its day; report_returned not_carried_out; no_term: nothing is owed and the matter is open' })
  missing: string;

  @Field({ description: 'What has not been done, in words' })
  missingName: string;

  @Field(() => Day, { description: 'The last day of the term, the day of the fact, or when the matter was received' })
  since: string;

  @Field(() => String, { nullable: true, description: 'The article of the term' })
  basis: string | null;
}

export const MissingStepConnection = connectionOf(MissingStep);
