import { isDomainError } from '@sunshine/errors';
import { networkOf } from '@sunshine/limits';
import { logOf, platformError, refusalOf } from '@sunshine/platform';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { gatewayError } from './gateway.errors.js';
import { correlationOf } from './graph.js';
import { LIMITS } from './limits.js';
import { Turns } from './turns.js';

type Answering = (request: Request, address: string) => Promise<Response>;

const log = logOf('gateway');
const MINUTE = 60;
const MEGABYTE = 1_000_000;

/**
 * Lets through what partner nodes send, counted by address and whole: EXCHANGE_TOO_MANY, REQUESTS_TOO_MANY, BODY_TOO_LARGE (413). A
 * message is told by its own signature, so a token that comes with it counts for nothing.
 */
export function ofPartners(pass: Answering, perMinute: number): Answering {
  const rate = new RateLimiterMemory({ points: perMinute, duration: MINUTE });
  const turns = new Turns(LIMITS.messagesOfOneAddress);
  return async (request, address) => {
    const network = networkOf(address);
    try {
      await counted(rate, network, perMinute);
      return await turns.take(network, 0, async () => pass(await whole(request), address));
    } catch (error) {
      const correlationId = correlationOf(request.headers.get('x-correlation-id') ?? undefined);
      return refusalOf(error, log, correlationId, { BODY_TOO_LARGE: 413 });
    }
  };
}

async function counted(rate: RateLimiterMemory, network: string, limit: number): Promise<void> {
  try {
    await rate.consume(network);
  } catch (answer) {
    if (!(answer instanceof RateLimiterRes)) throw answer;
    const retryAfterSeconds = Math.ceil(answer.msBeforeNext / 1_000);
    throw gatewayError('EXCHANGE_TOO_MANY', { details: { limit, retryAfterSeconds } });
  }
}

/** @throws BODY_TOO_LARGE, CALLER_GONE where it breaks off */
async function whole({ url, method, headers: given, body }: Request): Promise<Request> {
  const headers = new Headers(given);
  headers.delete('authorization');
  if (!body) return new Request(url, { method, headers });
  const most = LIMITS.messageBytes;
  const tooLarge = () => platformError('BODY_TOO_LARGE', { details: { limit: most / MEGABYTE } });
  if (Number(headers.get('content-length')) > most) throw tooLarge();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const part of body) {
      bytes += part.length;
      if (bytes > most) throw tooLarge();
      parts.push(part);
    }
  } catch (error) {
    throw isDomainError(error) ? error : gatewayError('CALLER_GONE');
  }
  return new Request(url, { method, headers, body: Buffer.concat(parts) });
}
