import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  canonical,
  newKeys,
  openEnvelope,
  readEnvelope,
  sealEnvelope,
  signReceipt,
  type Letterhead,
  type PrivateKeys,
  type PublicKeys,
  type TransportReceipt,
} from '@sunshine/envelope';
import { createPrivateKey, randomUUID, sign } from 'node:crypto';

export const PARTNER = 'county.990103';

interface Came {
  readonly id: string;
  readonly kind: string;
  readonly body: unknown;
}

/** A node of another vendor: it speaks by the envelope alone, and says what a test has it say. */
export class Partner {
  readonly came: Came[] = [];
  /** The code with which it refuses what comes; null: it takes everything. */
  refuses: string | null = null;
  private readonly sequences = new Map<string, number>();

  private constructor(
    readonly keys: PrivateKeys,
    private readonly server: Server,
  ) {}

  static async open(): Promise<Partner> {
    const partner = new Partner(await newKeys('international'), createServer());
    partner.server.on('request', (request, response) => {
      const parts: Buffer[] = [];
      request
        .on('data', (part: Buffer) => parts.push(part))
        .on('end', () => {
          void partner.answer(Buffer.concat(parts).toString('utf8')).then((receipt) => response.writeHead(200).end(receipt));
        });
    });
    await new Promise<void>((done) => partner.server.listen(0, '127.0.0.1', done));
    return partner;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/exchange`;
  }

  /** What its operator gives to the other side. */
  get told(): string {
    const { keyId, signing, encryption } = this.keys;
    return JSON.stringify([{ keyId, signing, encryption, validFrom: '2025-01-01T00:00:00.000Z', validTo: null }]);
  }

  private async answer(text: string): Promise<string> {
    const envelope = readEnvelope(text);
    const { id: messageId, conversation, sequence, sender, receiver, kind } = envelope.head;
    if (this.refuses === null) this.came.push({ id: messageId, kind, body: await openEnvelope(envelope, this.keys) });
    const about = { version: 1 as const, messageId, conversation, sequence, digest: envelope.digest, sender, receiver };
    const said: Pick<TransportReceipt, 'answer' | 'code'> =
      this.refuses === null ? { answer: 'stored' } : { answer: 'refused', code: this.refuses };
    return signReceipt({ ...about, type: 'transport', at: new Date().toISOString(), ...said }, this.keys);
  }

  /** Sends a message to the node behind the gateway, by whose door it must pass. @param more fields of the head that this release does not know */
  async say(
    address: string,
    to: { node: string; keys: PublicKeys },
    of: Partial<Letterhead>,
    body: unknown,
    more: object = {},
  ): Promise<number> {
    const conversation = of.conversation ?? 'B-1';
    const sequence = (this.sequences.get(conversation) ?? 0) + 1;
    this.sequences.set(conversation, sequence);
    const letterhead: Letterhead = {
      ...{ id: randomUUID(), conversation, sequence, kind: 'gap', schemaVersion: 1, division: '000000' },
      ...{ sender: PARTNER, receiver: to.node, createdAt: new Date().toISOString(), attachments: [] },
      ...of,
    };
    const text = await sealEnvelope(letterhead, body, this.keys, to.keys);
    const { status } = await fetch(`${address}/exchange/messages`, {
      method: 'POST',
      body: Object.keys(more).length === 0 ? text : this.grown(text, more),
    });
    return status;
  }

  /** The same message as a later release would sign it. */
  private grown(text: string, more: object): string {
    const [header = '', payload = ''] = text.split('.');
    const head = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as object;
    const input = `${header}.${Buffer.from(canonical({ ...head, ...more }), 'utf8').toString('base64url')}`;
    const key = createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', x: this.keys.signing, d: this.keys.signingSecret }, format: 'jwk' });
    return `${input}.${sign(null, Buffer.from(input, 'ascii'), key).toString('base64url')}~${text.split('~')[1]}`;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(() => done()));
  }
}
