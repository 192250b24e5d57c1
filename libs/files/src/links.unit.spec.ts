import { describe, expect, it } from '@jest/globals';
import { checkLink, linkTo } from './links.js';
import { Signer } from './signer.js';
import { newPass, passId } from './upload-pass.js';

const old = { id: 'k1', value: 'first-secret' };
const fresh = { id: 'k2', value: 'second-secret' };
const signer = new Signer([old], 'file link');
const at = new Date('2025-03-03T04:00:00Z');
const after = (seconds: number) => new Date(at.getTime() + seconds * 1_000);
const refusal = (code: string) => expect.objectContaining({ code });

const FILE = '0190a0b0-0000-7000-8000-000000000001';
const OTHER = '0190a0b0-0000-7000-8000-000000000002';
const linked = { fileId: FILE, personId: 'p1' };
const given = linkTo(signer, linked, at).link.split('link=')[1]!;

describe('a link to a file', () => {
  it.each([0, 59, 60])('opens after %i seconds', (seconds) => {
    expect(() => checkLink(signer, given, linked, after(seconds))).not.toThrow();
  });

  it.each([60.001, 61, 86_400])('does not open after %d seconds', (seconds) => {
    expect(() => checkLink(signer, given, linked, after(seconds))).toThrow(refusal('LINK_EXPIRED'));
  });

  it('opens nothing for another person, no other file, and not after it was changed', () => {
    const [until, ...rest] = given.split('.');
    for (const wrong of [
      () => checkLink(signer, given, { ...linked, personId: 'p2' }, at),
      () => checkLink(signer, given, { ...linked, fileId: OTHER }, at),
      () => checkLink(signer, [Number(until) + 1, ...rest].join('.'), linked, at),
      () => checkLink(signer, given.slice(0, -2), linked, at),
      () => checkLink(signer, '', linked, at),
      () => checkLink(signer, '....', linked, at),
      () => checkLink(new Signer([old], 'upload pass'), given, linked, at),
    ])
      expect(wrong).toThrow(refusal('LINK_INVALID'));
  });

  it('goes on to open when a newer secret signs, until the older one is taken away', () => {
    expect(() => checkLink(new Signer([fresh, old], 'file link'), given, linked, at)).not.toThrow();
    expect(() => checkLink(new Signer([fresh], 'file link'), given, linked, at)).toThrow(refusal('LINK_INVALID'));
  });
});

describe('a pass to upload', () => {
  const passes = new Signer([old], 'upload pass');
  const { pass, until } = newPass(passes, at, 24);

  it('is good to its last instant and not longer', () => {
    expect(until).toEqual(new Date('2025-03-04T04:00:00Z'));
    expect(passId(passes, pass, until)).toBe(passId(passes, pass, at));
    expect(() => passId(passes, pass, new Date(until.getTime() + 1))).toThrow(refusal('UPLOAD_PASS_EXPIRED'));
  });

  it('is another each time, and cannot be made up', () => {
    expect(passId(passes, newPass(passes, at, 24).pass, at)).not.toBe(passId(passes, pass, at));
    for (const wrong of ['', 'x', pass.slice(1), `a${pass}`, pass.replace(/\.\d+\./, '.99999999999999.')])
      expect(() => passId(passes, wrong, at)).toThrow(refusal('UPLOAD_PASS_INVALID'));
  });
});
