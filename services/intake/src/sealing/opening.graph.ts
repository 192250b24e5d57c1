import { Field, ObjectType } from '@nestjs/graphql';
import { Day, Instant, OrganStub, PersonStub } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';

const registerIn = () => IntakeGraph;

@ObjectType({ registerIn, description: 'Whom a sealed field names; of an organ the words say who there is meant' })
export class OpenedParty {
  @Field(() => OrganStub, { nullable: true })
  organ: OrganStub | null;

  @Field(() => PersonStub, { nullable: true })
  person: PersonStub | null;

  @Field(() => String, { nullable: true, description: 'As the reporter wrote it' })
  text: string | null;
}

@ObjectType({ registerIn })
export class OpenedField {
  @Field()
  value: string;

  @Field(() => [OpenedParty], { nullable: true, description: 'Of accused and respondent: whom it names, in the order of the filing' })
  parties: OpenedParty[] | null;
}

@ObjectType({ registerIn, description: 'One opening of a sealed field, with the right and the purpose' })
export class SealedOpening {
  @Field(() => Day)
  on: string;

  @Field(() => Instant)
  at: Date;

  @Field()
  role: string;

  @Field()
  field: string;

  @Field()
  purpose: string;

  organId: string;
}
