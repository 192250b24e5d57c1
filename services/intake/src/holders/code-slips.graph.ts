import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { CodeSlipWay, DeskSlipWay } from '@sunshine/events';
import { Day, OrganStub } from '@sunshine/platform';
import { IntakeGraph } from '../graph.js';
import { valuesOf } from '../register/petition.graph.js';

const registerIn = () => IntakeGraph;

export const DeskSlipWayEnum = valuesOf(DeskSlipWay.options);
registerEnumType(DeskSlipWayEnum, { name: 'CodeSlipWay', registerIn, description: 'How a slip leaves the desk' });
const SlipWayEnum = valuesOf(CodeSlipWay.options);
registerEnumType(SlipWayEnum, { name: 'CodeSlipGivenWay', registerIn, description: 'How a slip reached the petitioner' });

@ObjectType({ registerIn, description: 'Shown only here; a repeated request with the same requestId shows it again' })
export class CodeOfPart {
  @Field()
  number: string;

  @Field()
  queryCode: string;

  @Field()
  secret: string;
}

@ObjectType({ registerIn, description: 'How the slip with the query code reached the petitioner' })
export class CodeSlipGiven {
  @Field(() => SlipWayEnum)
  way: CodeSlipWay;

  @Field(() => ID, { nullable: true })
  petitionerId: string | null;

  @Field(() => String, { nullable: true })
  receiptNumber: string | null;

  @Field(() => Day)
  on: string;

  @Field(() => OrganStub)
  organ: OrganStub;
}
