import { describe, expect, it } from '@jest/globals';
import { GraphError } from '@sunshine/infra';
import { untilAnswered } from './lives.js';

describe('a call that is sent until it is answered', () => {
  const sent = async (...kinds: (string | null)[]) => {
    const left = [...kinds];
    let tries = 0;
    const outcome = await untilAnswered(
      () => tries > 5,
      () => (tries += 1),
    )(async () => {
      if (left.length) throw new GraphError('refused', 'A_CODE', left.shift()!, null);
      return 'answered';
    }).catch((error: unknown) => (error as { kind?: string | null }).kind);
    return { outcome, tries };
  };

  it('comes through what passes by itself', async () => {
    expect(await sent('UNAVAILABLE', 'NOT_YET', 'TOO_MANY')).toEqual({ outcome: 'answered', tries: 3 });
  });

  it('is not sent again after a refusal, nor after an internal error', async () => {
    expect(await sent('RULE_BROKEN')).toEqual({ outcome: 'RULE_BROKEN', tries: 0 });
    expect(await sent('UNAVAILABLE', null)).toEqual({ outcome: null, tries: 1 });
  });

  it('is not sent again after a fault of the sender, and not for ever', async () => {
    const faulty = untilAnswered(
      () => false,
      () => expect('a second try').toBe('none'),
    );
    await expect(faulty(async () => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours');
    expect(await sent(...Array<string>(9).fill('UNAVAILABLE'))).toEqual({ outcome: 'UNAVAILABLE', tries: 6 });
  });
});
