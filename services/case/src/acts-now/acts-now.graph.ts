import { Field, ID, ObjectType } from '@nestjs/graphql';
import { connectionOf, Day, OrganStub as Organ } from '@sunshine/platform';
import { Petition } from '../petition/petition.graph.js';
import { inCase } from '../graph.js';

@ObjectType({ description: 'An act that the reader may do on the petition now; its rule may still ask for more', ...inCase })
export class PetitionAct {
  @Field({ description: 'Name of the mutation' })
  act: string;

  @Field({ description: 'In words' })
  name: string;

  @Field(() => String, { nullable: true, description: '`confirmation` if it confirms a proposal of another person' })
  part: string | null;
}

@ObjectType({ description: 'A value that a form offers', ...inCase })
export class ChoiceValue {
  @Field({ description: 'As the input of the act takes it' })
  code: string;

  @Field()
  title: string;

  @Field()
  source: string;

  @Field(() => String, { nullable: true, description: 'Its condition or its content, in words' })
  note: string | null;

  @Field(() => String, { nullable: true, description: 'For a channel: the exit it belongs to' })
  of: string | null;

  @Field(() => [[String]], {
    description: 'Fields of the input that it demands by the rules in force today, by their paths: of each group one',
  })
  needs: readonly (readonly string[])[];
}

@ObjectType({ description: 'The choices that forms on a petition offer by the rules in force today', ...inCase })
export class PetitionChoice {
  @Field({
    description:
      'exit channel acceptanceRefusalGround refilingRefusalGround closingGround mediationEnd reviewGround serviceWay dispatchWay routing keepingGround designatedBy crossing inquiry option outcome suggestionOutcome fastTrackFit fastTrackExclusion answerWay reopeningReason reopeningStage',
  })
  name: string;

  @Field()
  title: string;

  @Field(() => [ChoiceValue])
  values: readonly ChoiceValue[];
}

@ObjectType({ description: 'A proposal of another person that the reader may confirm', ...inCase })
export class PendingConfirmation {
  @Field(() => ID)
  id: string;

  @Field(() => Petition)
  petition: Petition;

  @Field({ description: 'The confirming mutation' })
  act: string;

  @Field({ description: 'The confirming act in words' })
  name: string;

  @Field(() => ID, {
    description: 'Id of the decision, refusal, merge, split, extension … to confirm, as the input of the mutation names it',
  })
  subjectId: string;

  @Field(() => String, { nullable: true, description: 'The mutation that proposed it' })
  proposedAct: string | null;

  @Field(() => String, { nullable: true, description: 'The proposing act in words' })
  proposedName: string | null;

  @Field(() => Day)
  proposedOn: string;

  @Field(() => Organ, { description: 'The organ in charge' })
  organ: Organ;
}

export const PendingConfirmations = connectionOf(PendingConfirmation);
