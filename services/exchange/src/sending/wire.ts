import { request as plain, Agent as PlainAgent, type IncomingMessage } from 'node:http';
import { request as secure, Agent } from 'node:https';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ENVELOPE_BYTES_MAX, exchangePlan } from '@sunshine/envelope';
import { EXCHANGE_CONFIG, type ExchangeConfig } from '../config.js';

/** What a partner answered: a signed receipt where the status is 200, a refusal in words else. */
export interface WireAnswer {
  readonly status: number;
  readonly text: string;
}

/** What a partner answers below its endpoint. */
export type WirePath = 'messages' | 'pull' | 'receipts';

const CONNECTIONS = 32;
/** The envelopes, and what stands around them. */
const PULLED_BYTES_MAX = exchangePlan.pull.bytes + 100_000;

/** The way to the partners. Over https it shows the certificate of the configuration, where there is one. */
@Injectable()
export class Wire implements OnApplicationShutdown {
  private readonly plain = new PlainAgent({ keepAlive: true, maxSockets: CONNECTIONS });
  private readonly secure: Agent;

  constructor(@Inject(EXCHANGE_CONFIG) { EXCHANGE_TLS_CA: ca, EXCHANGE_TLS_IDENTITY: identity }: ExchangeConfig) {
    this.secure = new Agent({
      keepAlive: true,
      maxSockets: CONNECTIONS,
      ...(ca && { ca: ca.pem }),
      ...(identity && { cert: identity.pem, key: identity.pem }),
    });
  }

  /**
   * Sends a text. Rejects where nothing was answered in twenty seconds, nobody is there, or the answer is longer than any may be.
   * No redirection is followed: where a partner is, its entry says.
   * @param endpoint of the partner, to whose path what is asked for is added
   */
  async post(endpoint: string, envelope: string, path: WirePath = 'messages'): Promise<WireAnswer> {
    const url = new URL(`${endpoint.replace(/\/$/, '')}/${path}`);
    const https = url.protocol === 'https:';
    const answer = await new Promise<IncomingMessage>((done, fail) => {
      const sent = (https ? secure : plain)(url, {
        method: 'POST',
        agent: https ? this.secure : this.plain,
        headers: { 'content-type': 'application/jose', 'content-length': Buffer.byteLength(envelope) },
        signal: AbortSignal.timeout(exchangePlan.answerMs),
      });
      sent.once('response', done).once('error', fail).end(envelope);
    });
    return { status: answer.statusCode ?? 0, text: await shortText(answer, path === 'pull' ? PULLED_BYTES_MAX : ENVELOPE_BYTES_MAX) };
  }

  onApplicationShutdown(): void {
    this.plain.destroy();
    this.secure.destroy();
  }
}

async function shortText(answer: IncomingMessage, most: number): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    bytes += part.byteLength;
    if (bytes > most) throw new Error('the answer is too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
