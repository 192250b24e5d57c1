import { beforeAll, describe, expect, it } from '@jest/globals';
import { HOUSING_HANDLER, SUPERVISOR, hostedCity } from '../../test/city.js';
import { organ, role, uuid, type Hosted } from '../../test/hosted.js';

const [OFFICE_HEAD, HOUSING_HEAD, STATION_HEAD, ABOVE, BESIDE, BUREAU_HEAD] = [121, 122, 123, 124, 125, 126];
let host: Hosted;
beforeAll(async () => {
  host = await hostedCity();
  await host.feed.send(
    host.db.manager,
    organ(7, 4, 'institution'),
    organ(11, 4, 'supervision_office'),
    organ(13, 1, 'supervision_office'),
    role(OFFICE_HEAD, 3, 'HEAD'),
    role(HOUSING_HEAD, 4, 'HEAD'),
    role(STATION_HEAD, 7, 'HEAD'),
    role(ABOVE, 13, 'SUPERVISOR'),
    role(BESIDE, 11, 'SUPERVISOR'),
    role(BUREAU_HEAD, 2, 'HEAD'),
  );
  host.setDay('2025-05-12');
});

const MEASURE =
  'id number state stateName means organ { id } cadre { id } byOrgan { id } replyBy answer { text } decision { taken } removal { text }';
const propose = (person: number, more: string, to = 4) =>
  host.ask(
    person,
    `mutation { proposeConferenceMeasure(input: { organId: "${uuid(to)}", facts: "连续三个月逾期", basis: "信访工作条例 45(一)", gravity: "情节较重", ${more} }) { ${MEASURE} } }`,
  );
const act = (person: number, name: string, id: string, more: string) =>
  host.ask(person, `mutation { ${name}(input: { measureId: "${id}", ${more} }) { ${MEASURE} } }`);
const codeOf = ({ errors }: { errors?: readonly unknown[] }) =>
  (errors?.[0] as { extensions?: { code?: string } } | undefined)?.extensions?.code;
const LISTED = `means: [LISTED_SUPERVISION, ACCOUNTABILITY_TALK], cadreId: "${uuid(HOUSING_HEAD)}", answerBy: "2025-05-16"`;

