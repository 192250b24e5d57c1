import { z } from 'zod';
import { envelopeError } from './envelope.errors.js';
import { instant, keyId, nodeId } from './forms.js';
import type { PrivateKeys, PublicKeys } from './keys.js';
import { isBy, readForm, signed } from './signed.js';

const possession = z.object({
  version: z.literal(1),
  node: nodeId.describe('Whose key it is'),
  keyId,
  validFrom: instant.describe('UTC, inclusive'),
});

/** What a key that a node tells says of itself, so that nobody tells the key of another. */
export type Possession = z.output<typeof possession>;

/** Many times as long as one is. */
export const POSSESSION_SIGNS_MAX = 4_000;

/** Signed content, as a JSON Schema of 2020-12. Fields that it does not name are no fault. */
export const possessionSchema = (): object => ({ ...z.toJSONSchema(possession, { io: 'input' }), title: 'sunshine-key/1' });

/** A compact JWS over the canonical bytes, by the key of which it speaks. */
export const signPossession = (of: Omit<Possession, 'version' | 'keyId'>, own: PrivateKeys): Promise<string> =>
  signed('sunshine-key', possession.parse({ version: 1, keyId: own.keyId, ...of }), own);

/**
 * Whether the key itself says that it is this node's, from that instant.
 * @throws KEY_UNPROVED
 */
export async function checkPossession(text: string, of: Omit<Possession, 'version' | 'keyId'>, key: PublicKeys): Promise<void> {
  const unproved = () => envelopeError('KEY_UNPROVED', { details: { keyId: key.keyId } });
  if (text.length > POSSESSION_SIGNS_MAX) throw unproved();
  const read = readForm('sunshine-key', possession, text, unproved);
  const { node, keyId: about, validFrom } = read.value;
  const isSame = node === of.node && about === key.keyId && validFrom === of.validFrom;
  if (!isSame || !(await isBy(read, key))) throw unproved();
}
