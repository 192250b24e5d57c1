import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** `demo` allows demo accounts, demo secrets and introspection; everything else is production. */
export type Mode = 'demo' | 'production';

export interface Secret {
  readonly id: string;
  /** `env:NAME`, `file:PATH`, or `value:TEXT` in demo mode only. */
  readonly source: string;
  readonly value: string;
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(`start refused, configuration is wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** Mode of the process from `SUNSHINE_MODE`; production unless it says `demo`. */
export function modeOf(env: NodeJS.ProcessEnv): Mode {
  return env.SUNSHINE_MODE === 'demo' ? 'demo' : 'production';
}

/**
 * Reads the environment once; an empty variable counts as unset.
 * @throws ConfigError naming every wrong variable, never a value
 */
export function loadConfig<S extends z.ZodType>(schema: S, env: NodeJS.ProcessEnv): z.output<S> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.') || 'environment'}: ${issue.message}`));
}

const References = z.array(z.object({ id: z.string().regex(/^[\w-]+$/), source: z.string().regex(/^(env|file|value):./) })).min(1);

function references(text: string): unknown {
  if (text.trimStart().startsWith('[')) return JSON.parse(text);
  return text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((part) => {
      const at = part.indexOf('=');
      return { id: part.slice(0, at), source: part.slice(at + 1) };
    });
}

/** What a list of secrets names, without reading any; null where it is no such list. */
export function secretReferences(text: string): readonly Pick<Secret, 'id' | 'source'>[] | null {
  try {
    return References.safeParse(references(text)).data ?? null;
  } catch {
    return null; // no JSON
  }
}

function readSecret(reference: { id: string; source: string }, env: NodeJS.ProcessEnv): Secret {
  const production = modeOf(env) === 'production';
  const { id, source } = reference;
  const [kind, rest] = [source.slice(0, source.indexOf(':')), source.slice(source.indexOf(':') + 1)];
  if (production && kind === 'value') throw new Error(`secret ${id} is written in the configuration, which only demo mode allows`);
  const value = (kind === 'env' ? env[rest] : kind === 'file' ? readFileSync(rest, 'utf8') : rest)?.trim();
  if (!value) throw new Error(`secret ${id} is empty or missing (${kind}${kind === 'value' ? '' : `:${rest}`})`);
  if (production && (id.startsWith('demo') || value.startsWith('demo-'))) throw new Error(`secret ${id} is a demo secret`);
  return { id, source, value };
}

/**
 * A list of secrets, several live at once: the first signs or seals, all of them verify or open.
 * Written `id=source, id=source`, or as a JSON array of `{id, source}`.
 */
export function secretList(env: NodeJS.ProcessEnv) {
  return z.string().transform((text, ctx): Secret[] => {
    try {
      const list = References.safeParse(references(text));
      if (list.success) return list.data.map((reference) => readSecret(reference, env));
      ctx.addIssue({ code: 'custom', message: 'expected a list of id=env:NAME, id=file:PATH or id=value:TEXT' });
    } catch (cause) {
      const message =
        cause instanceof SyntaxError ? 'is not a JSON array of {id, source}' : cause instanceof Error ? cause.message : 'cannot be read';
      ctx.addIssue({ code: 'custom', message });
    }
    return z.NEVER;
  });
}

/** Variables by which services and gateway know each other and the people they speak for. */
export function trustShape(env: NodeJS.ProcessEnv) {
  return {
    GATEWAY_SECRETS: secretList(env),
    TOKEN_KEYS: secretList(env),
    PASS_KEYS: secretList(env),
    /** The node: issuer of its tokens, and part of the names of its topics. */
    NODE_NAME: z.string().max(40).default('local'),
  };
}

/** Tokens by which an operator's tools read `/metrics` and the checks of `/health/ready` from elsewhere; without one only the machine itself does. */
export function operationsShape(env: NodeJS.ProcessEnv) {
  return { OPERATIONS_TOKEN: secretList(env).default([]) };
}

/** How long a request may take to arrive whole, and an answer to be taken, seconds; files have as long as they come. */
export const patienceShape = { BODY_SECONDS: z.coerce.number().positive().max(600).default(30) };

/** Where a process of its own listens; without a default the port must be set. */
export function listenShape(defaultPort?: number) {
  const port = z.coerce.number().int().min(0).max(65_535);
  return { HOST: z.string().default('127.0.0.1'), PORT: defaultPort === undefined ? port : port.default(defaultPort) };
}
