import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Allows only own scripts, nothing of third parties, and no framing. The workbench shows documents, which have their own style, in a frame
 * without scripts.
 */
const POLICY = {
  portal:
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  workbench:
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; frame-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

/** The best encoding that the browser accepts. */
function encodingOf(request: FastifyRequest): 'br' | 'gzip' | null {
  const taken = (request.headers['accept-encoding'] ?? '').split(',').flatMap((each) => {
    const [name = '', weight = ''] = each.split(';').map((part) => part.trim().toLowerCase());
    return /^q=0(\.0*)?$/.test(weight) ? [] : [name];
  });
  return (['br', 'gzip'] as const).find((each) => taken.includes(each)) ?? null;
}

/** A level of Brotli that takes about a millisecond per page. */
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
/** Below this size compression saves less than its headers cost. */
const WORTH_BYTES = 1_024;

/**
 * Sends a page with `no-store`, because it may show a matter. The answer to a form is not compressed: it contains secrets (query code,
 * pass) beside text of the request, and its length must reveal nothing of them (BREACH). A page that an address opens contains no secret.
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
    .header('referrer-policy', 'same-origin') // With no-referrer a form would send no origin, which `sameSite` checks.
    .header('x-content-type-options', 'nosniff')
    .header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    .type('text/html; charset=utf-8')
    .send(encoding === 'br' ? brotliCompressSync(html, QUICK) : encoding === 'gzip' ? gzipSync(html) : html);
}
