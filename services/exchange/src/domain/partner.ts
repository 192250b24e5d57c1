import { dayNumber } from '@sunshine/procedure';
import { exchangeError } from './exchange.errors.js';

/** What may pass in one direction; `*` among kinds stands for every kind but those of the comparison of matters, a division code with trailing zeros for all below it. */
export interface Allowance {
  readonly kinds: readonly string[];
  /** GB/T 2260: six digits. */
  readonly divisions: readonly string[];
}

/** As the list of partners has it. */
export interface PartnerTerms {
  readonly node: string;
  readonly state: 'active' | 'suspended';
  /** From here to the partner. */
  readonly sends: Allowance;
  /** From the partner to here. */
  readonly receives: Allowance;
}

/** Instants are of UTC, ISO 8601 to the millisecond. */
export interface KeyValidity {
  readonly keyId: string;
  /** Inclusive. */
  readonly validFrom: string;
  /** Exclusive; null: no end. */
  readonly validTo: string | null;
  readonly revokedAt: string | null;
}

/** Kinds by which the link looks after itself; no allow-list names them, they pass between all partners. */
export const LINK_KINDS: ReadonlySet<string> = new Set(['reconciliation', 'dropped', 'receipt', 'keys', 'gap']);

/**
 * Under this name the comparison of matters is agreed with a partner, each way; `*` does not speak of it, since it is agreed after an assessment
 * of its own (个人信息保护法 55). Its kinds begin with it, and concern no division.
 */
export const SAME_MATTER = 'same-matter';

/** Whether the comparison of matters is agreed with the partner, both ways. */
export const comparesMatters = ({ state, sends, receives }: Pick<PartnerTerms, 'state' | 'sends' | 'receives'>): boolean =>
  state === 'active' && sends.kinds.includes(SAME_MATTER) && receives.kinds.includes(SAME_MATTER);

/**
 * Whether a message may pass between this node and the partner.
 * @throws PARTNER_SUSPENDED, KIND_NOT_ALLOWED, DIVISION_NOT_ALLOWED
 */
export function checkAllowed(
  partner: PartnerTerms,
  way: 'sends' | 'receives',
  { kind, division }: { readonly kind: string; readonly division: string },
): void {
  const { node, state } = partner;
  if (state === 'suspended') throw exchangeError('PARTNER_SUSPENDED', { details: { node } });
  if (LINK_KINDS.has(kind)) return;
  const { kinds, divisions } = partner[way];
  if (kind.startsWith(`${SAME_MATTER}-`)) {
    if (!kinds.includes(SAME_MATTER)) throw exchangeError('KIND_NOT_ALLOWED', { details: { node, messageKind: kind } });
    return;
  }
  if (!kinds.includes('*') && !kinds.includes(kind)) throw exchangeError('KIND_NOT_ALLOWED', { details: { node, messageKind: kind } });
  if (!divisions.some((code) => covers(code, division))) throw exchangeError('DIVISION_NOT_ALLOWED', { details: { node, division } });
}

/** GB/T 2260: a province ends in 0000, a city in 00; each stands for itself and all below it. */
export function covers(code: string, division: string): boolean {
  if (code.endsWith('0000')) return division.startsWith(code.slice(0, 2));
  if (code.endsWith('00')) return division.startsWith(code.slice(0, 4));
  return code === division;
}

/** @throws KEY_REVOKED, KEY_NOT_YET, KEY_EXPIRED */
export function checkKeyValid({ keyId, validFrom, validTo, revokedAt }: KeyValidity, at: string): void {
  if (revokedAt !== null && at >= revokedAt) throw exchangeError('KEY_REVOKED', { details: { keyId, at: revokedAt } });
  if (at < validFrom) throw exchangeError('KEY_NOT_YET', { details: { keyId, from: validFrom } });
  if (validTo !== null && at >= validTo) throw exchangeError('KEY_EXPIRED', { details: { keyId, to: validTo } });
}

/** Whether the key may be used at that instant. */
export const isKeyValid = ({ validFrom, validTo, revokedAt }: KeyValidity, at: string): boolean =>
  (revokedAt === null || at < revokedAt) && at >= validFrom && (validTo === null || at < validTo);

/** How messages leave to a partner: sent to its endpoint, fetched by it, carried in files, or told in rows to a system that signs nothing. */
export type PartnerWay = 'push' | 'fetched' | 'ferry' | 'rows';

export interface PartnerEntry {
  readonly node: string;
  readonly name: string;
  readonly endpoint: string | null;
  readonly suite: string;
  readonly way: PartnerWay;
  readonly pulled: boolean;
  readonly sends: Allowance;
  readonly receives: Allowance;
  readonly keys: readonly (Omit<KeyValidity, 'revokedAt'> & { readonly suite: string })[];
}

