import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newPartKey, openPart, sealPart } from './part.js';

const code = (error: { code?: string }) => error.code;
const [WANT, OTHER] = ['0190a000-0000-7000-8000-000000000001', '0190a000-0000-7000-8000-000000000002'];

describe('a part of a body that a service gives for a want', () => {
  it('opens as it was given, for its want, under its key', async () => {
    const key = await newPartKey();
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (part) => {
        const sealed = await sealPart(key.open, WANT!, part);
        expect(await openPart(key, WANT!, sealed)).toEqual(JSON.parse(JSON.stringify(part)));
      }),
      { numRuns: 30 },
    );
  });

  it('opens for no other want, under no other key, and not when it was changed', async () => {
    const [key, other] = [await newPartKey(), await newPartKey()];
    const sealed = await sealPart(key.open, WANT!, { name: '申甲' });
    expect(sealed).not.toContain('申甲');
    expect(await openPart(key, OTHER!, sealed).catch(code)).toBe('ENVELOPE_NOT_OPENED');
    expect(await openPart(other, WANT!, sealed).catch(code)).toBe('ENVELOPE_NOT_OPENED');
    const place = sealed.lastIndexOf('.') - 5;
    const changed = sealed.slice(0, place) + (sealed[place] === 'A' ? 'B' : 'A') + sealed.slice(place + 1);
    expect(await openPart(key, WANT!, changed).catch(code)).toBe('ENVELOPE_NOT_OPENED');
  });
});
