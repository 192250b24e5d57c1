import { createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto';

interface SigningSecret {
  readonly id: string;
  readonly value: string;
}

export type Verdict = 'good' | 'late' | 'wrong';

/** Signs words that are good until an instant. Several secrets may be live: the first signs, all of them verify. */
export class Signer {
  private readonly keys: readonly { readonly id: string; readonly key: Buffer }[];

  /** @param purpose words signed for another purpose do not pass */
  constructor(secrets: readonly SigningSecret[], purpose: string) {
    this.keys = secrets.map(({ id, value }) => ({ id, key: Buffer.from(hkdfSync('sha256', value, '', `sunshine ${purpose}`, 32)) }));
  }

  /** @param until last instant at which the words are good, milliseconds since 1970 */
  sign(words: readonly string[], until: number): string {
    const newest = this.keys[0];
    if (!newest) throw new Error('no secret to sign with');
    return `${until}.${newest.id}.${this.mac(newest.key, words, String(until)).toString('base64url')}`;
  }

  /** What a signature of these words is worth at the instant `now`. */
  check(signature: string, words: readonly string[], now: number): Verdict {
    const [until = '', id, mac = ''] = signature.split('.');
    const known = this.keys.find((candidate) => candidate.id === id);
    if (!known || !/^\d{1,15}$/.test(until)) return 'wrong';
    const [expected, given] = [this.mac(known.key, words, until), Buffer.from(mac, 'base64url')];
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'wrong';
    return now <= Number(until) ? 'good' : 'late';
  }

  private mac(key: Buffer, words: readonly string[], until: string): Buffer {
    return createHmac('sha256', createSecretKey(key))
      .update(JSON.stringify([...words, until]))
      .digest();
  }
}
