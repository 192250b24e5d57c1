import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
import { atRest, world, type World } from './world.js';

interface Seen {
  id: string;
  number: string;
  kind: string;
  stage: string | null;
  outcome: string | null;
  summary: string | null;
  registeredOn: string;
  clocks: { term: string; startedOn: string; state: string }[];
  history: { act: string; remark: string | null }[];
}

describe.each(['in-process', 'http'] as const)('a letter of several matters, services %s', (transport) => {
  let at: World;
  let letter: string;
  const today = () => at.node.services.case.time.today();
  const act = <T>(account: string, name: string, input: Record<string, unknown>, fields = 'id') =>
    at.client.query<Record<string, T>>(
      account,
      `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${fields} } }`,
      { input },
    );
  const see = async (account: string, by: 'id' | 'number', value: string): Promise<Seen | null> => {
    const [name, type] = by === 'id' ? ['petition', 'ID'] : ['petitionByNumber', 'String'];
    const answer = await at.client.query<Record<string, Seen | null>>(
      account,
      `query ($value: ${type}!) { ${name}(${by}: $value) { id number kind stage outcome summary registeredOn clocks { term startedOn state } history { act remark } } }`,
      { value },
    );
    return answer[name!] ?? null;
  };

  beforeAll(async () => {
    at = await world({ transport });
    const yesterday = new Date(Date.parse(today()) - 86_400_000).toISOString().slice(0, 10);
    const { registerPetition } = await act<{ petition: { id: string } }>(
      'registrar.city',
      'registerPetition',
      {
        channel: 'LETTER',
        kind: 'CLAIM',
        receivedOn: yesterday,
        division: '990100',
        summary: '外墙渗水并反映经办人员收受礼品',
        text: '请求维修；经办人员收受礼品。',
        requests: [{ text: '维修外墙' }, { text: '查处经办人员' }],
        petitioners: [{ name: '试甲', phone: '13900000001', address: '演示路1号' }],
      },
      'petition { id }',
    );
    letter = registerPetition!.petition.id;
    await atRest(at.admin);
  }, 120_000);
  afterAll(() => at.close());

  it('is split by two persons: both parts keep the first day, the report and the letter are sealed, and no part tells of another', async () => {
    const received = (await see('registrar.city', 'id', letter))!.clocks[0]!.startedOn;
    const { prepareSplit } = await act<{ id: string }>('registrar.city', 'prepareSplit', {
      petitionId: letter,
      parts: [
        { kind: 'CLAIM', summary: '外墙渗水', text: '请求维修。', requests: [{ text: '维修外墙' }] },
        {
          kind: 'REPORT',
          summary: '反映经办人员',
          text: '经办人员收受礼品。',
          requests: [{ text: '查处经办人员' }],
          accused: [{ organId: organId('housing.city') }],
        },
      ],
    });
    const splitId = prepareSplit!.id;
    await act('dispatcher.city', 'splitPetition', { petitionId: letter, splitId, reason: '一信多事' });
    await act('auditor.city', 'confirmSplit', { petitionId: letter, splitId });
    await atRest(at.admin);
    const { openSplit } = await act<{ petitionId: string; number: string }[]>(
      'registrar.city',
      'openSplit',
      { petitionId: letter, purpose: '告知信访人两件的编号' },
      'petitionId number',
    );
    expect(openSplit).toHaveLength(2);
    const parts = await Promise.all(openSplit!.map(({ number }) => see('registrar.city', 'number', number)));
    const [claim, report] = ['CLAIM', 'REPORT'].map((kind) => parts.find((part) => part!.kind === kind)!);
    expect(claim).toMatchObject({
      stage: 'registered',
      summary: '外墙渗水',
      registeredOn: today(),
      clocks: [{ term: 'ROUTE', startedOn: received }],
    });
    expect(report).toMatchObject({ stage: 'registered', summary: null, clocks: [{ term: 'ROUTE', startedOn: received }] });
    expect(JSON.stringify(claim)).not.toContain(report!.number);
    expect(await see('registrar.city', 'id', letter)).toMatchObject({
      kind: 'REPORT',
      stage: 'closed',
      outcome: 'split',
      summary: null,
      clocks: [{ term: 'ROUTE', state: 'cancelled' }],
    });

    // Sent to the organ complained of, the claim is seen there, and nothing else.
    await act('dispatcher.city', 'routePetition', {
      petitionId: claim!.id,
      kind: 'TRANSFER',
      toOrganId: organId('housing.city'),
      reason: '属其职责',
    });
    expect(await see('handler.housing', 'id', claim!.id)).toMatchObject({ stage: 'received' });
    for (const hidden of [letter, report!.id])
      await expect(see('handler.housing', 'id', hidden)).rejects.toMatchObject({ code: 'PETITION_NOT_FOUND' });
    const { rows } = await at.admin.query<{ n: number }>(
      `select count(*)::int n from intake.outbox where key = $1 and data::text like '%' || $2 || '%'`,
      [claim!.id, letter],
    );
    expect(rows[0]!.n).toBe(0);
  });
});
