import { beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT, UnsecuredJWT } from 'jose';
import type { Secret } from './config.js';
import { Tokens, newSigningKey } from './tokens.js';

const secret = (id: string, value: string): Secret => ({ id, source: 'value:', value });
const person = { kind: 'person', person: 'p1', session: 's1' } as const;
const invalid = { code: 'TOKEN_INVALID', kind: 'UNAUTHENTICATED' };

let old: Secret;
let fresh: Secret;
let passes: Secret;
let tokens: Tokens;

beforeAll(async () => {
  old = secret('old', (await newSigningKey()).privateJwk);
  fresh = secret('new', (await newSigningKey()).privateJwk);
  passes = secret('pass', (await newSigningKey()).privateJwk);
  tokens = new Tokens({ tokens: [fresh, old], passes: [passes] });
});

const changed = (token: string, part: number, value: string) =>
  token
    .split('.')
    .map((text, at) => (at === part ? value : text))
    .join('.');
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a token', () => {
  it('says who, by which session, and no role', async () => {
    expect(await tokens.verify(await tokens.issue(person, 60))).toEqual(person);
  });

  it('is verified by a room that holds only the public key, which cannot issue any', async () => {
    const { privateJwk, publicJwk } = await newSigningKey();
    const reader = new Tokens({ tokens: [secret('k', publicJwk)], passes: [] });
    const token = await new Tokens({ tokens: [secret('k', privateJwk)], passes: [] }).issue(person, 60);
    expect(await reader.verify(token)).toEqual(person);
    await expect(reader.issue(person, 60)).rejects.toThrow('no private key');
  });

  it('of an older live key is good until that key is withdrawn', async () => {
    const token = await new Tokens({ tokens: [old], passes: [] }).issue(person, 60);
    expect(await tokens.verify(token)).toEqual(person);
    await expect(new Tokens({ tokens: [fresh], passes: [] }).verify(token)).rejects.toMatchObject(invalid);
  });

  it('of another node is refused, also where both have the same keys', async () => {
    const elsewhere = new Tokens({ tokens: [fresh], passes: [passes], node: 'donghu' });
    await expect(tokens.verify(await elsewhere.issue(person, 60))).rejects.toMatchObject(invalid);
    await expect(tokens.verify(await elsewhere.issuePass('x'))).rejects.toMatchObject(invalid);
    expect(await elsewhere.verify(await elsewhere.issue(person, 60))).toEqual(person);
  });

  it('without an issuer, or for somebody else, is refused', async () => {
    const { importJWK } = await import('jose');
    const key = await importJWK(JSON.parse(fresh.value), 'EdDSA');
    const bare = () =>
      new SignJWT({ kind: 'person', sid: 's1' }).setProtectedHeader({ alg: 'EdDSA', kid: 'new' }).setSubject('p1').setExpirationTime('1h');
    await expect(tokens.verify(await bare().sign(key))).rejects.toMatchObject(invalid);
    await expect(tokens.verify(await bare().setIssuer('sunshine:local').setAudience('sunshine:pass').sign(key))).rejects.toMatchObject(
      invalid,
    );
    expect(await tokens.verify(await bare().setIssuer('sunshine:local').setAudience('sunshine:office').sign(key))).toEqual(person);
  });

  it('of a session that ended is refused, and of any session of a person who may not sign in', async () => {
    const ended = new Tokens({ tokens: [fresh], passes: [passes] });
    const [one, other] = [await ended.issue(person, 60), await ended.issue({ ...person, session: 's2' }, 60)];
    ended.ended.add('s1', Date.now() + 60_000);
    await expect(ended.verify(one)).rejects.toMatchObject({ code: 'SESSION_ENDED' });
    expect(await ended.verify(other)).toMatchObject({ session: 's2' });
    ended.ended.add('p1', Date.now() + 60_000);
    await expect(ended.verify(other)).rejects.toMatchObject({ code: 'SESSION_ENDED' });
    ended.ended.remove('p1');
    expect(await ended.verify(other)).toMatchObject({ session: 's2' });
    ended.ended.add('s2', Date.now() - 1);
    expect(await ended.verify(other)).toMatchObject({ session: 's2' });
  });

  it('is refused once its time is over, also when it was known as good', async () => {
    await expect(tokens.verify(await tokens.issue(person, -1))).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
    const brief = await tokens.issue(person, 1);
    expect(await tokens.verify(brief)).toEqual(person);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await expect(tokens.verify(brief)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
  });

  it('is refused with another payload, another signature, no algorithm, an unknown key or as garbage', async () => {
    const token = await tokens.issue(person, 60);
    const forged = [
      changed(token, 1, encoded({ kind: 'person', sub: 'p2', sid: null, exp: 9_999_999_999 })),
      changed(token, 2, Buffer.alloc(64).toString('base64url')),
      new UnsecuredJWT({ kind: 'person', sid: null }).setSubject('p1').setExpirationTime('1h').encode(),
      changed(token, 0, encoded({ alg: 'EdDSA', kid: 'other' })),
      changed(token, 0, encoded({ alg: 'HS256', kid: 'new' })),
      await new SignJWT({ kind: 'person', sid: null })
        .setProtectedHeader({ alg: 'HS256', kid: 'new' })
        .setSubject('p1')
        .setExpirationTime('1h')
        .sign(Buffer.from(fresh.value)),
      'a.b.c',
      '',
    ];
    for (const each of forged) await expect(tokens.verify(each)).rejects.toMatchObject(invalid);
  });
});

describe('a pass of a tracker', () => {
  it('opens one petition', async () => {
    expect(await tokens.petitionOf(await tokens.issuePass('x'))).toBe('x');
    expect(await tokens.trackedBy(await tokens.issuePass('x'))).toMatchObject({ petitionId: 'x', petitionerId: null });
    expect(await tokens.trackedBy(await tokens.issuePass('x', 'y'))).toMatchObject({ petitionId: 'x', petitionerId: 'y' });
  });

  it("is not a person's token, nor the other way round", async () => {
    await expect(tokens.petitionOf(await tokens.issue(person, 60))).rejects.toMatchObject(invalid);
  });

  it('signed with a key of persons is refused, as is a person signed with a key of passes', async () => {
    const swapped = new Tokens({ tokens: [passes], passes: [fresh] });
    await expect(tokens.verify(await swapped.issuePass('x'))).rejects.toMatchObject(invalid);
    await expect(tokens.verify(await swapped.issue(person, 60))).rejects.toMatchObject(invalid);
  });
});
