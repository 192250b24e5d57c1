import { listenShape, loadConfig, modeOf, operationsShape, patienceShape, trustShape, type Mode, type Secret } from '@sunshine/platform';
import { z } from 'zod';
import type { LiveLimits } from './live.js';

export interface GatewayConfig {
  readonly mode: Mode;
  readonly secrets: readonly Secret[];
  readonly tokenKeys: readonly Secret[];
  readonly passKeys: readonly Secret[];
  /** Issuer of the tokens it takes. */
  readonly node: string;
  /** Whose node it is, as people read it at the sign-in; null: nobody has said. */
  readonly title: string | null;
  /** By which the operator's tools, and the gateway at its services, read what stands behind `ready`. */
  readonly operationsTokens: readonly Secret[];
  /** Addresses of proxies whose `x-forwarded-for` is believed; none by default. */
  readonly trustProxy: string | false;
  /** For a body to come and an answer to be taken. */
  readonly bodySeconds: number;
  /** Requests at `/exchange` of one address in a minute. */
  readonly exchangePerAddress: number;
  /** Open connections to `/live`. */
  readonly live: LiveLimits;
}

/** @throws ConfigError */
export function gatewayConfig(env: NodeJS.ProcessEnv): GatewayConfig {
  const count = z.coerce.number().int().min(1);
  const config = loadConfig(
    z.object({
      ...trustShape(env),
      ...operationsShape(env),
      ...patienceShape,
      TRUST_PROXY: z.string().optional(),
      NODE_TITLE: z.string().trim().max(60).optional(),
      LIVE_PER_ADDRESS: count.default(300),
      LIVE_PER_PERSON: count.default(20),
      LIVE_TOTAL: count.default(5_000),
      // Three times what a partner sends that works off its backlog at a hundred a second; behind one address there may be several.
      EXCHANGE_PER_ADDRESS: count.default(20_000),
    }),
    env,
  );
  return {
    mode: modeOf(env),
    secrets: config.GATEWAY_SECRETS,
    tokenKeys: config.TOKEN_KEYS,
    passKeys: config.PASS_KEYS,
    node: config.NODE_NAME,
    title: config.NODE_TITLE || null,
    operationsTokens: config.OPERATIONS_TOKEN,
    trustProxy: config.TRUST_PROXY ?? false,
    bodySeconds: config.BODY_SECONDS,
    exchangePerAddress: config.EXCHANGE_PER_ADDRESS,
    live: { perAddress: config.LIVE_PER_ADDRESS, perHolder: config.LIVE_PER_PERSON, total: config.LIVE_TOTAL },
  };
}

const Urls = z.string().transform((text, ctx) => {
  const entries = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as const);
  for (const [name, url] of entries)
    if (!name || !URL.canParse(url)) ctx.addIssue({ code: 'custom', message: 'expected name=http://host:port ...' });
  return Object.fromEntries(entries);
});

/** Subgraphs in processes of their own, from `SUBGRAPHS`: `intake=http://127.0.0.1:4101, case=...`; and where to listen. */
export function listenConfig(env: NodeJS.ProcessEnv): { urls: Record<string, string>; host: string; port: number } {
  const config = loadConfig(z.object({ ...trustShape(env), ...listenShape(4000), SUBGRAPHS: Urls }), env);
  return { urls: config.SUBGRAPHS, host: config.HOST, port: config.PORT };
}
