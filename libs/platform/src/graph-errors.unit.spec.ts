import { describe, expect, it, jest } from '@jest/globals';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { QueryFailedError } from 'typeorm';
import { platformError } from './errors.js';
import { formatError } from './graph-errors.js';

const error = jest.fn();
const log = { error } as unknown as Logger;
const format = (cause: unknown) => formatError(cause, log, 'c-1').extensions;
const inResolver = (cause: Error) => new GraphQLError(cause.message, { path: ['x'], originalError: cause });
const ofDatabase = (code: string) => inResolver(new QueryFailedError('select 1', [], Object.assign(new Error('x'), { code })));

describe('an error on its way out', () => {
  it('of a rule is found however deep graphql has wrapped it', () => {
    const wrapped = new GraphQLError('a', { originalError: new GraphQLError('b', { originalError: platformError('DAY_MALFORMED') }) });
    expect(format(wrapped)).toEqual({ code: 'DAY_MALFORMED', kind: 'INVALID_INPUT', source: null });
    expect(error).not.toHaveBeenCalled();
  });

  it.each([
    ['08006', 'DATABASE_UNAVAILABLE', 'UNAVAILABLE'],
    ['57P01', 'DATABASE_UNAVAILABLE', 'UNAVAILABLE'],
    ['53300', 'DATABASE_UNAVAILABLE', 'UNAVAILABLE'],
    ['ECONNREFUSED', 'DATABASE_UNAVAILABLE', 'UNAVAILABLE'],
    ['40P01', 'DATABASE_BUSY', 'UNAVAILABLE'],
    ['55P03', 'DATABASE_BUSY', 'UNAVAILABLE'],
    ['23505', 'INTERNAL_SERVER_ERROR', null],
    ['57014', 'INTERNAL_SERVER_ERROR', null],
  ])('of the database with state %s is %s', (state, code, kind) => {
    expect(format(ofDatabase(state))).toEqual({ code, kind, source: null });
  });

  it('of a database whose socket has gone with it is its absence, and a missing file is none', () => {
    const missing = (syscall: string) => inResolver(Object.assign(new Error(syscall), { code: 'ENOENT', syscall }));
    expect(format(missing('connect'))).toEqual({ code: 'DATABASE_UNAVAILABLE', kind: 'UNAVAILABLE', source: null });
    expect(format(missing('open'))).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  });

  it("of the request is the input's, in a resolver it is ours", () => {
    expect(format(new GraphQLError('Variable "$x" got invalid value'))).toMatchObject({ code: 'BAD_USER_INPUT', kind: 'INVALID_INPUT' });
    expect(format(new GraphQLError('Argument "x" of non-null type', { path: ['x'] }))).toMatchObject({ kind: 'INVALID_INPUT' });
    expect(format(new GraphQLError('Cannot return null for non-nullable field', { path: ['x'] }))).toMatchObject({
      code: 'INTERNAL_SERVER_ERROR',
    });
    expect(format('thrown text')).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  });
});

describe('a disk without room', () => {
  it.each([
    ['of the database', Object.assign(new Error('could not extend file'), { code: '53100', routine: 'mdextend' })],
    ['of the files', Object.assign(new Error('write'), { code: 'ENOSPC', syscall: 'write' })],
  ])('%s is told as such, and is worth another try', (_whose, error) => {
    expect(format(inResolver(error))).toMatchObject({ code: 'STORAGE_LOW', kind: 'UNAVAILABLE' });
  });
});
