import { Directive, Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { CodeTable, Suite } from '@sunshine/envelope';
import { Instant, OrganStub as Organ } from '@sunshine/platform';
import { inExchange } from '../graph.js';
import type { PartnerWay } from '../domain/partner.js';
import { CipherSuite, PartnerWays, RowCodeTable } from './partners.inputs.js';

export enum PartnerState {
  active = 'active',
  suspended = 'suspended',
}
registerEnumType(PartnerState, { name: 'PartnerState', ...inExchange });

export enum BreakerState {
  closed = 'closed',
  open = 'open',
  half_open = 'half_open',
}
registerEnumType(BreakerState, {
  name: 'BreakerState',
  description: 'Whether the link is tried',
  valuesMap: {
    closed: { description: 'Messages leave' },
    open: { description: 'After failures in a row nothing leaves for a while' },
    half_open: { description: 'One message tries the link' },
  },
  ...inExchange,
});

@ObjectType({ description: 'A pair of keys of this node: its public half', ...inExchange })
export class NodeKey {
  @Field({ description: 'The first 32 hex digits of the digest of the rest, by which people compare it' })
  keyId: string;

  @Field(() => CipherSuite)
  suite: Suite;

  @Field()
  signing: string;

  @Field()
  encryption: string;

  @Field(() => Instant)
  validFrom: Date;

  @Field(() => Instant, { nullable: true, description: 'Exclusive; null: no end' })
  validTo: Date | null;
}

@ObjectType({ description: 'This node among its partners', ...inExchange })
export class ExchangeNode {
  @Field(() => String, { nullable: true, description: 'Null: it has no id, and exchanges nothing' })
  id: string | null;

  @Field({ description: 'It can sign; while it cannot, nothing is sent or received' })
  signs: boolean;

  @Field(() => [NodeKey])
  keys: NodeKey[];
}

@ObjectType({ description: 'What may pass in one direction', ...inExchange })
export class Allowance {
  @Field(() => [String])
  kinds: string[];

  @Field(() => [String])
  divisions: string[];
}

@ObjectType({ ...inExchange })
export class PartnerKey {
  @Field()
  keyId: string;

  @Field(() => CipherSuite)
  suite: Suite;

  @Field({ description: 'The public half' })
  signing: string;

  @Field({ description: 'The public half' })
  encryption: string;

  @Field(() => Instant)
  validFrom: Date;

  @Field(() => Instant, { nullable: true })
  validTo: Date | null;

  @Field(() => Instant, { nullable: true })
  revokedAt: Date | null;
}

@ObjectType({ description: 'What a code of a system of rows is called', ...inExchange })
export class RowCodeName {
  @Field(() => RowCodeTable)
  table: CodeTable;

  @Field()
  foreignCode: string;

  @Field()
  name: string;
}

@ObjectType({ description: 'A node with which this one exchanges messages', ...inExchange })
export class ExchangePartner {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field(() => String, { nullable: true })
  endpoint: string | null;

  @Field(() => PartnerWays)
  way: PartnerWay;

  @Field({ description: 'Messages from it are fetched at its endpoint' })
  pulled: boolean;

  @Field(() => CipherSuite)
  suite: Suite;

  @Field(() => Organ, { description: 'The organ here that keeps this entry and owns the differences' })
  organ: Organ;

  @Field(() => [Organ], { description: 'Organs of the directory here that its node serves' })
  @Directive('@listSize(assumedSize: 20)')
  organs: Organ[];

  @Field(() => Organ, { description: 'The organ here whose registrars register the matters that come from it' })
  receivedBy: Organ;

  @Field(() => PartnerState)
  state: 'active' | 'suspended';

  @Field(() => Allowance, { description: 'From here to the partner' })
  sends: Allowance;

  @Field(() => Allowance, { description: 'From the partner to here' })
  receives: Allowance;

  @Field(() => [PartnerKey])
  @Directive('@listSize(assumedSize: 3)')
  keys: PartnerKey[];

  @Field(() => Float, {
    nullable: true,
    description: 'Days until the last valid key ends, of a system of rows its secret; null: none ends, 0: none is valid',
  })
  keyDaysLeft: number | null;

  @Field(() => BreakerState)
  breaker: 'closed' | 'open' | 'half_open';

  @Field(() => Instant, { nullable: true })
  tryFrom: Date | null;

  @Field(() => String, { nullable: true })
  lastFailure: string | null;

  @Field(() => Instant, { nullable: true, description: 'Its last signed message or receipt' })
  lastSeenAt: Date | null;

  @Field(() => Int, { description: 'Messages to it that wait' })
  queue: number;

  @Field(() => Instant, { nullable: true, description: 'When the oldest of them was written' })
  oldest: Date | null;

  @Field(() => Int, { description: 'Messages to it that were refused or failed; behind each its conversation waits' })
  halted: number;

  @Field(() => Int, { description: 'Messages from it that could not be applied; behind each its conversation waits' })
  parked: number;

  @Field(() => Int, { description: 'Differences not repaired' })
  differences: number;

  @Field(() => Int, { description: 'What came from it in the last seven days and was refused: messages, rows and calls' })
  refusedLately: number;

  @Field(() => String, {
    nullable: true,
    description: 'Of a system of rows: name of the connection to its intermediate tables; null: JSON calls alone',
  })
  tables: string | null;

  @Field(() => [RowCodeName], { description: 'Of a system of rows: what its codes are called' })
  @Directive('@listSize(assumedSize: 20)')
  codeNames: RowCodeName[];
}
