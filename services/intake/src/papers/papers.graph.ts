import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { IntakeGraph } from '../graph.js';

/** The opinion while `case` has it written; here it becomes a page. */
@ObjectType('CaseOpinion', { registerIn: () => IntakeGraph })
@Directive('@key(fields: "id")')
export class OpinionToRender {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  @Directive('@external')
  petitionId: string;

  @Field(() => String, { nullable: true })
  @Directive('@external')
  draftBody: string | null;
}

/** A paper of `case`, which hands over its content where the reader may have it; here it becomes a page. */
@ObjectType('CaseDocument', { registerIn: () => IntakeGraph })
@Directive('@key(fields: "id")')
export class PaperToRender {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  @Directive('@external')
  petitionId: string;

  @Field(() => String, { nullable: true })
  @Directive('@external')
  body: string | null;

  @Field(() => String, { nullable: true })
  @Directive('@external')
  voidReason: string | null;

  @Field(() => String, { nullable: true })
  @Directive('@external')
  served: string | null;
}

/** A paper of a hearing, which `hearing` hands over to those inside; here it becomes a page. */
@ObjectType('HearingPaper', { registerIn: () => IntakeGraph })
@Directive('@key(fields: "id")')
export class HearingPaperToRender {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  @Directive('@external')
  petitionId: string;

  @Field()
  @Directive('@external')
  body: string;
}
