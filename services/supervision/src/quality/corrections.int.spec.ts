import { beforeAll, describe, expect, it } from '@jest/globals';
import { COUNTY_HANDLER, HOUSING_HANDLER, SUPERVISOR, hostedCity, line } from '../../test/city.js';
import { organ, role, uuid, type Hosted } from '../../test/hosted.js';

const [SECOND, HOUSING_HEAD, BUREAU_AUDITOR, ELSEWHERE_SUPERVISOR] = [171, 172, 173, 174];
const MATTER = 610;
let host: Hosted;
let sampleId = '';
let id = '';
beforeAll(async () => {
  host = await hostedCity();
  await host.feed.send(
    host.db.manager,
    organ(14, 6, 'supervision_office'),
    role(SECOND, 3, 'SUPERVISOR'),
    role(HOUSING_HEAD, 4, 'HEAD'),
    role(BUREAU_AUDITOR, 2, 'AUDITOR'),
    role(ELSEWHERE_SUPERVISOR, 14, 'SUPERVISOR'),
    ...line(MATTER).intake,
    ...line(MATTER).case,
  );
  const closings = { exits: [], accepted: [], closings: [{ on: '2025-04-10', reopenedOn: null }] };
  await host.db.query(`update petition set organ_id = $1, closed_on = '2025-04-10', course = $3::jsonb where id = $2`, [
    uuid(4),
    uuid(MATTER),
    JSON.stringify(closings),
  ]);
  host.setDay('2025-06-02');
});

const codeOf = ({ errors }: { errors?: readonly unknown[] }) =>
  (errors?.[0] as { extensions?: { code?: string } } | undefined)?.extensions?.code;
const CORRECTION = `id number state organ { id } petition { id } petitionNumber items { item points most } reopening replyBy answers { text } checks { passed }`;
const open = (person: number, more = 'reopening: "应当重新送达"') =>
  host.ask(
    person,
    `mutation { openQualityCorrection(input: { sampleId: "${sampleId}", petitionId: "${uuid(MATTER)}", items: ["SERVED"], defect: "没有送达回证",
      request: "补办送达", correctBy: "2025-06-30", ${more} }) { ${CORRECTION} } }`,
  );
const act = (person: number, name: string, more: string) =>
  host.ask(person, `mutation { ${name}(input: { correctionId: "${id}", ${more} }) { ${CORRECTION} } }`);
const clocks = () =>
  host.db.query(`select ended, effective_due::text due from clock where term = 'CORRECTION' order by started_on, effective_due`);

describe('a defect that a quality review has found', () => {
  it('opens a correction with a number, once two people have scored the matter', async () => {
    const drawn = (await host.ask(
      SUPERVISOR,
      `mutation { drawSample(input: { organId: "${uuid(4)}", from: "2025-04-01", to: "2025-04-30", size: 1 }) { id sheet { item points } } }`,
    )) as { data: { drawSample: { id: string; sheet: { item: string; points: number }[] } } };
    ({ id: sampleId } = drawn.data.drawSample);
    const scores = drawn.data.drawSample.sheet.map(({ item, points }) => ({ item, points: item === 'SERVED' ? 0 : points }));
    const score = (person: number) =>
      host.ask(person, `mutation ($input: SubmitInspectionInput!) { submitInspection(input: $input) { id } }`, {
        input: { sampleId, petitionId: uuid(MATTER), scores, remark: '无送达回证', requestId: null },
      });
    await score(SUPERVISOR);
    expect(codeOf(await open(SUPERVISOR))).toBe('QUALITY_NOT_SCORED');
    await score(SECOND);
    expect(codeOf(await open(HOUSING_HANDLER))).toBe('ACT_NOT_YOURS');
    expect(codeOf(await open(BUREAU_AUDITOR))).toBe('QUALITY_CORRECTION_OF_OTHER_OFFICE');
    const answer = (await open(SUPERVISOR)) as { data: { openQualityCorrection: { id: string } } };
    expect(answer.data.openQualityCorrection).toMatchObject({
      number: '单位3信改〔2025〕1号',
      state: 'open',
      organ: { id: uuid(4) },
      petition: { id: uuid(MATTER) },
      items: [{ item: 'SERVED', points: 0 }],
    });
    ({ id } = answer.data.openQualityCorrection);
    expect(codeOf(await open(SECOND))).toBe('QUALITY_CORRECTION_RUNS');
    expect(await clocks()).toEqual([{ ended: null, due: '2025-06-30' }]);
  });

  it('is read by the organs concerned and the supervisors of their tree, and listed where it asks for reopening', async () => {
    const seen: number[] = [];
    for (const person of [SUPERVISOR, HOUSING_HANDLER, HOUSING_HEAD, BUREAU_AUDITOR, COUNTY_HANDLER, ELSEWHERE_SUPERVISOR]) {
      const { data } = (await host.ask(
        person,
        `{ qualityCorrection(id: "${id}") { id } qualityCorrections(filter: { reopening: true }) { edges { node { id } } } }`,
      )) as unknown as { data: { qualityCorrection: object | null; qualityCorrections: { edges: object[] } } };
      expect(data.qualityCorrections.edges).toHaveLength(data.qualityCorrection ? 1 : 0);
      if (data.qualityCorrection) seen.push(person);
    }
    expect(seen).toEqual([SUPERVISOR, HOUSING_HANDLER, HOUSING_HEAD, BUREAU_AUDITOR]);
  });

  it('is answered by the organ and stands once the matter was reopened, as was asked for', async () => {
    const passed = 'passed: true, text: "看了回证"';
    expect(codeOf(await act(COUNTY_HANDLER, 'answerQualityCorrection', 'text: "x"'))).toBe('QUALITY_CORRECTION_UNKNOWN');
    await act(HOUSING_HANDLER, 'answerQualityCorrection', 'text: "已经补办"');
    expect(codeOf(await act(SUPERVISOR, 'checkQualityCorrection', passed))).toBe('QUALITY_NOT_REOPENED');
    expect(codeOf(await act(BUREAU_AUDITOR, 'checkQualityCorrection', passed))).toBe('ACT_NOT_YOURS');
    await act(SUPERVISOR, 'checkQualityCorrection', 'passed: false, text: "尚未送达", correctBy: "2025-07-10"');
    await act(HOUSING_HEAD, 'answerQualityCorrection', 'text: "已经送达"');
    await host.db.query(`update petition set course = jsonb_set(course, '{closings,0,reopenedOn}', '"2025-06-02"') where id = $1`, [
      uuid(MATTER),
    ]);
    expect(await act(SUPERVISOR, 'checkQualityCorrection', passed)).toMatchObject({
      data: { checkQualityCorrection: { state: 'checked', answers: [{}, {}], checks: [{ passed: false }, { passed: true }] } },
    });
    expect(await clocks()).toEqual([
      { ended: 'met', due: '2025-06-30' },
      { ended: 'met', due: '2025-07-10' },
    ]);
  });
});
