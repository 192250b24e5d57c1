import { envelopeError } from '../envelope.errors.js';
import { fenceOff } from './fenced.js';
import { OWNERS, type Kind, type Owner, type Standing } from './kind.js';
import { isMessageKind, MESSAGE_KINDS, type MessageBody, type MessageKind } from './kinds.js';
import { FIELD_WORDS } from './words.js';

export interface ReadBody<K extends MessageKind = MessageKind> {
  readonly value: MessageBody<K>;
  /** Fields of a later release by their paths: told, kept aside, and hold nothing up. */
  readonly unknown: Readonly<Record<string, unknown>>;
  /** Paths of fenced fields; what stood there is gone. */
  readonly dropped: readonly string[];
  /** Fields that the sender does not own, and who does. */
  readonly ignored: readonly { readonly path: string; readonly owner: Owner }[];
}

const SIDE_WORDS: Readonly<Record<Exclude<Kind['by'], 'either'>, string>> = { sender: '来文方', 'in-charge': '承办方' };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The place of a field as an officer says it: 信访人第1项的姓名或者名称. */
export function placeInWords(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '正文';
  return path
    .map((part, at) =>
      typeof part === 'number' ? `第${part + 1}项` : `${at === 0 ? '' : '的'}${FIELD_WORDS[String(part)] ?? String(part)}`,
    )
    .join('');
}

/** What a text has beside what was read of it; as deep as the schema goes. */
function beside(raw: unknown, read: unknown, path: string): [string, unknown][] {
  if (Array.isArray(raw) && Array.isArray(read)) return raw.flatMap((item, place) => beside(item, read[place], `${path}.${place}`));
  if (!isObject(raw) || !isObject(read)) return [];
  return Object.entries(raw).flatMap(([name, value]): [string, unknown][] => {
    const at = path === '' ? name : `${path}.${name}`;
    return Object.hasOwn(read, name) ? beside(value, read[name], at) : [[at, value]];
  });
}

/**
 * Reads the body of a message. Fenced fields are dropped first; then what the sender does not own is set aside unread, whatever it says.
 * @param schemaVersion of the body; of a later one the fields are read that this release knows
 * @param standings of the node that sends. Who hands over a matter that is not known here speaks for the node that registered it as well
 * @throws KIND_UNKNOWN, KIND_OF_OTHER_SIDE, BODY_VERSION_MALFORMED, BODY_MALFORMED, ENVELOPE_TOO_DEEP
 */
export function readBody<K extends MessageKind>(kind: K, schemaVersion: number, body: unknown, standings: readonly Standing[]): ReadBody<K>;
export function readBody(kind: string, schemaVersion: number, body: unknown, standings: readonly Standing[]): ReadBody;
export function readBody(kind: string, schemaVersion: number, body: unknown, standings: readonly Standing[]): ReadBody {
  if (!isMessageKind(kind)) throw envelopeError('KIND_UNKNOWN', { details: { messageKind: kind } });
  if (!Number.isSafeInteger(schemaVersion) || schemaVersion < 1)
    throw envelopeError('BODY_VERSION_MALFORMED', { details: { version: schemaVersion } });
  const { by, fields }: Kind = MESSAGE_KINDS[kind];
  if (by !== 'either' && !standings.includes(by))
    throw envelopeError('KIND_OF_OTHER_SIDE', { details: { messageKind: kind, side: SIDE_WORDS[by] } });
  const { passed, dropped } = fenceOff(body);
  if (!isObject(passed)) throw malformed([]);
  const given = new Map(Object.entries(passed));
  const value: Record<string, unknown> = {};
  const ignored: { path: string; owner: Owner }[] = [];
  const unknown: [string, unknown][] = [];
  for (const owner of OWNERS) {
    const schema = fields[owner];
    if (!schema) continue;
    const raw = Object.fromEntries(Object.keys(schema.shape).flatMap((name) => (given.has(name) ? [[name, given.get(name)]] : [])));
    for (const name of Object.keys(raw)) given.delete(name);
    if (owner !== 'either' && !standings.includes(owner)) {
      ignored.push(...Object.keys(raw).map((path) => ({ path, owner })));
      continue;
    }
    const { success, data, error } = schema.safeParse(raw);
    if (!success) throw malformed(error.issues[0]?.path ?? []);
    Object.assign(value, data);
    unknown.push(...beside(raw, data, ''));
  }
  return { value: value as MessageBody<MessageKind>, unknown: Object.fromEntries([...given, ...unknown]), dropped, ignored };
}

const malformed = (path: readonly PropertyKey[]) =>
  envelopeError('BODY_MALFORMED', { details: { place: placeInWords(path) }, field: path.length > 0 ? path.map(String).join('.') : null });
