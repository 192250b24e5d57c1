import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { inHearing } from '../graph.js';

/** A file of the matter, which intake keeps; here what was shown at a sitting is compared with it. */
@ObjectType('PetitionFile', { ...inHearing })
export class KeptFile {
  @Field(() => ID)
  @Directive('@external')
  id: string;

  @Field(() => String, { nullable: true })
  @Directive('@external')
  sha256: string | null;
}

@ObjectType({ description: 'Evidence that the minutes of a hearing name by its hash', ...inHearing })
export class ShownEvidence {
  @Field(() => ID)
  hearingId: string;

  @Field(() => Int, { description: 'Entry of the minutes' })
  number: number;

  @Field({ description: 'SHA-256 of what was shown, hex' })
  hash: string;

  @Field(() => ID, { nullable: true, description: 'The file of the matter with this content; null: none that the reader may see has it' })
  fileId: string | null;
}
