import type { FastifyInstance, FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import type { Logger } from 'pino';
import type { GatewayConfig } from './config.js';

const FORWARDED = ['x-forwarded-for', 'forwarded', 'x-real-ip'] as const;
const NEAR: ReadonlySet<string> = new Set(['loopback', 'private', 'uniqueLocal', 'linkLocal', 'carrierGradeNat']);

const HINT =
  'TRUST_PROXY is not set, but requests come through a proxy: all its clients count as one address. Set it to the address of the proxy';

/** Whether a connection comes from this machine or its own network, as that of a reverse proxy does. */
export function isNear(address: string): boolean {
  return ipaddr.isValid(address) && NEAR.has(ipaddr.process(address).range());
}

/** A request that says whom it was forwarded for, by a neighbour; strangers may write the header, but they are no proxy of ours. */
function forwarded({ headers, socket }: Pick<FastifyRequest, 'headers' | 'socket'>): boolean {
  return FORWARDED.some((name) => headers[name] !== undefined) && isNear(socket.remoteAddress ?? '');
}

/**
 * Notices a proxy in front that nobody named: without `TRUST_PROXY` every client has its address, so they share its limits. Told in the
 * log, at the start in production, once more when the first such request comes, and by readiness from then on. It does not make the node
 * unready: it serves, and a header from the own network must not stop it.
 */
export class ProxyWatch {
  private seen = false;

  constructor(
    private readonly config: Pick<GatewayConfig, 'trustProxy' | 'mode'>,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

  watch(http: FastifyInstance): void {
    if (this.config.trustProxy !== false) return;
    if (this.config.mode === 'production')
      this.log.warn('TRUST_PROXY is not set: clients are counted by the addresses of their connections. Set it where a proxy is in front');
    http.addHook('onRequest', (request, _reply, done) => {
      if (!this.seen && forwarded(request)) {
        this.seen = true;
        this.log.warn({ peer: request.socket.remoteAddress }, HINT);
      }
      done();
    });
  }

  /** Checks of readiness: nothing where nothing was noticed. */
  checks(): Readonly<Record<string, string>> {
    return this.seen ? { 'gateway.proxy': HINT } : {};
  }
}
