import { afterEach, describe, expect, it } from '@jest/globals';
import { busConfig } from '../src/config.js';
import { eventTail } from '../src/index.js';
import { allow } from './allow.js';
import { World, inOrder, until, type Engine } from './world.js';

/** A user for each room, and one for whom nothing is allowed. */
export const users = { alpha: 'alpha 1 阳光', beta: 'b=eta', gamma: 'gamma-3', gateway: 'gateway-4', nobody: 'nobody-5' };
const sources = ['alpha', 'beta'].map((name) => ({ name, schema: name }));
const reads: Record<string, string[]> = { alpha: [], beta: [], gamma: ['alpha', 'beta'], gateway: ['alpha', 'beta'] };

interface Brokers {
  /** Without TLS and passwords, where everything is allowed. */
  readonly open: string;
  readonly secure: string;
  readonly ca: string;
  /** A CA that signed for others. */
  readonly strange: string;
}

/** The bus on brokers as they run elsewhere: TLS, users with passwords, rights for each. */
export function secureContract({ open, secure, ca, strange }: Brokers): void {
  describe('a broker with TLS, SCRAM and access lists', () => {
    afterEach(() => World.closeAll());

    const env = (user: keyof typeof users, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
      SUNSHINE_MODE: 'demo',
      KAFKA_BROKERS: secure,
      KAFKA_CA_FILE: ca,
      KAFKA_SASL: 'scram-sha-512',
      KAFKA_USER: user,
      KAFKA_PASSWORD: JSON.stringify([{ id: 'p1', source: 'env:PASSWORD_OF_KAFKA' }]),
      PASSWORD_OF_KAFKA: users[user],
      ...more,
    });
    const engine: Engine = { name: 'kafka', config: (node) => busConfig({ ...env('nobody'), NODE_NAME: node }) };
    const as = (user: keyof typeof users, node: string, more: NodeJS.ProcessEnv = {}) => ({
      config: busConfig({ ...env(user), NODE_NAME: node, ...more }),
    });

    const allowed = (node: string) =>
      allow(
        open,
        node,
        Object.entries(reads).map(([name, from]) => ({ name, sources: from })),
        (room) => room,
      );

    it('carries events from room to room and to the gateway with the rights of the table, each as its own user, and with no more', async () => {
      const world = await World.make(engine);
      const { node } = world.config;
      await allowed(node);
      const alpha = await world.publisher('alpha', as('alpha', node, { KAFKA_SASL: 'scram-sha-256' }));
      const beta = await world.publisher('beta', as('beta', node));
      const gamma = await world.reader(undefined, as('gamma', node)); // wants the topics before anybody has sent
      const tail = await eventTail(env('gateway', { NODE_NAME: node }), sources);
      const heard: string[] = [];
      let attached = false;
      tail.start({ heard: ({ source, seq }) => heard.push(`${source}#${seq}`), attached: () => (attached = true) });
      try {
        await until(async () => attached && gamma.problem() === null);
        await alpha.tick('key', 1, 2, 3);
        await beta.tick('key', 1);
        await until(async () => (await world.seen()).length === 4 && heard.length === 4);
        expect(inOrder(await world.seen())).toBe(true);
        expect(heard.sort()).toEqual(['alpha#1', 'alpha#2', 'alpha#3', 'beta#1']);
        // A broker that is just making a topic has no leader of it yet: that passes by itself, a missing right does not.
        const problems = () => [gamma.problem(), alpha.bus.problem(), beta.bus.problem(), tail.problem()];
        await until(async () => problems().every((problem) => problem === null));
      } finally {
        await tail.stop();
      }
    });

    it('tells a room whose user lacks the rights, for reading and for sending, and keeps what it could not send', async () => {
      const world = await World.make(engine);
      const { node } = world.config;
      await allowed(node);
      const alpha = await world.publisher('alpha', as('nobody', node));
      const gamma = await world.reader(undefined, as('nobody', node));
      await alpha.tick('key', 1);
      await until(async () => /NOT_ALLOWED/.test(gamma.problem() ?? ''));
      await until(async () => /NOT_ALLOWED/.test(alpha.bus.problem() ?? ''));
      await world.stop(alpha.bus);
      await world.stop(gamma);
      await world.publisher('alpha', as('alpha', node));
      await world.reader(undefined, as('gamma', node));
      await until(async () => (await world.seen()).length === 1);
    });

    it.each([
      ['a wrong password', { PASSWORD_OF_KAFKA: 'another' }, 'LOGIN_REFUSED'],
      ['a user that it does not know', { KAFKA_USER: 'stranger' }, 'LOGIN_REFUSED'],
      ['a CA that did not sign its certificate', { KAFKA_CA_FILE: strange }, 'CERTIFICATE_UNTRUSTED'],
      ['none of the CAs that everybody knows', { KAFKA_CA_FILE: '', KAFKA_TLS: 'on' }, 'CERTIFICATE_UNTRUSTED'],
      ['a name that its certificate is not for', { KAFKA_BROKERS: secure.replace('127.0.0.1', 'localhost') }, 'CERTIFICATE_OF_ANOTHER'],
    ])('refuses the start of a service and of the gateway for %s', async (_, more, code) => {
      const world = await World.make(engine);
      const wrong = as('gamma', world.config.node, more);
      await expect(world.reader(undefined, wrong)).rejects.toMatchObject({ name: 'PeerRefusal', code });
      await expect(eventTail(env('gateway', more), sources)).rejects.toMatchObject({ name: 'PeerRefusal', code });
    });

    it('does not refuse the start while no broker is there: it may come back', async () => {
      const tail = await eventTail(env('gateway', { KAFKA_BROKERS: '127.0.0.1:1' }), sources);
      expect(tail.problem()).toBe('Kafka: not attached yet');
    });
  });
}
