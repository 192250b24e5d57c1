import { Field, ID, InputType, registerEnumType } from '@nestjs/graphql';
import { Instant } from '@sunshine/platform';
import { CODES_BY_NAME, type CodeTable, type Suite } from '@sunshine/envelope';
import type { PartnerWay } from '../domain/partner.js';
import { inExchange } from '../graph.js';

export const CipherSuite: Record<Suite, Suite> = { international: 'international', national: 'national' };
registerEnumType(CipherSuite, {
  name: 'CipherSuite',
  description: 'Algorithms of signature, digest and sealing',
  valuesMap: {
    international: { description: 'Ed25519, SHA-256, X25519 with A256GCM' },
    national: { description: 'SM2, SM3, SM4: GB/T 32918, 32905, 32907' },
  },
  ...inExchange,
});

export const PartnerWays: Record<PartnerWay, PartnerWay> = { push: 'push', fetched: 'fetched', ferry: 'ferry', rows: 'rows' };
registerEnumType(PartnerWays, {
  name: 'PartnerWay',
  description: 'How messages to a partner leave',
  valuesMap: {
    push: { description: 'Sent to its endpoint' },
    fetched: { description: 'It fetches them here: it can only call out' },
    ferry: { description: 'Carried in files: no network joins the two' },
    rows: { description: 'It is no node: it speaks in rows and receipts, and signs nothing' },
  },
  ...inExchange,
});

export const RowCodeTable = Object.fromEntries(Object.keys(CODES_BY_NAME).map((table) => [table, table])) as Record<CodeTable, CodeTable>;
registerEnumType(RowCodeTable, { name: 'RowCodeTable', description: 'A table of codes that rows use', ...inExchange });

@InputType({ description: 'What may pass in one direction', ...inExchange })
export class AllowanceInput {
  @Field(() => [String], { description: 'Kinds of messages; * is every kind' })
  kinds: string[];

  @Field(() => [String], { description: 'GB/T 2260, six digits; one that ends in zeros stands for all below it' })
  divisions: string[];
}

@InputType({ description: 'The public half of a pair of keys, as the partner tells it', ...inExchange })
export class PartnerKeyInput {
  @Field()
  keyId: string;

  @Field({ description: 'base64url of Ed25519, or hex of an SM2 point' })
  signing: string;

  @Field({ description: 'base64url of X25519, or hex of an SM2 point' })
  encryption: string;

  @Field(() => Instant, { description: 'Inclusive' })
  validFrom: string;

  @Field(() => Instant, { nullable: true, description: 'Exclusive; null: no end' })
  validTo: string | null;
}

@InputType({ ...inExchange })
export class RegisterPartnerInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field({ description: 'Id of its node, as city.990100' })
  node: string;

  @Field()
  name: string;

  @Field(() => String, { nullable: true, description: 'Where it is reached; null: it cannot be called' })
  endpoint: string | null;

  @Field(() => PartnerWays, { nullable: true, description: 'Null: sent to its endpoint; fetched where it has none' })
  way: PartnerWay | null;

  @Field(() => Boolean, { nullable: true, description: 'Messages from it are fetched at its endpoint' })
  pulled: boolean | null;

  @Field(() => CipherSuite)
  suite: Suite;

  @Field(() => AllowanceInput)
  sends: AllowanceInput;

  @Field(() => AllowanceInput)
  receives: AllowanceInput;

  @Field(() => [PartnerKeyInput])
  keys: PartnerKeyInput[];
}

@InputType({ ...inExchange })
export class PlacePartnerInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field()
  node: string;

  @Field(() => [ID], { description: 'Organs of the directory here that its node serves: matters sent on to them go there' })
  organIds: string[];

  @Field(() => ID, { description: 'The organ here whose registrars register the matters that come from it' })
  receivedByOrganId: string;
}

@InputType({ ...inExchange })
export class SuspendPartnerInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field()
  node: string;

  @Field()
  reason: string;
}

@InputType({ ...inExchange })
export class RevokePartnerKeyInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field()
  node: string;

  @Field()
  keyId: string;

  @Field()
  reason: string;
}

@InputType({ ...inExchange })
export class RotateKeyInput {
  @Field(() => String, { nullable: true })
  requestId: string | null;

  @Field(() => CipherSuite)
  suite: Suite;
}
