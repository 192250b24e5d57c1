import { describe, expect, it } from '@jest/globals';
import { Field, ID, InputType, TypeMetadataStorage } from '@nestjs/graphql';
import { LazyMetadataStorage } from '@nestjs/graphql/dist/schema-builder/storages/lazy-metadata.storage.js';
import fc from 'fast-check';
import { whole, withoutNulls } from './input.js';

@InputType({ isAbstract: true })
abstract class BaseInput {
  @Field(() => ID)
  petitionId: string;

  @Field(() => String, { nullable: true })
  requestId: string | null;
}

@InputType()
class PartInput {
  @Field()
  name: string;

  @Field(() => String, { nullable: true })
  remark: string | null;
}

@InputType()
class SampleInput extends BaseInput {
  @Field(() => String, { nullable: true })
  reason: string | null;

  @Field(() => PartInput, { nullable: true })
  one: PartInput | null;

  @Field(() => [PartInput], { nullable: true })
  parts: PartInput[] | null;

  @Field(() => [String], { nullable: true })
  words: string[] | null;
}

LazyMetadataStorage.load();
TypeMetadataStorage.compile();

describe('an input', () => {
  it('has every field of its class and of those it extends: what was left out is null', () => {
    expect(whole({ petitionId: 'p' }, SampleInput)).toStrictEqual({
      petitionId: 'p',
      requestId: null,
      reason: null,
      one: null,
      parts: null,
      words: null,
    });
  });

  it('is whole at every depth, and keeps what was given', () => {
    const given = { petitionId: 'p', reason: '', one: { name: 'a' }, parts: [{ name: 'b', remark: 'r' }, { name: 'c' }], words: ['w'] };
    expect(whole(given, SampleInput)).toStrictEqual({
      petitionId: 'p',
      requestId: null,
      reason: '',
      one: { name: 'a', remark: null },
      parts: [
        { name: 'b', remark: 'r' },
        { name: 'c', remark: null },
      ],
      words: ['w'],
    });
  });
});

describe('a request', () => {
  it('is the same whether a field was left out or named as null', () => {
    expect(withoutNulls({ a: 1, b: null, c: [{ d: null, e: '' }] })).toStrictEqual({ a: 1, c: [{ e: '' }] });
  });

  it('loses nothing but nulls', () => {
    const holdsNull = (value: unknown): boolean =>
      value === null || value === undefined || (typeof value === 'object' && Object.values(value).some(holdsNull));
    fc.assert(
      fc.property(fc.object({ withNullPrototype: false }), (given) => {
        fc.pre(!holdsNull(given));
        expect(withoutNulls(given)).toEqual(given);
      }),
    );
  });
});
