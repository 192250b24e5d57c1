import { Field, Float, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { LinkKind } from '@sunshine/events';
import type { RepeatReasonKind } from '../domain/repeats/repeats.js';
import { IntakeGraph } from '../graph.js';
import { Petition } from '../register/petition.graph.js';

const registerIn = () => IntakeGraph;

const RepeatReasonKindEnum: Record<RepeatReasonKind, RepeatReasonKind> = {
  NAMED_BY_PETITIONER: 'NAMED_BY_PETITIONER',
  SAME_ID_NUMBER: 'SAME_ID_NUMBER',
  SAME_PHONE: 'SAME_PHONE',
  SAME_NAME_AND_ADDRESS: 'SAME_NAME_AND_ADDRESS',
  SAME_AGENT: 'SAME_AGENT',
  LIKE_FACTS: 'LIKE_FACTS',
  SAME_RESPONDENT: 'SAME_RESPONDENT',
  SAME_CLASS: 'SAME_CLASS',
  SAME_PLACE: 'SAME_PLACE',
  NEAR_DATES: 'NEAR_DATES',
};
registerEnumType(RepeatReasonKindEnum, { name: 'RepeatReasonKind', registerIn });

export const LinkKindEnum: Record<LinkKind, LinkKind> = { SAME_MATTER: 'SAME_MATTER', RELATED: 'RELATED' };
registerEnumType(LinkKindEnum, {
  name: 'LinkKind',
  registerIn,
  description: '相同信访事项 or 相关事项; the same petitioner is no reason for a link',
});

export const OccurrenceEnum = { FIRST: 'FIRST', REPEAT: 'REPEAT' } as const;
export type Occurrence = keyof typeof OccurrenceEnum;
registerEnumType(OccurrenceEnum, { name: 'Occurrence', registerIn, description: '初次 or 重复' });

@ObjectType('RepeatReason', { registerIn })
class RepeatReasonType {
  @Field(() => RepeatReasonKindEnum)
  kind: RepeatReasonKind;

  @Field()
  text: string;
}

@ObjectType({ registerIn })
export class RepeatCandidate {
  @Field(() => Petition)
  petition: Petition;

  @Field(() => Float, { description: '0 to 1; only for the order of candidates' })
  score: number;

  @Field(() => [RepeatReasonType])
  reasons: RepeatReasonType[];
}

@ObjectType({ registerIn, description: 'Candidates for the same matter, never the list of what a person filed; the best first' })
export class RepeatCandidates {
  @Field(() => [RepeatCandidate], { description: 'From the same petitioner, with similar facts' })
  repeats: RepeatCandidate[];

  @Field(() => [RepeatCandidate], { description: 'From other petitioners, with similar facts' })
  related: RepeatCandidate[];

  @Field(() => Int, {
    nullable: true,
    description:
      'Number of possible repeats that the officer may not see; the bureau above compares them. Null for an organ that is not a petition bureau',
  })
  elsewhere: number | null;
}
