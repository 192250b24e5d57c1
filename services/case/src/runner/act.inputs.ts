import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { inCase } from '../graph.js';

/** A request that can be repeated without being done twice. */
@InputType({ isAbstract: true, ...inCase })
export abstract class RequestInput {
  @Field(() => String, {
    nullable: true,
    description: 'The caller’s own id of this request; a repeat does nothing and gets the same answer',
  })
  requestId: string | null;
}

@InputType({ isAbstract: true, ...inCase })
abstract class VersionedInput extends RequestInput {
  @Field(() => Int, { nullable: true, description: 'Version that the caller has read; any other is refused with VERSION_MOVED' })
  expectedVersion: number | null;
}

/** What every act on a petition takes. */
@InputType({ isAbstract: true, ...inCase })
export abstract class ActInput extends VersionedInput {
  @Field(() => ID)
  petitionId: string;

  @Field(() => Day, {
    nullable: true,
    description: 'Legal day of the act: free for imports, for others only where papers are entered afterwards',
  })
  on: string | null;
}

/** An act that needs a reason. */
@InputType({ isAbstract: true, ...inCase })
export abstract class ReasonedActInput extends ActInput {
  @Field()
  reason: string;
}

/** An act that the petitioner may do with the tracking pass as well as an officer. */
@InputType({ isAbstract: true, ...inCase })
export abstract class PetitionerActInput extends VersionedInput {
  @Field(() => ID, { nullable: true, description: 'By an officer' })
  petitionId: string | null;

  @Field(() => String, { nullable: true, description: 'By the petitioner: the pass of trackPetition' })
  pass: string | null;

  @Field(() => Day, { nullable: true, description: 'By an officer, as in every act' })
  on: string | null;
}

@InputType({ description: 'Proof that a paper went out or arrived; each way needs its own', ...inCase })
export class ServiceProofInput {
  @Field(() => String, { nullable: true })
  signature: string | null;

  @Field(() => String, { nullable: true })
  witness: string | null;

  @Field(() => String, { nullable: true })
  relation: string | null;

  @Field(() => String, { nullable: true, description: 'Mandate, or the written naming of a receiver' })
  mandate: string | null;

  @Field(() => String, { nullable: true })
  receiptNumber: string | null;

  @Field(() => String, { nullable: true, description: 'Consent to electronic service of this document' })
  consent: string | null;

  @Field(() => ID, { nullable: true, description: 'The paper the consent was given for; by default the one that is served' })
  consentDocumentId: string | null;

  @Field(() => String, { nullable: true })
  photo: string | null;

  @Field(() => [String], { nullable: true })
  attempts: string[] | null;
}

@InputType({ isAbstract: true, ...inCase })
export abstract class DispatchInput extends ActInput {
  @Field(() => String, { nullable: true, description: 'How the paper was sent: in_person household agent post electronic left' })
  way: string | null;

  @Field(() => ServiceProofInput, { nullable: true })
  proof: ServiceProofInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'Officer and telephone as they stand on the paper; by default the organ’s officers and telephone',
  })
  officer: string | null;
}
