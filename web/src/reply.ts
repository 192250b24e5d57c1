import type { FastifyReply } from 'fastify';

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

/** Sends a page that no cache keeps: it may show a matter. */
export function sendPage(reply: FastifyReply, html: string, { status = 200, policy = 'portal' as keyof typeof POLICY } = {}): FastifyReply {
  return reply
    .status(status)
    .header('content-security-policy', POLICY[policy])
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'same-origin') // nothing leaves; without it a form names no origin, and posts could not be told apart
    .header('x-content-type-options', 'nosniff')
    .header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    .type('text/html; charset=utf-8')
    .send(html);
}
