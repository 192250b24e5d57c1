import { Field, ObjectType } from '@nestjs/graphql';
import { IntakeGraph } from '../graph.js';
import { Petition } from '../register/petition.graph.js';

const registerIn = () => IntakeGraph;

@ObjectType({ registerIn })
export class SameLetterCandidate {
  petitionId: string;

  @Field()
  number: string;

  @Field(() => Petition, { nullable: true })
  petition?: Petition | null;
}

@ObjectType({ registerIn, description: 'The same letter at other addressees; each query is recorded in the audit' })
export class SameLetterFinding {
  @Field(() => [SameLetterCandidate], { description: 'The filings that the registrar may see, the most similar first' })
  candidates: readonly SameLetterCandidate[];

  @Field({ description: 'Another addressee, whose petitions the registrar may not see, has it too' })
  elsewhere: boolean;
}
