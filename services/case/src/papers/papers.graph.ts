import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, Day, OrganStub as Organ, PersonStub as Person } from '@sunshine/platform';
import { inCase } from '../graph.js';

@ObjectType({ description: 'A paper of the case; intake renders it as `html`', ...inCase })
@Directive('@key(fields: "id")')
export class CaseDocument {
  @Field(() => ID)
  id: string;

  @Field()
  kind: string;

  @Field(() => String, { nullable: true, description: 'What the paper is called; null for an old reply brought in by import' })
  title: string | null;

  @Field(() => String, { nullable: true, description: 'null for an old reply brought in by import' })
  number: string | null;

  @Field(() => Day)
  issuedOn: string;

  @Field({ description: 'SHA-256 over its canonical JSON' })
  hash: string;

  @Field(() => ID)
  petitionId: string;

  @Field(() => Day, { nullable: true, description: '作废: the day it was taken out of use' })
  voidedOn: string | null;

  @Field(() => String, { nullable: true })
  voidReason: string | null;
}

@ObjectType({ description: 'A line of the seal register: one a print', ...inCase })
export class SealEntry {
  @Field(() => Int)
  line: number;

  @Field(() => Int)
  copies: number;

  @Field(() => String, { nullable: true, description: 'Why it was printed again' })
  reason: string | null;

  @Field(() => Day)
  printedOn: string;

  @Field(() => Person)
  printedBy: Person;
}

@ObjectType({ description: 'A number of an organ’s papers: the paper it went to, or why it was taken out of use', ...inCase })
export class DocumentNumber {
  @Field(() => ID)
  id: string;

  @Field(() => Organ)
  organ: Organ;

  @Field()
  kind: string;

  @Field(() => Int)
  year: number;

  @Field(() => Int)
  running: number;

  @Field()
  number: string;

  @Field({ description: 'free taken used void; free: a gap, which goes to the next paper or is taken out of use with a reason' })
  state: string;

  @Field(() => String, { nullable: true, description: 'Why it was taken out of use' })
  reason: string | null;

  @Field(() => Day, { nullable: true })
  voidedOn: string | null;

  @Field(() => Person, { nullable: true })
  voidedBy: Person | null;

  documentId: string | null;
}

export const DocumentNumberConnection = connectionOf(DocumentNumber);
