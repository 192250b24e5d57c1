import { newKeys, sealEnvelope, signReceipt, type Letterhead, type PrivateKeys, type Suite, type TransportReceipt } from '../src/index.js';
import { readHead, withoutBody } from '../src/envelope.js';

export const LETTERHEAD: Letterhead = {
  id: '0192f0c4-7d1a-7c3e-9a51-2f6a8f4f0d11',
  conversation: '990100-20250303-000017',
  sequence: 3,
  kind: 'transfer',
  schemaVersion: 1,
  sender: 'city.990100',
  receiver: 'county.990101',
  division: '990101',
  createdAt: '2025-03-03T01:30:00.000Z',
  attachments: [{ name: '照片.jpg', mediaType: 'image/jpeg', bytes: 1024, digest: 'a'.repeat(64) }],
};
export const BODY = { summary: '请求检修路灯', requests: ['检修路灯'], people: 1 };
export const STORED_AT = '2025-03-03T01:30:02.000Z';

export interface Pair {
  readonly city: PrivateKeys;
  readonly county: PrivateKeys;
}
export const pairOf = async (suite: Suite): Promise<Pair> => ({ city: await newKeys(suite), county: await newKeys(suite) });

export const sent = ({ city, county }: Pair, letterhead: Letterhead = LETTERHEAD, body: unknown = BODY): Promise<string> =>
  sealEnvelope(letterhead, body, city, county);

export function receiptFor(wire: string, more: Partial<TransportReceipt> = {}): TransportReceipt {
  const { head, digest } = readHead(withoutBody(wire));
  const { id: messageId, conversation, sequence, sender, receiver } = head;
  return {
    version: 1,
    type: 'transport',
    messageId,
    conversation,
    sequence,
    digest,
    sender,
    receiver,
    at: STORED_AT,
    answer: 'stored',
    ...more,
  };
}
export const answered = async (wire: string, { county }: Pair): Promise<string> => signReceipt(receiptFor(wire), county);
