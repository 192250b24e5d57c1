import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Instant } from '@sunshine/platform';
import { inHearing } from '../graph.js';
import { HearingActInput, RequestInput } from '../hearing/hearing.inputs.js';

@ObjectType({ description: 'What was bound at one time: the hearing, and the opinion that came later', ...inHearing })
export class HearingBundleSection {
  @Field(() => Int)
  section: number;

  @Field({ description: 'Digest of its head, hex: what is signed' })
  digest: string;

  @Field({ description: 'sha256 sm3' })
  algorithm: string;

  @Field(() => Instant)
  sealedAt: string;

  @Field(() => Int, { description: 'Entries with their content' })
  open: number;

  @Field(() => Int, { description: 'Ballots and texts that stand as salted commitments' })
  sealed: number;
}

@ObjectType({ description: 'Somebody who has to sign the file of a hearing', ...inHearing })
export class HearingSigner {
  @Field(() => Int)
  section: number;

  @Field(() => ID, { description: 'Of the person with an account, else of the attendance' })
  id: string;

  @Field(() => String, { nullable: true })
  name: string | null;

  @Field({ description: 'presider member clerk petitioner agent organ interested witness' })
  part: string;

  @Field()
  partName: string;

  @Field({ description: 'open key paper refused' })
  state: string;

  @Field(() => Instant, { nullable: true })
  at: string | null;

  @Field(() => String, { nullable: true, description: 'Of the key: SHA-256, hex' })
  fingerprint: string | null;

  @Field(() => String, { nullable: true, description: 'Of a refused signature' })
  witness: string | null;

  @Field(() => String, { nullable: true, description: 'Of a refused signature' })
  video: string | null;

  @Field({ description: 'The reader may sign for this one' })
  mine: boolean;
}

@ObjectType({ description: 'The file of a concluded hearing', ...inHearing })
export class HearingBundle {
  @Field(() => [HearingBundleSection])
  sections: HearingBundleSection[];

  @Field(() => [HearingSigner])
  signers: HearingSigner[];

  @Field({ description: 'Fingerprint of the key under which the node closes the file' })
  nodeKey: string;

  @Field(() => String, { nullable: true, description: 'The file as the organ reads it; good for a minute, for the same person' })
  link: string | null;

  @Field({ description: 'The file for parties, without data of third persons; good for a minute' })
  partyLink: string;
}

@ObjectType({ description: 'A public key that a person signs with', ...inHearing })
export class SigningKey {
  @Field(() => ID)
  id: string;

  @Field({ description: 'ed25519 sm2' })
  algorithm: string;

  @Field({ description: 'Public half, hex' })
  key: string;

  @Field({ description: 'SHA-256 over algorithm and key, hex: by which people compare it' })
  fingerprint: string;

  @Field(() => Instant)
  registeredAt: string;

  @Field(() => Instant, { nullable: true })
  endedAt: string | null;
}

@ObjectType({ description: 'What was sealed of a hearing, opened', ...inHearing })
export class OpenedHearingSealed {
  @Field({ description: 'A line each with salt and content, for verify-bundle --opened' })
  text: string;
}

@InputType({ ...inHearing })
export class SealHearingBundleInput extends HearingActInput {}

@InputType({ ...inHearing })
export class SignHearingBundleInput extends RequestInput {
  @Field(() => ID, { nullable: true, description: 'By an officer or member' })
  petitionId: string | null;

  @Field(() => String, { nullable: true, description: 'By a party: the pass of trackPetition' })
  pass: string | null;

  @Field(() => ID)
  hearingId: string;

  @Field(() => Int, { nullable: true, description: 'Left out: the first' })
  section: number | null;

  @Field(() => ID)
  signerId: string;

  @Field({ description: 'ed25519 sm2' })
  algorithm: string;

  @Field({ description: 'Public key, hex; of an officer one that is registered' })
  key: string;

  @Field({ description: 'Signature of hearingSigningText, 64 bytes, hex' })
  value: string;
}

@InputType({ ...inHearing })
export class RecordPaperSignatureInput extends HearingActInput {
  @Field(() => Int, { nullable: true, description: 'Left out: the first' })
  section: number | null;

  @Field(() => ID)
  signerId: string;

  @Field({ description: 'SHA-256 of the scan, hex' })
  scan: string;
}

@InputType({ ...inHearing })
export class RecordRefusedSignatureInput extends HearingActInput {
  @Field(() => Int, { nullable: true, description: 'Left out: the first' })
  section: number | null;

  @Field(() => ID)
  signerId: string;

  @Field(() => String, { nullable: true, description: 'Name of the witness' })
  witness: string | null;

  @Field(() => String, { nullable: true, description: 'Which recording shows it' })
  video: string | null;
}

@InputType({ ...inHearing })
export class OpenHearingSealedInput extends HearingActInput {
  @Field({ description: 'Goes to the audit' })
  purpose: string;
}

@InputType({ ...inHearing })
export class RegisterSigningKeyInput extends RequestInput {
  @Field({ description: 'ed25519 sm2' })
  algorithm: string;

  @Field({ description: 'Public key, hex' })
  key: string;

  @Field({ description: 'Signature of signingKeyText under the key, 64 bytes, hex' })
  proof: string;
}

@InputType({ ...inHearing })
export class EndSigningKeyInput extends RequestInput {
  @Field(() => ID)
  id: string;
}
