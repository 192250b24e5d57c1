import { beforeAll, describe, expect, it } from '@jest/globals';
import { certified } from '@sunshine/testing';
import { z } from 'zod';
import { loadConfig } from './config.js';
import { databaseAddress } from './database-address.js';

let ca: string;
beforeAll(async () => {
  ({ ca } = await certified('database'));
});

const URL_ = 'postgres://role:p%40ss@db.example:5432/sunshine';
const read = (url: string, env: NodeJS.ProcessEnv) => loadConfig(z.object({ DATABASE_URL: databaseAddress(env) }), { DATABASE_URL: url });
const problems = (url: string, env: NodeJS.ProcessEnv): string => {
  try {
    read(url, env);
    return '';
  } catch (error) {
    return (error as { problems: string[] }).problems.join('\n');
  }
};

describe('the address of a database', () => {
  it('stays as it is written where no variable says otherwise, with what it says of TLS itself', () => {
    for (const url of [URL_, `${URL_}?sslmode=verify-full`, `${URL_}?host=/run/postgresql`]) expect(read(url, {}).DATABASE_URL).toBe(url);
    expect(read(URL_, { DATABASE_TLS: 'off' }).DATABASE_URL).toBe(URL_);
  });

  it('carries the TLS of the variables, and laid into it twice says the same', () => {
    const once = read(URL_, { DATABASE_CA_FILE: ca }).DATABASE_URL;
    expect(Object.fromEntries(new URL(once).searchParams)).toEqual({ sslmode: 'verify-full', sslrootcert: ca });
    expect(new URL(once).password).toBe('p%40ss');
    expect(read(once, { DATABASE_CA_FILE: ca }).DATABASE_URL).toBe(once);
    expect(read(URL_, { DATABASE_TLS: 'verify-full' }).DATABASE_URL).toBe(`${URL_}?sslmode=verify-full`);
  });

  it.each<[string, string, () => NodeJS.ProcessEnv, string]>([
    ['a CA without TLS', URL_, () => ({ DATABASE_TLS: 'off', DATABASE_CA_FILE: ca }), 'DATABASE_CA_FILE: DATABASE_TLS=off'],
    ['a weaker way than the whole', URL_, () => ({ DATABASE_TLS: 'require' }), 'DATABASE_TLS: '],
    [
      'an address that verifies nothing',
      `${URL_}?sslmode=no-verify`,
      () => ({ DATABASE_TLS: 'verify-full' }),
      'DATABASE_URL: says sslmode',
    ],
    ['an address without TLS', `${URL_}?ssl=0`, () => ({ DATABASE_CA_FILE: ca }), 'DATABASE_URL: says ssl '],
    ['an address with another CA', `${URL_}?sslrootcert=/other.pem`, () => ({ DATABASE_CA_FILE: ca }), 'DATABASE_URL: says sslrootcert'],
    [
      'an address with TLS where none shall be',
      `${URL_}?sslmode=verify-full`,
      () => ({ DATABASE_TLS: 'off' }),
      'DATABASE_URL: asks for TLS',
    ],
    ['a socket', `${URL_}?host=/run/postgresql`, () => ({ DATABASE_TLS: 'verify-full' }), 'DATABASE_URL: is a socket'],
    [
      'a CA that is not there',
      URL_,
      () => ({ DATABASE_CA_FILE: '/nowhere/ca.pem' }),
      'DATABASE_CA_FILE: /nowhere/ca.pem cannot be read (ENOENT)',
    ],
    ['what is no PostgreSQL', 'mysql://db/x', () => ({}), 'DATABASE_URL: expected postgres://'],
  ])('is refused for %s', (_, url, env, problem) => {
    const told = problems(url, env());
    expect(told).toContain(problem);
    expect(told).not.toContain('p%40ss');
  });
});
