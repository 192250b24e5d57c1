import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Day, OrganStub as Organ, PersonStub as Person, connectionOf } from '@sunshine/platform';
import type { AdviceKind } from '../domain/advice/advice.records.js';
import { inSupervision } from '../graph.js';
import { Petition } from '../supervision.graph.js';

export const AdviceKindEnum: Record<AdviceKind, AdviceKind> = { IMPROVE: 'IMPROVE', POLICY: 'POLICY', RESPONSIBILITY: 'RESPONSIBILITY' };
registerEnumType(AdviceKindEnum, {
  name: 'AdviceKind',
  description:
    'IMPROVE: to the organ supervised; POLICY: to the own Party committee or government; RESPONSIBILITY: to the body with authority',
  ...inSupervision,
});

@ObjectType({ description: 'More time for the answer, given by who advised', ...inSupervision })
export class AdviceExtension {
  @Field(() => Day)
  on: string;

  @Field(() => Person)
  byPerson: Person;

  @Field(() => Day, { description: 'Inclusive' })
  replyBy: string;

  @Field()
  reason: string;
}

@ObjectType({ description: 'A look at what came of an advice', ...inSupervision })
export class AdviceEffect {
  @Field(() => Day)
  on: string;

  @Field(() => Person)
  byPerson: Person;

  @Field({ description: 'achieved partly none' })
  effect: string;

  @Field({ description: 'The effect in words' })
  effectName: string;

  @Field()
  text: string;
}

@ObjectType({ description: 'How the body that decides responsibility has decided', ...inSupervision })
export class ResponsibilityOutcome {
  @Field(() => Day, { description: 'When it was entered' })
  on: string;

  @Field(() => Person)
  byPerson: Person;

  @Field({ description: 'circular admonition organisational discipline prosecution none' })
  result: string;

  @Field({ description: 'The result in words' })
  resultName: string;

  @Field()
  decidedBy: string;

  @Field(() => Day)
  decidedOn: string;

  @Field()
  text: string;
}

@ObjectType({ description: 'One of the three kinds of advice (三项建议), with a written answer', ...inSupervision })
export class Advice {
  @Field(() => ID)
  id: string;

  @Field()
  number: string;

  @Field(() => AdviceKindEnum)
  kind: AdviceKind;

  @Field({ description: 'The kind in words' })
  kindName: string;

  @Field({ description: 'open answered reviewed concluded' })
  state: string;

  @Field({ description: 'The state in words' })
  stateName: string;

  @Field(() => Organ, { description: 'Whom it is addressed to' })
  organ: Organ;

  @Field(() => Organ, { description: 'Who advises' })
  byOrgan: Organ;

  @Field(() => Person)
  byPerson: Person;

  @Field(() => Organ, { nullable: true, description: 'Whose responsibility it is about' })
  unit: Organ | null;

  @Field(() => Petition, { nullable: true, description: 'Null: of none, or the reader may not see it' })
  petition: Petition | null;

  @Field(() => String, { nullable: true })
  petitionNumber: string | null;

  @Field()
  found: string;

  @Field({ description: 'The article' })
  basis: string;

  @Field()
  advised: string;

  @Field(() => String, { nullable: true })
  consequences: string | null;

  @Field(() => Day)
  openedOn: string;

  @Field(() => Day, { description: 'Inclusive' })
  replyBy: string;

  @Field(() => [AdviceExtension])
  extensions: AdviceExtension[];

  @Field(() => Day, { nullable: true })
  answeredOn: string | null;

  @Field(() => Person, { nullable: true })
  answeredBy: Person | null;

  @Field(() => String, { nullable: true, description: 'adopted partly not_adopted' })
  answer: string | null;

  @Field(() => String, { nullable: true, description: 'The answer in words' })
  answerName: string | null;

  @Field(() => String, { nullable: true })
  answerText: string | null;

  @Field(() => String, { nullable: true, description: 'Why it is not adopted, or not whole' })
  answerReasons: string | null;

  @Field(() => [AdviceEffect])
  effects: AdviceEffect[];

  @Field(() => ResponsibilityOutcome, { nullable: true })
  result: ResponsibilityOutcome | null;
}

export const AdviceConnection = connectionOf(Advice);
