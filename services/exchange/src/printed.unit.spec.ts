import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { MESSAGE_KINDS } from '@sunshine/envelope';
import { errorCatalogue } from '@sunshine/errors';
import { ROW_CALL_REFUSALS } from './adapter/rows.openapi.js';
import { LINK_KINDS } from './domain/partner.js';
import { printed } from './printed.js';
import { sameMatterBodies } from './same-matter/link.js';
import { openapi } from './receiving/openapi.js';

/** The status that a kind of refusal has, as doors answer it. */
const STATUS: Readonly<Record<string, string>> = {
  ...{ INVALID_INPUT: '400', UNAUTHENTICATED: '401', FORBIDDEN: '403', NOT_FOUND: '404', TOO_MANY: '429', UNAVAILABLE: '503' },
};

type Door = '/exchange/messages' | '/exchange/pull' | '/exchange/receipts';
const codesOf = (door: Door, status: string): readonly string[] =>
  (openapi.paths[door].post.responses as unknown as Record<string, { 'x-codes': readonly string[] }>)[status]!['x-codes'];
const own = (code: string) => errorCatalogue().get(code);

describe('the printed documents of the exchange', () => {
  it.each(Object.entries(printed))('%s is what the code says', (file, said) => {
    const committed: unknown = JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));
    expect(committed).toEqual(JSON.parse(JSON.stringify(said)));
  });

  it('bodies.schema.json has every kind, those of the link too, and names the owner of each field of a matter', () => {
    const { $defs } = printed['bodies.schema.json'] as { $defs: Record<string, { properties: Record<string, object> }> };
    expect(Object.keys($defs).sort()).toEqual([...Object.keys(MESSAGE_KINDS), ...LINK_KINDS, ...Object.keys(sameMatterBodies)].sort());
    const ownerless = Object.keys(MESSAGE_KINDS).flatMap((kind) =>
      Object.entries($defs[kind]!.properties).flatMap(([name, field]) => ('x-owner' in field ? [] : [`${kind}.${name}`])),
    );
    expect(ownerless).toEqual([]);
  });

  it('refuse no field of a later release', () => {
    for (const document of Object.values(printed)) expect(JSON.stringify(document)).not.toContain('"additionalProperties":false');
  });

  it.each([
    ...['400', '403', '503'].map((status) => ['/exchange/messages', status] as const),
    ...['400', '403', '503'].map((status) => ['/exchange/pull', status] as const),
    ...['400', '403', '404', '503'].map((status) => ['/exchange/receipts', status] as const),
  ])('openapi.json names refusals that %s answers with %s', (door, status) => {
    for (const code of codesOf(door, status)) expect([code, STATUS[own(code)!.kind]]).toEqual([code, status]);
  });

  it.each(Object.entries(ROW_CALL_REFUSALS))('rows.openapi.json names refusals that a call of rows answers with %s', (status, codes) => {
    for (const code of codes) expect([code, STATUS[own(code)!.kind]]).toEqual([code, status]);
  });

  it('openapi.json names refusals of a signed receipt that exist', () => {
    expect(codesOf('/exchange/messages', '200').filter((code) => !own(code))).toEqual([]);
  });
});
