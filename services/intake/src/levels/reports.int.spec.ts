import { beforeAll, describe, expect, it } from '@jest/globals';
import { newPartKey, openPart } from '@sunshine/envelope';
import { MatterWanted, OrganSaved, type DataOf, type MatterGiven } from '@sunshine/events';
import { v4 as uuid } from 'uuid';
import { hosted, ORGANS, register, type Hosted } from '../../test/hosted.js';

const DISCIPLINE = '018f0000-0000-7000-8000-000000000901';
const NAME = '孙检举';
const PHONE = '13700009876';

let host: Hosted;
let report: string;
let claim: string;
beforeAll(async () => {
  host = await hosted();
  const organ = {
    organId: DISCIPLINE,
    parentId: ORGANS.government,
    kind: 'discipline' as const,
    name: '市纪委监委',
    shortName: '市纪委监委',
  };
  await host.read({
    key: DISCIPLINE,
    event: OrganSaved.create({ ...organ, division: '990100', reviewedBy: null, closedOn: null }),
    source: 'directory',
  });
  const said = {
    ...{ summary: `${NAME}反映科长收受礼金`, text: `本人${NAME}（电话${PHONE}）反映某科长收受礼金。`, requests: [{ text: '查处' }] },
    petitioners: [{ name: NAME, phone: PHONE, address: '南湖路9号' }],
  };
  report =
    (await register(host, { ...said, kind: 'REPORT', accused: [{ text: '某科长' }, { organId: ORGANS.housing }] })).petition?.id ?? '';
  claim = (await register(host, said)).petition?.id ?? '';
}, 60_000);

/** What `exchange` is given; null: nothing. */
const given = async (petitionId: string, messageKind: string, about: string | null): Promise<Record<string, unknown> | null> => {
  const [key, wantId, before] = [await newPartKey(), uuid(), host.emitted.length];
  await host.read({
    key: petitionId,
    event: MatterWanted.create({ petitionId, wantId, messageKind, about, key: key.open }),
    source: 'exchange',
  });
  const told = host.emitted.slice(before).find(({ event }) => event.type === 'MatterGiven');
  if (!told) return null;
  expect(JSON.stringify(told)).not.toMatch(/孙检举|某科长/);
  const { sealed } = told.event.data as DataOf<typeof MatterGiven>;
  return ((await openPart(key, wantId, sealed)) as { matter: Record<string, unknown> }).matter;
};

describe('条例 30: a report that is handed over to a body of another node', () => {
  it('names its reporter to the discipline body, with whom it accuses', async () => {
    expect(await given(report, 'discipline-hand-over', DISCIPLINE)).toMatchObject({
      ...{ kind: 'REPORT', summary: `${NAME}反映科长收受礼金`, requests: [{ text: '查处' }] },
      ...{ petitioners: [{ name: NAME, phone: PHONE, address: '南湖路9号' }], accused: [{ text: '某科长' }, { text: expect.any(String) }] },
    });
    const lines = await host.db.query(`select part, purpose, actor_id from audit where act = 'giveMatter' and subject = $1`, [report]);
    expect(lines).toEqual([{ part: 'matter', purpose: 'discipline-hand-over', actor_id: 'exchange' }]);
  });

  it('leaves the identity behind where any other organ is to have it, in its texts too', async () => {
    for (const organId of [ORGANS.county, uuid(), null]) {
      const matter = await given(report, 'discipline-hand-over', organId);
      expect(matter).toMatchObject({ kind: 'REPORT', accused: [{ text: '某科长' }, { text: expect.any(String) }] });
      expect(matter).not.toHaveProperty('petitioners');
      expect(JSON.stringify(matter)).not.toMatch(/孙检举|13700009876|南湖路9号/);
    }
  });

  it('goes by no other way, and nothing else by this one', async () => {
    for (const kind of ['transfer', 'assignment', 'political-legal-hand-over']) expect(await given(report, kind, null)).toBeNull();
    expect(await given(claim, 'discipline-hand-over', DISCIPLINE)).toBeNull();
    expect(await given(claim, 'political-legal-hand-over', null)).toMatchObject({ kind: 'CLAIM', petitioners: [{ name: NAME }] });
  });
});
