import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { certified, temporaryFolder } from '@sunshine/testing';
import { busConfig } from './config.js';

let ca: string;
let broken: string;
let empty: string;
beforeAll(async () => {
  ({ ca } = await certified('broker'));
  const folder = temporaryFolder();
  broken = join(folder, 'broken.pem');
  empty = join(folder, 'empty.pem');
  writeFileSync(broken, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
  writeFileSync(empty, 'no certificate\n');
});

const brokers = { KAFKA_BROKERS: 'a:9092,b:9092' };
const user = { KAFKA_USER: 'sunshine', KAFKA_PASSWORD: 'p1=env:PASSWORD', PASSWORD: 'secret' };
const problems = (env: NodeJS.ProcessEnv): string => {
  try {
    busConfig(env);
    return '';
  } catch (error) {
    return (error as { problems: string[] }).problems.join('\n');
  }
};

describe('the configuration of the bus', () => {
  it('asks for neither TLS nor a password where nothing says so', () => {
    expect(busConfig(brokers).security).toBeUndefined();
    expect(busConfig({ ...brokers, KAFKA_TLS: 'off' }).security).toBeUndefined();
  });

  it('is TLS with the CA of a file, or with those that Node knows', () => {
    expect(busConfig({ ...brokers, KAFKA_CA_FILE: ca }).security?.ca).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(busConfig({ ...brokers, KAFKA_TLS: 'on' }).security).toEqual({ ca: undefined });
  });

  it('takes the first password of the list, with both ways of SCRAM', () => {
    const two = { ...user, KAFKA_PASSWORD: 'new=env:PASSWORD,old=env:OLD', OLD: 'old' };
    for (const KAFKA_SASL of ['scram-sha-256', 'scram-sha-512'])
      expect(busConfig({ ...brokers, ...two, KAFKA_TLS: 'on', KAFKA_SASL }).security?.sasl).toEqual({
        mechanism: KAFKA_SASL,
        username: 'sunshine',
        password: 'secret',
      });
  });

  it.each<[string, () => NodeJS.ProcessEnv, string]>([
    ['a password that goes without TLS', () => ({ ...user, KAFKA_SASL: 'scram-sha-512' }), 'KAFKA_SASL: needs TLS'],
    ['the same, said outright', () => ({ ...user, KAFKA_SASL: 'scram-sha-512', KAFKA_TLS: 'off' }), 'KAFKA_SASL: needs TLS'],
    ['SCRAM without a user', () => ({ ...user, KAFKA_USER: '', KAFKA_SASL: 'scram-sha-256', KAFKA_TLS: 'on' }), 'KAFKA_USER: KAFKA_SASL='],
    [
      'SCRAM without a password',
      () => ({ KAFKA_USER: 'sunshine', KAFKA_SASL: 'scram-sha-256', KAFKA_TLS: 'on' }),
      'KAFKA_PASSWORD: KAFKA_SASL=',
    ],
    ['a user that nobody asks for', () => ({ KAFKA_USER: 'sunshine', KAFKA_TLS: 'on' }), 'KAFKA_USER: is of no use'],
    ['a password that nobody asks for', () => ({ ...user, KAFKA_USER: '', KAFKA_TLS: 'on' }), 'KAFKA_PASSWORD: is of no use'],
    ['a CA without TLS', () => ({ KAFKA_TLS: 'off', KAFKA_CA_FILE: ca }), 'KAFKA_CA_FILE: KAFKA_TLS=off'],
    ['TLS to no brokers', () => ({ KAFKA_BROKERS: '', KAFKA_TLS: 'on' }), 'KAFKA_BROKERS: KAFKA_TLS'],
    ['a way to sign in that we do not know', () => ({ ...user, KAFKA_SASL: 'plain', KAFKA_TLS: 'on' }), 'KAFKA_SASL: '],
    [
      'a password written into it in production',
      () => ({ ...user, KAFKA_PASSWORD: 'p=value:x', KAFKA_SASL: 'scram-sha-512', KAFKA_TLS: 'on' }),
      'only demo mode',
    ],
    [
      'a file of the CA that is not there',
      () => ({ KAFKA_CA_FILE: '/nowhere/ca.pem' }),
      'KAFKA_CA_FILE: /nowhere/ca.pem cannot be read (ENOENT)',
    ],
    ['one without a certificate', () => ({ KAFKA_CA_FILE: empty }), 'holds no certificate'],
    ['one whose certificate is broken', () => ({ KAFKA_CA_FILE: broken }), 'is broken'],
  ])('is refused for %s, by the name of the variable and never with a secret', (_, env, problem) => {
    const told = problems({ ...brokers, ...env() });
    expect(told).toContain(problem);
    expect(told).not.toContain('secret,');
    expect(told).not.toMatch(/\bsecret$/m);
  });
});
