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

@ObjectType({ registerIn, description: 'The same letter at other addressees; this matter only, and each look is on record' })
export class SameLetterFinding {
  @Field(() => [SameLetterCandidate], { description: 'Those the registrar may see, the likest first' })
  candidates: readonly SameLetterCandidate[];

  @Field({ description: 'Another addressee has it, whose matters the registrar does not see' })
  elsewhere: boolean;
}
