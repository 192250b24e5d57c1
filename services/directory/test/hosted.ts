import {
  GatewaySeal,
  Time,
  Tokens,
  hostService,
  newSigningKey,
  secretList,
  type HostedService,
  type SubgraphAnswer,
} from '@sunshine/platform';
import { cleanUp, databases } from '@sunshine/testing';
import type { DataSource } from 'typeorm';
import { directory, seedDirectory, type DirectorySeed } from '../src/index.js';

const GATEWAY = 'g1=value:gateway-secret-of-tests';

export interface Hosted {
  readonly service: HostedService;
  readonly db: DataSource;
  readonly time: Time;
  readonly env: NodeJS.ProcessEnv;
  /** Asks as the gateway would. */
  ask(query: string, variables?: Record<string, unknown>, as?: { token?: string; address?: string }): Promise<SubgraphAnswer>;
  /** The data, or the code of the first refusal. */
  answer<T>(query: string, variables?: Record<string, unknown>, as?: { token?: string; address?: string }): Promise<T | string>;
  again(): Promise<HostedService>;
}

/** The directory on a database of its own, seeded. */
export async function hosted(seed: DirectorySeed | null, more: NodeJS.ProcessEnv = {}): Promise<Hosted> {
  const base = await databases({ directory: { migrations: directory.migrations, entities: [...(directory.entities ?? [])] } });
  const [tokens, passes] = [await newSigningKey(), await newSigningKey()];
  const env: NodeJS.ProcessEnv = {
    SUNSHINE_MODE: 'demo',
    ...base.env('directory'),
    GATEWAY_SECRETS: GATEWAY,
    TOKEN_KEYS: JSON.stringify([{ id: 't1', source: `value:${tokens.privateJwk}` }]),
    PASS_KEYS: JSON.stringify([{ id: 'p1', source: `value:${passes.privateJwk}` }]),
    ...more,
  };
  const time = new Time();
  const start = async () => {
    const service = await hostService(directory, env, { time });
    cleanUp(() => service.close());
    return service;
  };
  const service = await start();
  if (seed) await seedDirectory(service.app, seed);
  const seal = new GatewaySeal(secretList(env).parse(GATEWAY));
  const ask: Hosted['ask'] = (query, variables = {}, as = {}) => {
    const authorization = as.token === undefined ? undefined : `Bearer ${as.token}`;
    return service.execute(
      seal.seal('directory', { authorization, correlationId: 'test', address: as.address ?? '' }, JSON.stringify({ query, variables })),
    );
  };
  const answer: Hosted['answer'] = async (query, variables, as) => {
    const { data, errors } = await ask(query, variables, as);
    return errors ? String(errors[0]?.extensions?.['code']) : (data as never);
  };
  return { service, db: await base.source('directory'), time, env, ask, answer, again: start };
}

export const tokensOf = (host: Hosted) => host.service.app.get(Tokens, { strict: false });

export const SIGN_IN = `mutation ($account: String!, $password: String!, $newPassword: String, $device: String) {
  signIn(input: { account: $account, password: $password, newPassword: $newPassword, device: $device }) { accessToken refreshToken accessUntil sessionUntil device person { id account name } }
}`;
export interface SignInAnswer {
  signIn: {
    accessToken: string;
    refreshToken: string;
    accessUntil: string;
    sessionUntil: string;
    device: string;
    person: { id: string; account: string };
  };
}
