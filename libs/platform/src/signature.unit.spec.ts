import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { GatewaySeal } from './signature.js';

const a = { id: 'a', source: 'value:', value: 'first secret' };
const b = { id: 'b', source: 'value:', value: 'second secret' };
const seal = new GatewaySeal([a]);
const caller = { correlationId: 'c', address: '10.0.0.1', authorization: 'Bearer x', after: '[]' };
let request: ReturnType<GatewaySeal['seal']>;
beforeEach(() => {
  request = seal.seal('case', caller, '{"query":"{ me }"}');
});
const refused = expect.objectContaining({ code: 'NOT_FROM_GATEWAY', kind: 'UNAUTHENTICATED' });

describe('a request of the gateway', () => {
  it('is taken as it was sealed', () => {
    expect(() => seal.check('case', request)).not.toThrow();
  });

  it('is taken under any live secret', () => {
    expect(() => new GatewaySeal([b, a]).check('case', request)).not.toThrow();
    expect(() => new GatewaySeal([b]).check('case', request)).toThrow(refused);
  });

  it('is refused when it comes again, also at the end of its 30 seconds and from a clock that runs ahead', () => {
    jest.useFakeTimers({ now: Date.now() });
    const ahead = seal.seal('case', caller, '{}');
    jest.setSystemTime(Date.now() - 29_000);
    expect(() => seal.check('case', ahead)).not.toThrow();
    for (let later = 0; later < 58_000; later += 2_000) {
      jest.setSystemTime(Date.now() + 2_000);
      seal.check('case', seal.seal('case', caller, '{}'));
      expect(() => seal.check('case', ahead)).toThrow(refused);
    }
    jest.useRealTimers();
  });

  it('is taken twice where it was sealed twice', () => {
    for (let n = 0; n < 3; n++) expect(() => seal.check('case', seal.seal('case', caller, '{}'))).not.toThrow();
  });

  it('with another number than it was sealed with is refused', () => {
    const [id, time, , mac] = request.headers['x-gateway-signature']!.split('.');
    const headers = { ...request.headers, 'x-gateway-signature': [id, time, 'AAAAAAAAAAAAAAAA', mac].join('.') };
    expect(() => seal.check('case', { ...request, headers })).toThrow(refused);
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

  it.each(['', 'a', 'a.b', 'a.NaN.x', 'z.1.x', `a.${Date.now()}.`, `a.${Date.now()}.n.`, `a.${Date.now()}.n.AAAA`])(
    'is refused with the seal %p',
    (value) => {
      expect(() => seal.check('case', { ...request, headers: { ...request.headers, 'x-gateway-signature': value } })).toThrow(refused);
    },
  );

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
