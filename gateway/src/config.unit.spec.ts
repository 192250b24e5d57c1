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
