import type { z } from 'zod';
import type { PrivateKeys, PublicKeys, Suite } from './keys.js';
import { algorithms, canonical, SUITE_OF } from './suites.js';

/** What is signed; it stands in the protected header, so that a signature over one thing is none over another. */
export type Purpose = 'sunshine-envelope' | 'sunshine-receipt' | 'sunshine-root' | 'sunshine-pull' | 'sunshine-ferry' | 'sunshine-key';

export const LEVELS_MAX = 20;

/** Why a text is no signed JSON: what a reader can be told of the place. */
export type Fault = 'parts' | 'header' | 'payload' | 'depth';
export class NotSigned extends Error {
  override readonly name = 'NotSigned';

  constructor(readonly fault: Fault) {
    super(fault);
  }
}

const encoded = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');
const headerOf = (suite: Suite, purpose: Purpose, kid: string): string =>
  encoded(canonical({ alg: algorithms[suite].signature, kid, typ: purpose }));

/** A compact JWS over the canonical bytes of the value. */
export async function signed(purpose: Purpose, value: unknown, own: PrivateKeys): Promise<string> {
  const input = `${headerOf(own.suite, purpose, own.keyId)}.${encoded(canonical(value))}`;
  const signature = await algorithms[own.suite].sign(Buffer.from(input, 'ascii'), own);
  return `${input}.${Buffer.from(signature).toString('base64url')}`;
}

export interface Read {
  readonly suite: Suite;
  /** Key that is said to have signed. */
  readonly keyId: string;
  readonly value: unknown;
  /** What the signature is over. */
  readonly input: string;
  readonly signature: Uint8Array;
}

/** Whether more than `LEVELS_MAX` lists and objects stand in each other. JSON.parse needs no stack for them; what reads its answer does. */
export function tooDeep(json: string): boolean {
  let [level, quoted] = [0, false];
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at];
    if (quoted && sign === '\\') at += 1;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === '{' || sign === '[') && (level += 1) > LEVELS_MAX) return true;
    else if (!quoted && (sign === '}' || sign === ']')) level -= 1;
  }
  return false;
}

/** Text of base64url as this file writes it: no other spelling of the same bytes, no bytes that are no UTF-8. */
function decoded(part: string, fault: Fault): string {
  const bytes = Buffer.from(part, 'base64url');
  const text = bytes.toString('utf8');
  if (bytes.toString('base64url') !== part || !Buffer.from(text, 'utf8').equals(bytes)) throw new NotSigned(fault);
  return text;
}

/**
 * Takes a compact JWS apart and checks nothing but its form: one spelling only, so that two texts never say the same.
 * @throws NotSigned
 */
export function readSigned(purpose: Purpose, text: string): Read {
  const [header = '', payload = '', signature = '', ...more] = text.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  if (more.length > 0 || signature === '' || bytes.toString('base64url') !== signature) throw new NotSigned('parts');
  const told = /^\{"alg":"(\w{1,20})","kid":"([0-9a-f]{32})","typ":"[a-z-]{1,40}"\}$/.exec(decoded(header, 'header'));
  const [, alg = '', keyId = ''] = told ?? [];
  const suite = SUITE_OF.get(alg);
  if (!suite || headerOf(suite, purpose, keyId) !== header) throw new NotSigned('header');
  const json = decoded(payload, 'payload');
  if (tooDeep(json)) throw new NotSigned('depth');
  let value: unknown;
  let again: string;
  try {
    value = JSON.parse(json);
    again = canonical(value);
  } catch {
    throw new NotSigned('payload');
  }
  if (again !== json) throw new NotSigned('payload');
  return { suite, keyId, value, input: `${header}.${payload}`, signature: bytes };
}

/**
 * The same, with the value in the form of the schema; names that it does not know are dropped.
 * @param malformed the refusal for what is wrong at a place
 */
export function readForm<T>(
  purpose: Purpose,
  schema: z.ZodType<T>,
  text: string,
  malformed: (place: string) => Error,
): Read & { readonly value: T } {
  try {
    const read = readSigned(purpose, text);
    const { success, data, error } = schema.safeParse(read.value);
    if (success) return { ...read, value: data };
    throw malformed(error.issues[0]?.path.join('.') ?? 'payload');
  } catch (error) {
    throw error instanceof NotSigned ? malformed(error.fault) : error;
  }
}

/** Whether these keys signed it. */
export const isBy = async ({ suite, keyId, input, signature }: Read, keys: PublicKeys): Promise<boolean> =>
  suite === keys.suite && keyId === keys.keyId && (await algorithms[suite].verifies(Buffer.from(input, 'ascii'), signature, keys));
