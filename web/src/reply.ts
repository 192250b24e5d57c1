import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * No script but our own, nothing of a third party, no frame around us. The workbench shows documents, which carry their own
 * style, in a frame without scripts.
 */
const POLICY = {
  portal:
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  workbench:
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; frame-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

/** How a page may be sent: the best that the browser takes. */
function encodingOf(request: FastifyRequest): 'br' | 'gzip' | null {
  const taken = (request.headers['accept-encoding'] ?? '').split(',').flatMap((each) => {
    const [name = '', weight = ''] = each.split(';').map((part) => part.trim().toLowerCase());
    return /^q=0(\.0*)?$/.test(weight) ? [] : [name];
  });
  return (['br', 'gzip'] as const).find((each) => taken.includes(each)) ?? null;
}

/** The level of Brotli that takes about a millisecond a page. */
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
/** Below it the headers weigh more than what is won. */
const WORTH_BYTES = 1_024;

/**
 * Sends a page that no cache keeps: it may show a matter. What a form is answered with goes as it is: it holds secrets (query code, pass)
 * beside words that were sent, and its length must tell nothing of them (BREACH). What an address alone opens holds none.
 */
export function sendPage(reply: FastifyReply, html: string, { status = 200, policy = 'portal' as keyof typeof POLICY } = {}): FastifyReply {
  const { request } = reply;
  const encoding = request.method === 'POST' || html.length < WORTH_BYTES ? null : encodingOf(request);
  if (status === 503) void reply.header('retry-after', '60');
  if (encoding) void reply.header('content-encoding', encoding);
  return reply
    .status(status)
    .header('content-security-policy', POLICY[policy])
    .header('cache-control', 'no-store')
    .header('vary', 'accept-encoding')
    .header('referrer-policy', 'same-origin') // nothing leaves; without it a form names no origin, and posts could not be told apart
    .header('x-content-type-options', 'nosniff')
    .header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    .type('text/html; charset=utf-8')
    .send(encoding === 'br' ? brotliCompressSync(html, QUICK) : encoding === 'gzip' ? gzipSync(html) : html);
}
