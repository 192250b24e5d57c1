import { passFor, uploadWhole } from './asking.js';
import type { Attack, Field } from './attack.js';

const MB = 1_048_576;
const PIECE = Buffer.alloc(65_536);

function* pieces(length: number): Generator<Buffer> {
  for (let left = length; left > 0; left -= PIECE.length) yield left < PIECE.length ? PIECE.subarray(0, left) : PIECE;
}

/** Sizes above the limit of 20 MB, as one body and without a length. */
async function aboveTheLimit(field: Field): Promise<void> {
  for (const megabytes of [21.2, 22, 40])
    for (const declared of [true, false]) {
      if (field.over) return;
      const from = field.address();
      const pass = await passFor(field.target.origin, from);
      const length = Math.round(megabytes * MB);
      const heard = await uploadWhole(field.target.origin, declared ? Buffer.alloc(length) : pieces(length), pass, from);
      field.heard(heard);
      field.expect(heard.id === null, `a file of ${megabytes} MB was taken`);
    }
}

const announced: Attack = {
  name: 'uploads-announced',
  tries: 'uploads of 20 MB announced from many addresses, of which no byte ever comes',
  short: true,
  async run(field) {
    const passes = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const from = field.address();
        return { from, pass: await passFor(field.target.origin, from) };
      }),
    );
    await field.flood(660, 8, 30, (index) => {
      const { from, pass } = passes[index % passes.length]!;
      const headers = { 'tus-resumable': '1.0.0', 'upload-pass': pass, 'upload-length': String(20 * MB) };
      return field.ask({ path: '/files', method: 'POST', headers, from });
    });
  },
};

export const uploadAttacks: readonly Attack[] = [
  {
    name: 'upload-too-large',
    tries: 'whole files of 21.2, 22 and 40 MB, with and without a length',
    short: true,
    run: aboveTheLimit,
  },
  {
    name: 'upload-too-large-http',
    tries: 'the same where gateway and services speak HTTP',
    short: true,
    mode: 'http',
    run: aboveTheLimit,
  },
  announced,
];
