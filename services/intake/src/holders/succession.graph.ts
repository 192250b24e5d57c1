import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { SuccessionCause, SuccessionFinding, SuccessionProof } from '@sunshine/events';
import { Day, OrganStub } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { MaskedIdentity, valuesOf } from '../register/petition.graph.js';

const registerIn = () => IntakeGraph;

export const SuccessionCauseEnum = valuesOf(SuccessionCause.options);
registerEnumType(SuccessionCauseEnum, { name: 'SuccessionCause', registerIn, description: 'A person died, an organisation was dissolved' });
export const SuccessionFindingEnum = valuesOf(SuccessionFinding.options);
registerEnumType(SuccessionFindingEnum, { name: 'SuccessionFinding', registerIn });
export const SuccessionProofEnum = valuesOf(SuccessionProof.options);
registerEnumType(SuccessionProofEnum, { name: 'SuccessionProof', registerIn, description: 'What the paper proves' });

@ObjectType({ registerIn })
export class ProofOfSuccession {
  @Field(() => SuccessionProofEnum)
  kind: SuccessionProof;

  @Field()
  kindName: string;

  @Field(() => ID)
  fileId: string;
}

@ObjectType({ registerIn, description: 'Who carries on: a petitioner of the petition once a second person has read the proofs' })
export class Successor {
  @Field(() => ID)
  id: string;

  @Field(() => MaskedIdentity)
  masked: MaskedIdentity;
}

@ObjectType({ registerIn, description: '承继: a petitioner died or was dissolved, and who carries on. There is none of a report' })
export class Succession {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  petitionerId: string;

  @Field(() => SuccessionCauseEnum)
  cause: SuccessionCause;

  @Field(() => Day)
  endedOn: string;

  @Field(() => SuccessionFindingEnum)
  finding: SuccessionFinding;

  @Field(() => [ProofOfSuccession])
  proofs: readonly ProofOfSuccession[];

  @Field(() => String, { nullable: true, description: 'Where nobody was found: whom the desk asked, and where' })
  search: string | null;

  @Field(() => [Successor])
  successors: readonly Successor[];

  @Field({ description: 'proposed, confirmed, rejected or revoked' })
  state: string;

  @Field(() => Day)
  on: string;

  @Field(() => Day, { nullable: true })
  confirmedOn: string | null;

  @Field(() => OrganStub)
  organ: OrganStub;
}