const NODE = /^[a-z][a-z0-9.-]{1,38}[a-z0-9]$/;
const KIND = /^(\*|[a-z][a-z-]{0,39})$/;
const DIVISION = /^\d{6}$/;

/**
 * An entry of the list as it may be kept.
 * @param own id of this node
 * @throws PARTNER_NODE_MALFORMED, PARTNER_IS_SELF, PARTNER_NAME_MISSING, PARTNER_SPEAKS_ROWS, PARTNER_ENDPOINT_MALFORMED, PARTNER_WAY_ENDPOINT,
 *   PARTNER_ALLOWANCE_MALFORMED, PARTNER_KEYS_MISSING, PARTNER_KEY_SUITE, KEY_VALIDITY_BACKWARDS
 */
export function checkPartner(entry: PartnerEntry, own: string | null): void {
  checkNamed(entry, own);
  if (entry.way === 'rows') throw exchangeError('PARTNER_SPEAKS_ROWS');
  if (entry.endpoint !== null && !isEndpoint(entry.endpoint)) throw exchangeError('PARTNER_ENDPOINT_MALFORMED');
  const { endpoint, way: out, pulled } = entry;
  if (out === 'ferry' ? endpoint !== null || pulled : endpoint === null && (out === 'push' || pulled))
    throw exchangeError('PARTNER_WAY_ENDPOINT', { field: 'endpoint' });
  checkAllowances(entry);
  if (entry.keys.length === 0) throw exchangeError('PARTNER_KEYS_MISSING');
  for (const { keyId, suite, validFrom, validTo } of entry.keys) {
    if (suite !== entry.suite) throw exchangeError('PARTNER_KEY_SUITE', { details: { keyId } });
    if (validTo !== null && validTo <= validFrom)
      throw exchangeError('KEY_VALIDITY_BACKWARDS', { details: { keyId, from: validFrom, to: validTo } });
  }
}

function checkNamed({ node, name }: Pick<PartnerEntry, 'node' | 'name'>, own: string | null): void {
  if (!NODE.test(node)) throw exchangeError('PARTNER_NODE_MALFORMED');
  if (node === own) throw exchangeError('PARTNER_IS_SELF');
  if (name.trim() === '') throw exchangeError('PARTNER_NAME_MISSING');
}

function checkAllowances(entry: Pick<PartnerEntry, 'sends' | 'receives'>): void {
  for (const [way, label] of [
    ['sends', '发往伙伴'],
    ['receives', '接收伙伴'],
  ] as const) {
    const { kinds, divisions } = entry[way];
    const wrong = kinds.find((kind) => !KIND.test(kind)) ?? divisions.find((code) => !DIVISION.test(code));
    if (wrong !== undefined) throw exchangeError('PARTNER_ALLOWANCE_MALFORMED', { field: way, details: { label, value: wrong } });
  }
}

/** Days that a secret of a system of rows may count. @source own rule */
export const SECRET_DAYS = { fewest: 1, most: 366 };

/**
 * An entry of a system that speaks in rows as it may be kept.
 * @param own id of this node
 * @param rowKinds kinds of messages that a row can say
 * @throws PARTNER_NODE_MALFORMED, PARTNER_IS_SELF, PARTNER_NAME_MISSING, PARTNER_ALLOWANCE_MALFORMED, ROW_KIND_UNKNOWN
 */
export function checkRowSystem(
  entry: Pick<PartnerEntry, 'node' | 'name' | 'sends' | 'receives'>,
  own: string | null,
  rowKinds: readonly string[],
): void {
  checkNamed(entry, own);
  checkAllowances(entry);
  for (const way of ['sends', 'receives'] as const) {
    const unknown = entry[way].kinds.find((kind) => !rowKinds.includes(kind));
    if (unknown !== undefined) throw exchangeError('ROW_KIND_UNKNOWN', { field: way, details: { messageKind: unknown } });
  }
}

/** @throws ROW_SECRET_DAYS */
export function checkSecretDays(days: number): void {
  const { fewest, most } = SECRET_DAYS;
  if (!Number.isInteger(days) || days < fewest || days > most)
    throw exchangeError('ROW_SECRET_DAYS', { details: { from: fewest, limit: most } });
}

function isEndpoint(text: string): boolean {
  if (text.length > 300 || !URL.canParse(text)) return false;
  const { protocol, username, password, hash } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && username === '' && password === '' && hash === '';
}

/** Days, Asia/Shanghai, from the one on which a message was written to that of the import; 0 where the clock of the sender is ahead. */
export const daysUnderway = (writtenOn: string, importedOn: string): number => Math.max(0, dayNumber(importedOn) - dayNumber(writtenOn));
