import type { FastifyRequest } from 'fastify';

/**
 * Whether the request comes from a page of this site, as far as the browser says. There are no cookies that another site could use; the
 * check only keeps other sites from filing through the browsers of their visitors.
 */
export function sameSite({ headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
