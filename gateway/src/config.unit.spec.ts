import { describe, expect, it } from '@jest/globals';
import { gatewayConfig, listenConfig } from './config.js';

const trust = { GATEWAY_SECRETS: 'g=env:S', TOKEN_KEYS: 't=env:S', PASS_KEYS: 'p=env:S', S: 'x' };

describe('the gateway alone', () => {
  it('finds its subgraphs and listens on this machine only, at 4000', () => {
    expect(listenConfig({ ...trust, SUBGRAPHS: 'intake=http://127.0.0.1:1, case=http://b:2/x' })).toEqual({
      urls: { intake: 'http://127.0.0.1:1', case: 'http://b:2/x' },
      host: '127.0.0.1',
      port: 4000,
    });
  });

  it.each(['', 'intake', 'intake=', '=http://a', 'intake=nowhere'])(
    'is refused with subgraphs written %p, with everything else that is wrong',
    (SUBGRAPHS) => {
      expect(() => listenConfig({ SUBGRAPHS })).toThrow(/GATEWAY_SECRETS[^]*TOKEN_KEYS[^]*PASS_KEYS[^]*SUBGRAPHS/);
    },
  );
});

describe('what one address may send to /exchange in a minute', () => {
  it('is 20,000 requests, or as many as the operator says, but at least one', () => {
    expect(gatewayConfig(trust).exchangePerAddress).toBe(20_000);
    expect(gatewayConfig({ ...trust, EXCHANGE_PER_ADDRESS: '1' }).exchangePerAddress).toBe(1);
    for (const EXCHANGE_PER_ADDRESS of ['0', '1.5', 'many'])
      expect(() => gatewayConfig({ ...trust, EXCHANGE_PER_ADDRESS })).toThrow('EXCHANGE_PER_ADDRESS');
  });
});

describe('trust', () => {
  it("is production's, and no proxy is believed, unless said otherwise", () => {
    expect(gatewayConfig(trust)).toMatchObject({ mode: 'production', trustProxy: false, operationsTokens: [] });
    expect(gatewayConfig({ ...trust, SUNSHINE_MODE: 'demo', TRUST_PROXY: '10.0.0.1', OPERATIONS_TOKEN: 'ops=env:S' })).toMatchObject({
      mode: 'demo',
      trustProxy: '10.0.0.1',
      operationsTokens: [{ id: 'ops', value: 'x' }],
    });
  });
});
