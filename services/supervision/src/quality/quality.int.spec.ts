import { beforeAll, describe, expect, it } from '@jest/globals';
import { COUNTY_HANDLER, HOUSING_HANDLER, hostedCity, line, SUPERVISOR } from '../../test/city.js';
import { relation, role, uuid, type Hosted } from '../../test/hosted.js';

const [SECOND, THIRD, HOUSING_HEAD, OF_BOTH, BUREAU_AUDITOR, POLICE_AUDITOR] = [151, 152, 153, 154, 155, 156];
const CLOSED = [600, 601, 602];
let host: Hosted;
let sampleId = '';
beforeAll(async () => {
  host = await hostedCity();
  await host.feed.send(
    host.db.manager,
    role(SECOND, 3, 'SUPERVISOR'),
    role(THIRD, 3, 'SUPERVISOR'),
    role(HOUSING_HEAD, 4, 'HEAD'),
    role(OF_BOTH, 3, 'SUPERVISOR'),
    role(OF_BOTH, 4, 'HANDLER'),
    role(BUREAU_AUDITOR, 2, 'AUDITOR'),
    role(POLICE_AUDITOR, 5, 'AUDITOR'),
  );
  for (const n of CLOSED) await host.feed.send(host.db.manager, ...line(n).intake, ...line(n).case, relation('case', n, 4, 'in_charge'));
  await host.db.query(`update petition set organ_id = $1, closed_on = '2025-04-10' where id = any($2::uuid[])`, [
    uuid(4),
    CLOSED.map(uuid),
  ]);
  host.setDay('2025-06-02');
});

const codeOf = ({ errors }: { errors?: readonly unknown[] }) =>
  (errors?.[0] as { extensions?: { code?: string } } | undefined)?.extensions?.code;
const SAMPLE = `id seed population populationHash agreed compared sheet { item points }
  matters { petition { id } inspected total differences inspections { inspector { id } total } settledReason }`;
const draw = (person: number, size = 2) =>
  host.ask(
    person,
    `mutation { drawSample(input: { organId: "${uuid(4)}", from: "2025-04-01", to: "2025-04-30", size: ${size} }) { ${SAMPLE} } }`,
  );
interface Drawn {
  readonly id: string;
  readonly population: number;
  readonly sheet: readonly { readonly item: string; readonly points: number }[];
  readonly matters: readonly { readonly petition: { readonly id: string } }[];
}
let drawn: Drawn;
const scores = (less: Record<string, number> = {}) => drawn.sheet.map(({ item, points }) => ({ item, points: points - (less[item] ?? 0) }));
const input = (more: object) => ({ input: { sampleId, petitionId: drawn.matters[0]?.petition.id, requestId: null, ...more } });
const submit = (person: number, less = {}) =>
  host.ask(
    person,
    `mutation ($input: SubmitInspectionInput!) { submitInspection(input: $input) { ${SAMPLE} } }`,
    input({ scores: scores(less), remark: '看过全卷' }),
  );
const settle = (person: number, less = {}) =>
  host.ask(
    person,
    `mutation ($input: SettleInspectionInput!) { settleInspection(input: $input) { ${SAMPLE} } }`,
    input({ scores: scores(less), reason: '以送达回证为准' }),
  );
const read = (person: number) => host.ask(person, `{ qualitySample(id: "${sampleId}") { ${SAMPLE} } }`);

const offered = async (person: number): Promise<unknown> => {
  const { data } = (await host.ask(person, `{ qualitySample(id: "${sampleId}") { matters { acts } } }`)) as unknown as {
    data: { qualitySample: { matters: { acts: string[] }[] } };
  };
  return data.qualitySample.matters[0]?.acts;
};

describe('a quality review', () => {
  it('draws closed matters of an organ by lot, and publishes seed and population', async () => {
    const answer = (await draw(SUPERVISOR)) as { data: { drawSample: Drawn } };
    drawn = answer.data.drawSample;
    sampleId = drawn.id;
    expect(drawn).toMatchObject({ population: 3, agreed: 0, compared: 0 });
    expect(drawn.matters).toHaveLength(2);
  });

  it('is not drawn by the organ itself, nor from more than it closed', async () => {
    expect(codeOf(await draw(HOUSING_HANDLER))).toBe('ACT_NOT_YOURS');
    expect(codeOf(await draw(SUPERVISOR, 4))).toBe('SAMPLE_TOO_FEW');
  });

  it('is scored by two people of other organs, neither of whom sees the other’s score before', async () => {
    expect(codeOf(await submit(OF_BOTH))).toBe('INSPECTOR_OF_UNIT');
    expect(codeOf(await submit(HOUSING_HEAD))).toBe('ACT_NOT_YOURS');
    expect(await submit(SUPERVISOR)).toMatchObject({
      data: { submitInspection: { matters: [{ inspected: 1, inspections: [], total: null }, {}] } },
    });
    expect(codeOf(await submit(SUPERVISOR))).toBe('INSPECTION_TWICE');
    expect([await offered(SUPERVISOR), await offered(SECOND), await offered(HOUSING_HEAD)]).toEqual([[], ['submitInspection'], []]);
    expect(await submit(SECOND, { SERVED: 10 })).toMatchObject({
      data: { submitInspection: { agreed: 7, compared: 8, matters: [{ inspected: 2, differences: ['SERVED'], total: null }, {}] } },
    });
    expect(codeOf(await submit(THIRD))).toBe('INSPECTION_FULL');
  });

  it('has its differences settled by a third person', async () => {
    expect(codeOf(await settle(SECOND))).toBe('INSPECTION_OWN_SETTLEMENT');
    expect([await offered(SECOND), await offered(THIRD)]).toEqual([[], ['settleInspection']]);
    expect(await settle(THIRD, { SERVED: 4 })).toMatchObject({
      data: { settleInspection: { matters: [{ total: 96, settledReason: '以送达回证为准' }, {}] } },
    });
    expect(codeOf(await settle(THIRD))).toBe('INSPECTION_SETTLED');
  });

  it('is seen by who reviews or may score, and by the head of the organ, and by nobody else', async () => {
    expect(await read(HOUSING_HEAD)).toMatchObject({ data: { qualitySample: { id: sampleId, matters: [{ total: 96 }, {}] } } });
    expect(await read(BUREAU_AUDITOR)).toMatchObject({ data: { qualitySample: { id: sampleId } } });
    expect(codeOf(await read(POLICE_AUDITOR))).toBe('SAMPLE_UNKNOWN');
    expect(codeOf(await read(HOUSING_HANDLER))).toBe('SAMPLE_UNKNOWN');
    expect(codeOf(await read(COUNTY_HANDLER))).toBe('SAMPLE_UNKNOWN');
    expect(await host.ask(SUPERVISOR, '{ qualitySamples { edges { node { id } } } }')).toMatchObject({
      data: { qualitySamples: { edges: [{ node: { id: sampleId } }] } },
    });
    expect(await host.ask(HOUSING_HANDLER, '{ qualitySamples { edges { node { id } } } }')).toMatchObject({
      data: { qualitySamples: { edges: [] } },
    });
  });
});
