import { beforeAll, describe, expect, it } from '@jest/globals';
import { HOUSING, id } from '../../test/builders.js';
import { WHO, World } from '../../test/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
}, 120_000);

async function received() {
  world.setDay('2025-03-03');
  const petition = await world.register();
  const { petitionId } = petition;
  await world.act(WHO.dispatcher, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属该单位职责' });
  return petition;
}

describe('a filing on a finished matter', () => {
  it('is compared by a person; only the same facts and reasons are refused', async () => {
    const earlier = await received();
    const again = await received();
    const input = {
      petitionId: again.petitionId,
      earlierNumber: earlier.number,
      opinions: [{ number: '明政复核〔2024〕2号', servedOn: '2024-09-02' }],
      same: true,
      reason: '诉求、事实和理由均相同',
    };
    await world.rows.query('update petition set number = number || id where id = any($1::uuid[])', [
      [earlier.petitionId, again.petitionId],
    ]);
    const earlierNumber = earlier.number + earlier.petitionId;
    expect(await world.act(WHO.handler, 'compareRefiling', { ...input, earlierNumber })).toMatchObject({ code: 'REFILING_EARLIER_OPEN' });
    await world.rows.query(`update petition set stage = 'closed', closed_on = '2025-03-03' where id = $1`, [earlier.petitionId]);
    expect(await world.act(WHO.labourHandler, 'compareRefiling', { ...input, earlierNumber })).toMatchObject({
      code: 'PETITION_NOT_FOUND',
    });
    expect(await world.act(WHO.handler, 'compareRefiling', { ...input, earlierNumber: '990100-20200101-000009' })).toMatchObject({
      code: 'REFILING_EARLIER_NOT_FOUND',
    });
    const refuse = {
      petitionId: again.petitionId,
      ground: 'after_rereview_same_facts',
      reason: '复核终结',
      earlier: input.opinions,
      help: '可以继续申请救助',
      insteadDeadline: '无',
      rereviewFileId: id('f', 1),
    };
    expect(await world.act(WHO.handler, 'refuseRefiling', refuse)).toMatchObject({ code: 'REFUSAL_COMPARISON_MISSING' });
    expect(await world.act(WHO.handler, 'compareRefiling', { ...input, earlierNumber })).toMatchObject({ stage: 'received' });
    expect(await world.act(WHO.handler, 'refuseRefiling', { ...refuse, rereviewFileId: null })).toMatchObject({
      code: 'REFUSAL_REREVIEW_MISSING',
    });
    expect(await world.act(WHO.handler, 'refuseRefiling', refuse)).toMatchObject({ stage: 'received' });
    expect((await world.events(again.petitionId)).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['RefilingCompared', 'RefusalProposed']),
    );
    expect(
      await world.act(WHO.handler, 'compareRefiling', { ...input, earlierNumber, same: false, reason: '有新的鉴定意见' }),
    ).toMatchObject({
      stage: 'received',
    });
    expect(await world.act(WHO.handler, 'refuseRefiling', refuse)).toMatchObject({ code: 'REFUSAL_COMPARISON_MISSING' });
    // What an officer has compared is a finding of the office.
    const { history } = (await world.tracked(again.petitionId, 'history { act }')) as { history: { act: string }[] };
    expect(history.map(({ act }) => act)).toEqual(['registerPetition', 'routePetition']);
  });
});
