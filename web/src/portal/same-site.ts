import type { FastifyRequest } from 'fastify';

/**
 * Whether the request comes from a page of this site, as far as the browser tells. There is no cookie that another site could make use of; this only keeps
 * other sites from filing with the browsers of their visitors.
 */
export function sameSite({ headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
