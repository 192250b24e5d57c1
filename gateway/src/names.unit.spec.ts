import { describe, expect, it } from '@jest/globals';
import { GatewaySeal, type SubgraphAnswer, type SubgraphRequest } from '@sunshine/platform';
import { namesOf } from './names.js';
import type { Transport } from './sources.js';

const seal = new GatewaySeal([{ id: 'g1', value: 'secret', source: 'test' }]);
const caller = { authorization: 'Bearer reader', correlationId: 'test', address: '' };

function directory(answer: (ids: readonly string[]) => SubgraphAnswer) {
  const asked: SubgraphRequest[] = [];
  const transport: Transport = {
    send: async (request) => {
      asked.push(request);
      const { variables } = JSON.parse(request.body) as { variables: { of: { id: string }[] } };
      return answer(variables.of.map(({ id }) => id));
    },
    door: null,
    readiness: async () => ({ ready: true, checks: {} }),
    close: () => undefined,
  };
  return { transport, asked };
}

const named = (ids: readonly string[]): SubgraphAnswer => ({
  data: { _entities: ids.map((id) => (id === 'stranger' ? null : { id, name: `人员${id}` })) },
});

describe('names of people for a door', () => {
  it('are asked of the directory as the caller, 500 at a time', async () => {
    const { transport, asked } = directory(named);
    const ids = Array.from({ length: 501 }, (_, at) => String(at));
    expect([...(await namesOf(transport, seal, caller, ids))]).toEqual(ids.map((id) => [id, `人员${id}`]));
    expect(asked.map(({ headers }) => headers['authorization'])).toEqual(['Bearer reader', 'Bearer reader']);
    for (const request of asked)
      expect(() => new GatewaySeal([{ id: 'g1', value: 'secret', source: 'test' }]).check('directory', request)).not.toThrow();
  });

  it('leave out whom the directory does not show', async () => {
    const { transport } = directory(named);
    expect([...(await namesOf(transport, seal, caller, ['1', 'stranger']))]).toEqual([['1', '人员1']]);
  });

  it('are not taken for complete where the directory refuses', async () => {
    const extensions = { code: 'TOKEN_EXPIRED', kind: 'UNAUTHENTICATED', source: null };
    const { transport } = directory(() => ({ data: { _entities: [null] }, errors: [{ message: '', extensions }] }));
    await expect(namesOf(transport, seal, caller, ['1'])).rejects.toThrow('TOKEN_EXPIRED');
  });
});
