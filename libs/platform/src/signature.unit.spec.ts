import { describe, expect, it, jest } from '@jest/globals';
import { GatewaySeal } from './signature.js';

const a = { id: 'a', source: 'value:', value: 'first secret' };
const b = { id: 'b', source: 'value:', value: 'second secret' };
const seal = new GatewaySeal([a]);
const caller = { correlationId: 'c', address: '10.0.0.1', authorization: 'Bearer x', after: '[]' };
const request = seal.seal('case', caller, '{"query":"{ me }"}');
const refused = expect.objectContaining({ code: 'NOT_FROM_GATEWAY', kind: 'UNAUTHENTICATED' });

describe('a request of the gateway', () => {
  it('is taken as it was sealed', () => {
    expect(() => seal.check('case', request)).not.toThrow();
  });

  it('is taken under any live secret', () => {
    expect(() => new GatewaySeal([b, a]).check('case', request)).not.toThrow();
    expect(() => new GatewaySeal([b]).check('case', request)).toThrow(refused);
  });

  it('is refused by another subgraph', () => {
    expect(() => seal.check('intake', request)).toThrow(refused);
  });

  it('is refused with another body', () => {
    expect(() => seal.check('case', { ...request, body: '{"query":"{ you }"}' })).toThrow(refused);
  });

  it.each(['authorization', 'x-after', 'x-correlation-id', 'x-client-address'])('is refused with another or no %s', (name) => {
    expect(() => seal.check('case', { ...request, headers: { ...request.headers, [name]: 'other' } })).toThrow(refused);
    expect(() => seal.check('case', { ...request, headers: { ...request.headers, [name]: undefined } })).toThrow(refused);
  });

  it.each(['', 'a', 'a.b', 'a.NaN.x', 'z.1.x', `a.${Date.now()}.`, `a.${Date.now()}.AAAA`])('is refused with the seal %p', (value) => {
    expect(() => seal.check('case', { ...request, headers: { ...request.headers, 'x-gateway-signature': value } })).toThrow(refused);
  });

  it('is taken 30 seconds later and not 31', () => {
    jest.useFakeTimers({ now: Date.now() });
    const now = seal.seal('case', caller, '{}');
    jest.setSystemTime(Date.now() + 30_000);
    expect(() => seal.check('case', now)).not.toThrow();
    jest.setSystemTime(Date.now() + 1_000);
    expect(() => seal.check('case', now)).toThrow(refused);
    jest.useRealTimers();
  });
});
