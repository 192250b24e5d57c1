import { beforeAll, describe, expect, it } from '@jest/globals';
import { CaseOpened, PetitionMerged, PetitionUnmerged } from '@sunshine/events';
import { hosted, moving, ORGANS, register, type Hosted } from '../../test/hosted.js';

let host: Hosted;

beforeAll(async () => {
  host = await hosted();
}, 60_000);

describe('the code of a merged petition', () => {
  it('shows its own number with the progress of the lead, until it is taken out again', async () => {
    const [lead, joined] = [await register(host), await register(host)];
    const [leadId, petitionId] = [lead.petition!.id, joined.petition!.id];
    const track =
      'query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { number progress } }';
    const seen = async () =>
      ((await host.answer(null, track, { queryCode: joined.queryCode, secret: joined.secret })) as { trackPetition: unknown })
        .trackPetition;
    const at = (id: string, stage: 'received' | 'opinion_issued') =>
      moving(CaseOpened.create({ petitionId: id, organId: ORGANS.housing, stage: 'registered' }), stage, ORGANS.housing);
    await host.read({ key: petitionId, event: at(petitionId, 'received') }, { key: leadId, event: at(leadId, 'opinion_issued') });
    expect(await seen()).toEqual({ number: joined.number, progress: 'handed_over' });

    const data = { petitionId, mergeId: crypto.randomUUID(), organId: ORGANS.housing, leadPetitionId: leadId };
    await host.read({ key: petitionId, event: moving(PetitionMerged.create(data), 'received', ORGANS.housing, { outcome: 'merged' }) });
    expect(await seen()).toEqual({ number: joined.number, progress: 'answered' });
    await host.read({ key: petitionId, event: moving(PetitionUnmerged.create(data), 'received', ORGANS.housing) });
    expect(await seen()).toEqual({ number: joined.number, progress: 'handed_over' });
  });
});
