import { describe, expect, it } from '@jest/globals';
import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { blindForms, evaluateBlinded, newPairKey, ownPlace, placesOf } from './blinding.js';

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const hex = (found: Uint8Array): string => Buffer.from(found).toString('hex');

/** RFC 9497, appendix A.1.3: ristretto255-SHA512, POPRF mode. */
const RFC = {
  seed: 'a3'.repeat(32),
  keyInfo: '74657374206b6579',
  secretKey: '145c79c108538421ac164ecbe131942136d5570b16d8bf41a24d4337da981e07',
  publicKey: 'c647bef38497bc6ec077c22af65b696efa43bff3b4a1975a3e8e0a1c5a79d631',
  info: '7465737420696e666f',
  outputs: [
    'ca688351e88afb1d841fde4401c79efebb2eb75e7998fa9737bd5a82a152406d38bd29f680504e54fd4587eddcf2f37a2617ac2fbd2993f7bdf45442ace7d221',
    '7c6557b276a137922a0bcfc2aa2b35dd78322bd500235eb6d6b6f91bc5b56a52de2d65612d503236b321f5d0bebcbc52b64b92e426f29c9b8b69f52de98ae507',
  ],
  inputs: ['00', '5a'.repeat(17)],
};
const blind1 = '64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706';
const blind2 = '222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e';
/** Its three test vectors: which inputs, their blinds, and what goes to and fro. */
const VECTORS = [
  {
    of: [0],
    blinds: [blind1],
    blinded: ['c8713aa89241d6989ac142f22dba30596db635c772cbf25021fdd8f3d461f715'],
    evaluated: ['1a4b860d808ff19624731e67b5eff20ceb2df3c3c03b906f5693e2078450d874'],
    proof:
      '41ad1a291aa02c80b0915fbfbb0c0afa15a57e2970067a602ddb9e8fd6b7100de32e1ecff943a36f0b10e3dae6bd266cdeb8adf825d86ef27dbc6c0e30c52206',
  },
  {
    of: [1],
    blinds: [blind1],
    blinded: ['f0f0b209dd4d5f1844dac679acc7761b91a2e704879656cb7c201e82a99ab07d'],
    evaluated: ['8c3c9d064c334c6991e99f286ea2301d1bde170b54003fb9c44c6d7bd6fc1540'],
    proof:
      '4c39992d55ffba38232cdac88fe583af8a85441fefd7d1d4a8d0394cd1de77018bf135c174f20281b3341ab1f453fe72b0293a7398703384bed822bfdeec8908',
  },
  {
    of: [0, 1],
    blinds: [blind1, blind2],
    blinded: [
      'c8713aa89241d6989ac142f22dba30596db635c772cbf25021fdd8f3d461f715',
      '423a01c072e06eb1cce96d23acce06e1ea64a609d7ec9e9023f3049f2d64e50c',
    ],
    evaluated: [
      '1a4b860d808ff19624731e67b5eff20ceb2df3c3c03b906f5693e2078450d874',
      'aa1f16e903841036e38075da8a46655c94fc92341887eb5819f46312adfc0504',
    ],
    proof:
      '43fdb53be399cbd3561186ae480320caa2b9f36cca0e5b160c4a677b8bbf4301b28f12c36aa8e11e5a7ef551da0781e863a6dc8c0b2bf5a149c9e00621f02006',
  },
];

describe('the function of RFC 9497 by which matters are compared', () => {
  const poprf = ristretto255_oprf.poprf(bytes(RFC.info));
  const tweakedKey = () => poprf.blind(bytes('00'), bytes(RFC.publicKey)).tweakedKey;

  it('derives the keys of the test vectors', () => {
    const { secretKey, publicKey } = poprf.deriveKeyPair(bytes(RFC.seed), bytes(RFC.keyInfo));
    expect([hex(secretKey), hex(publicKey)]).toEqual([RFC.secretKey, RFC.publicKey]);
  });

  it.each(VECTORS)(
    'evaluates, takes the proof of and unblinds test vector $of as written there',
    ({ of, blinds, blinded, evaluated, proof }) => {
      expect(poprf.blindEvaluateBatch(bytes(RFC.secretKey), blinded.map(bytes)).evaluated.map(hex)).toEqual(evaluated);
      const items = of.map((input, n) => ({
        input: bytes(RFC.inputs[input]!),
        blind: bytes(blinds[n]!),
        blinded: bytes(blinded[n]!),
        evaluated: bytes(evaluated[n]!),
      }));
      const outputs = of.map((input) => RFC.outputs[input]);
      expect(poprf.finalizeBatch(items, bytes(proof), tweakedKey()).map(hex)).toEqual(outputs);
      expect(of.map((input) => hex(poprf.evaluate(bytes(RFC.secretKey), bytes(RFC.inputs[input]!))))).toEqual(outputs);
      const other = VECTORS.find((vector) => vector.proof !== proof)!.proof;
      expect(() => poprf.finalizeBatch(items, bytes(other), tweakedKey())).toThrow();
    },
  );
});

