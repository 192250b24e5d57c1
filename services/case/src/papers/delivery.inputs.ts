import { Field, ID, InputType } from '@nestjs/graphql';
import { Day } from '@sunshine/platform';
import { ActInput, ServiceProofInput } from '../runner/act.inputs.js';
import { inCase } from '../graph.js';

@InputType(inCase)
export class RecordServiceInput extends ActInput {
  @Field(() => ID, { nullable: true, description: 'The paper that was served; the opinion by default' })
  documentId: string | null;

  @Field(() => ID)
  petitionerId: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'This representative received for all who are not served yet: only where the rule pack lets representatives do so',
  })
  forAll: boolean | null;

  @Field(() => ID, { nullable: true, description: 'File of the signed receipt, scanned back' })
  receiptFileId: string | null;

  @Field({ description: 'in_person household agent post electronic left undeliverable' })
  way: string;

  @Field(() => Day, { nullable: true, description: 'Day of signature, of the post receipt, or of arrival; today by default' })
  servedOn: string | null;

  @Field(() => ServiceProofInput, { nullable: true })
  proof: ServiceProofInput | null;
}