describe('a measure of the joint conference', () => {
  let id = '';

  it('is proposed by a person with the next number, never against a handler, and a refused one uses up no number', async () => {
    const ofHandler = `means: [CIRCULAR], cadreId: "${uuid(HOUSING_HANDLER)}", answerBy: "2025-05-16"`;
    expect(codeOf(await propose(SUPERVISOR, ofHandler))).toBe('MEASURE_CADRE_NOT_LEADING');
    expect(codeOf(await propose(HOUSING_HANDLER, LISTED))).toBe('ACT_NOT_YOURS');
    const answer = (await propose(SUPERVISOR, LISTED)) as { data: { proposeConferenceMeasure: { id: string } } };
    expect(answer.data.proposeConferenceMeasure).toMatchObject({
      number: '单位3信联〔2025〕1号',
      state: 'open',
      cadre: { id: uuid(HOUSING_HEAD) },
    });
    ({ id } = answer.data.proposeConferenceMeasure);
  });

  it('is seen point to point: by the head of the organ addressed, who proposed, and supervisors above; by nobody beside or below', async () => {
    const seen: number[] = [];
    for (const person of [SUPERVISOR, OFFICE_HEAD, HOUSING_HEAD, HOUSING_HANDLER, STATION_HEAD, ABOVE, BESIDE, BUREAU_HEAD]) {
      const { data } = (await host.ask(
        person,
        `{ conferenceMeasure(id: "${id}") { id } conferenceMeasures { edges { node { id } } } }`,
      )) as {
        data: { conferenceMeasure: object | null; conferenceMeasures: { edges: object[] } };
      };
      expect(data.conferenceMeasures.edges).toHaveLength(data.conferenceMeasure ? 1 : 0);
      if (data.conferenceMeasure) seen.push(person);
    }
    expect(seen).toEqual([SUPERVISOR, OFFICE_HEAD, HOUSING_HEAD, ABOVE]);
  });

  it('is proposed against cadres who lead an organ of the area, whom its office alone may look up', async () => {
    const leaders = async (person: number, of: number) =>
      ((await host.ask(person, `{ leadingCadres(organId: "${uuid(of)}") { id } }`)) as { data: { leadingCadres: object[] } }).data
        .leadingCadres;
    expect(await leaders(SUPERVISOR, 4)).toEqual([{ id: uuid(HOUSING_HEAD) }]);
    expect(await leaders(BESIDE, 2)).toEqual([]);
    expect(await leaders(HOUSING_HEAD, 7)).toEqual([]);
  });

  it('offers to each reader the acts that are his now', async () => {
    const offered = async (person: number) =>
      ((await host.ask(person, `{ conferenceMeasure(id: "${id}") { acts } }`)) as { data: unknown }).data;
    expect(await offered(HOUSING_HEAD)).toEqual({ conferenceMeasure: { acts: ['answerConferenceMeasure'] } });
    expect([await offered(SUPERVISOR), await offered(OFFICE_HEAD)]).toEqual([
      { conferenceMeasure: { acts: [] } },
      { conferenceMeasure: { acts: [] } },
    ]);
    host.setDay('2025-05-17');
    expect([await offered(SUPERVISOR), await offered(OFFICE_HEAD)]).toEqual([
      { conferenceMeasure: { acts: [] } },
      { conferenceMeasure: { acts: ['decideConferenceMeasure'] } },
    ]);
    host.setDay('2025-05-12');
  });

  it('runs from the answer over the decision by another person, record, correction and check to the removal', async () => {
    const decision = 'taken: true, meeting: "第三次全体会议纪要", reason: "情节较重", correctBy: "2025-06-12"';
    expect(codeOf(await act(OFFICE_HEAD, 'decideConferenceMeasure', id, decision))).toBe('MEASURE_ANSWER_OPEN');
    expect(codeOf(await act(STATION_HEAD, 'answerConferenceMeasure', id, 'text: "已经补办"'))).toBe('MEASURE_UNKNOWN');
    expect(await act(HOUSING_HEAD, 'answerConferenceMeasure', id, 'text: "已经补办"')).toMatchObject({
      data: { answerConferenceMeasure: { answer: { text: '已经补办' } } },
    });
    expect(codeOf(await act(SUPERVISOR, 'decideConferenceMeasure', id, decision))).toBe('ACT_NOT_YOURS');
    expect(codeOf(await act(HOUSING_HEAD, 'decideConferenceMeasure', id, decision))).toBe('ACT_NOT_YOURS');
    const terms = () =>
      host.db.query(`select term, nature, subject, ended, effective_due::text due from clock where petition_id = $1 order by started_on`, [
        id,
      ]);
    const term = { term: 'CORRECTION', nature: 'own', subject: uuid(4), due: '2025-06-12' };
    await act(OFFICE_HEAD, 'decideConferenceMeasure', id, decision);
    expect(await terms()).toEqual([{ ...term, ended: null }]);
    await act(SUPERVISOR, 'recordConferenceMeasure', id, 'text: "已谈话，已挂牌"');
    await act(HOUSING_HEAD, 'recordCorrection', id, 'text: "已经整改"');
    expect(await terms()).toEqual([{ ...term, ended: 'met' }]);
    await act(SUPERVISOR, 'checkCorrection', id, 'passed: true, text: "整改到位"');
    expect(await act(SUPERVISOR, 'removeFromList', id, 'reason: "整改到位"')).toMatchObject({
      data: { removeFromList: { state: 'removed', stateName: '已销号', removal: { text: '整改到位' } } },
    });
    const told = (await host.db.query('select pattern from outbox where key = $1 order by id', [id])) as { pattern: string }[];
    expect(told.map(({ pattern }) => pattern)).toEqual([
      'ConferenceMeasureProposed',
      'ConferenceMeasureAnswered',
      'ConferenceMeasureDecided',
      'ConferenceMeasureRecorded',
      'CorrectionRecorded',
      'CorrectionChecked',
      'RemovedFromList',
    ]);
  });

  it('is listed by state to whoever may see it', async () => {
    const removed = '{ conferenceMeasures(filter: { states: ["removed"] }) { edges { node { id } } } }';
    expect(await host.ask(HOUSING_HEAD, removed)).toMatchObject({ data: { conferenceMeasures: { edges: [{ node: { id } }] } } });
    expect(await host.ask(HOUSING_HEAD, removed.replace('removed', 'open'))).toMatchObject({ data: { conferenceMeasures: { edges: [] } } });
  });
});