const key = newPairKey();
const LIST = '0190a000-0000-7000-8000-00000000000a';
const OTHER_LIST = '0190a000-0000-7000-8000-00000000000b';
const form = fc.string({ minLength: 1, maxLength: 40 });
const list = { listId: LIST, publicKey: key.publicKey };
const RUNS = { numRuns: 15 };
const code = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('what is asked of a list', () => {
  it('leads to the place at which the other node wrote the same form, and to no place of another form', () => {
    fc.assert(
      fc.property(fc.uniqueArray(form, { minLength: 1, maxLength: 5 }), form, (forms, other) => {
        const asked = blindForms(forms, list);
        const answer = evaluateBlinded(
          key.secretKey,
          LIST,
          asked.map(({ blinded }) => blinded),
        );
        const places = placesOf(asked, list, answer);
        expect(places).toEqual(forms.map((one) => ownPlace(key.secretKey, LIST, one)));
        if (!forms.includes(other)) expect(places.map(({ tag }) => tag)).not.toContain(ownPlace(key.secretKey, LIST, other).tag);
      }),
      RUNS,
    );
  });

  it('is another element each time, so that two questions about one person cannot be told from two about two', () => {
    fc.assert(
      fc.property(form, (one) => {
        const [first, again] = blindForms([one, one], list);
        expect(first!.blinded).not.toBe(again!.blinded);
        const twice = [first!, again!].map(
          (asked) => placesOf([asked], list, evaluateBlinded(key.secretKey, LIST, [asked.blinded]))[0]!.tag,
        );
        expect(twice[0]).toBe(twice[1]);
      }),
      RUNS,
    );
  });

  it('has bits that fall alike for whatever form is asked, each set about half the time', () => {
    const rounds = 400;
    const shares = ['idNumber|990102199001014561', 'nameAndPhone|申某甲|19900000001'].map((one) => {
      const set = new Array<number>(256).fill(0);
      for (const { blinded } of blindForms(new Array<string>(rounds).fill(one), list))
        bytes(blinded).forEach((byte, at) => {
          for (let bit = 0; bit < 8; bit += 1) set[at * 8 + bit]! += (byte >> bit) & 1;
        });
      return set.map((count) => count / rounds);
    });
    // Elements of ristretto255 are written as even numbers below 2^255: bits 0 and 255 are never set. Six standard deviations are 0.15.
    for (const share of shares)
      for (const [bit, found] of share.entries()) {
        if (bit === 0 || bit === 255) expect(found).toBe(0);
        else expect(Math.abs(found - 0.5)).toBeLessThan(0.15);
      }
  });

  it('leads nowhere with another key, or in another list of the same key', () => {
    fc.assert(
      fc.property(form, (one) => {
        const tags = [
          ownPlace(key.secretKey, LIST, one),
          ownPlace(newPairKey().secretKey, LIST, one),
          ownPlace(key.secretKey, OTHER_LIST, one),
        ].map(({ tag }) => tag);
        expect(new Set(tags).size).toBe(3);
      }),
      RUNS,
    );
  });

  it('is believed with the proof of the told key alone', () => {
    const asked = blindForms(['idNumber|990102199001014561', 'nameAndPhone|申某甲|19900000001'], list);
    const blinded = asked.map((one) => one.blinded);
    const right = evaluateBlinded(key.secretKey, LIST, blinded);
    const wrong = [
      evaluateBlinded(newPairKey().secretKey, LIST, blinded),
      evaluateBlinded(key.secretKey, OTHER_LIST, blinded),
      evaluateBlinded(key.secretKey, LIST, blinded.toReversed()),
      { ...right, evaluated: right.evaluated.toReversed() },
      { ...right, evaluated: right.evaluated.slice(1) },
      { ...right, proof: '0'.repeat(128) },
    ];
    expect(placesOf(asked, list, right)).toHaveLength(2);
    for (const answer of wrong) expect(code(() => placesOf(asked, list, answer))).toBe('SAME_MATTER_PROOF_WRONG');
  });

  it.each([
    ['the neutral element', '0'.repeat(64)],
    ['no element of the group', 'f'.repeat(64)],
    ['half an element', '0'.repeat(32)],
  ])('is evaluated unless it is %s', (_, element) => {
    expect(code(() => evaluateBlinded(key.secretKey, LIST, [element]))).toBe('SAME_MATTER_MALFORMED');
  });

  it('is not blinded for a public key that is none', () => {
    expect(code(() => blindForms(['x'], { listId: LIST, publicKey: 'f'.repeat(64) }))).toBe('SAME_MATTER_PROOF_WRONG');
  });
});
