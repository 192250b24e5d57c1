import { beforeAll, describe, expect, it } from '@jest/globals';
import { COUNTY_HANDLER, HOUSING_HANDLER, hostedCity, SUPERVISOR } from '../../test/city.js';
import { role, uuid, type Hosted } from '../../test/hosted.js';

const [SECOND, HOUSING_HEAD] = [151, 152];
let host: Hosted;
let schemeId = '';
beforeAll(async () => {
  host = await hostedCity();
  await host.feed.send(host.db.manager, role(SECOND, 3, 'SUPERVISOR'), role(HOUSING_HEAD, 4, 'HEAD'));
  await host.db.query('delete from figure_count where organ_id = $1', [uuid(4)]); // what the city of the tests has due
  await host.db.query(
    `insert into figure_count (figure, organ_id, due_on, finding, n) values
      ('handled_in_time', $1, '2025-06-30', 'in_time', 9), ('handled_in_time', $1, '2025-12-31', 'late', 1), ('handled_in_time', $1, '2026-01-01', 'late', 5)`,
    [uuid(4)],
  );
  host.setDay('2025-12-01');
});

const codeOf = ({ errors }: { errors?: readonly unknown[] }) =>
  (errors?.[0] as { extensions?: { code?: string } } | undefined)?.extensions?.code;
const SCHEME =
  'id year organs { organ { id } state total acts items { code claimed scored points numerator denominator contested decided } }';
const done = (person: number, act: string, input: object) =>
  host.ask(person, `mutation ($input: ${act.charAt(0).toUpperCase()}${act.slice(1)}Input!) { ${act}(input: $input) { ${SCHEME} } }`, {
    input: { requestId: null, ...input },
  });
const publish = (person = SUPERVISOR) =>
  done(person, 'publishAssessment', {
    year: 2025,
    title: '2025年度履职考核方案',
    basis: '信发〔2025〕3号',
    organIds: [uuid(4)],
    items: [
      {
        title: '按期办理',
        points: 60,
        standard: '按期办理率',
        figure: { id: 'handled_in_time', fullAt: 100, noneAt: 80 },
      },
      { title: '制度落实', points: 40, standard: '制度健全并落实的得满分', figure: null },
    ],
    selfCheckBy: '2025-12-20',
    contestDays: 10,
  });
const item = (points: number, reason: string | null = null) => ({ items: [{ code: '2', points, reason }] });
const score = (person: number, more: object) => done(person, 'scoreAssessment', { schemeId, organId: uuid(4), ...more });
const scores = (person: number) => host.ask(person, `{ assessmentScores(schemeId: "${schemeId}") { organ { id } code points of } }`);

describe('the assessment of an organ', () => {
  it('is published by the supervisor, for an organ once a year', async () => {
    expect(codeOf(await publish(HOUSING_HEAD))).toBe('ACT_NOT_YOURS');
    const answer = (await publish()) as { data: { publishAssessment: { id: string } } };
    schemeId = answer.data.publishAssessment.id;
    expect(answer).toMatchObject({
      data: { publishAssessment: { organs: [{ organ: { id: uuid(4) }, state: 'self_check', total: null, acts: [] }] } },
    });
    expect(codeOf(await publish())).toBe('ASSESSMENT_ORGAN_TWICE');
  });

  it('begins with the self-check of its head', async () => {
    const claim = { schemeId, items: [{ code: '2', points: 40, evidence: '制度汇编' }] };
    expect(codeOf(await done(HOUSING_HANDLER, 'submitSelfCheck', claim))).toBe('ACT_NOT_YOURS');
    expect(codeOf(await done(HOUSING_HEAD, 'submitSelfCheck', { ...claim, schemeId: uuid(999) }))).toBe('ASSESSMENT_UNKNOWN');
    expect(await done(HOUSING_HEAD, 'submitSelfCheck', claim)).toMatchObject({
      data: { submitSelfCheck: { organs: [{ state: 'to_score', items: [{ claimed: null }, { claimed: 40 }] }] } },
    });
  });

  it('is scored when the year is over, figures by the counts of that year alone', async () => {
    expect(codeOf(await score(SUPERVISOR, item(40)))).toBe('ASSESSMENT_YEAR_RUNS');
    host.setDay('2026-01-05');
    expect(codeOf(await score(HOUSING_HEAD, item(40)))).toBe('ACT_NOT_YOURS');
    expect(await score(SUPERVISOR, item(30, '缺落实记录'))).toMatchObject({
      data: {
        scoreAssessment: {
          organs: [
            {
              state: 'scored',
              total: 60,
              items: [
                { points: 30, numerator: 9, denominator: 10 },
                { scored: 30, points: 30 },
              ],
            },
          ],
        },
      },
    });
    expect(await scores(SUPERVISOR)).toMatchObject({ data: { assessmentScores: [] } });
  });

  it('may be contested, and is decided by another person', async () => {
    const contested = await done(HOUSING_HEAD, 'contestAssessment', { schemeId, items: [{ code: '2', reason: '漏看附件三' }] });
    expect(contested).toMatchObject({ data: { contestAssessment: { organs: [{ state: 'contested' }] } } });
    const decision = { schemeId, organId: uuid(4), ...item(38, '附件三可以采信') };
    expect(codeOf(await done(SUPERVISOR, 'decideAssessmentContest', decision))).toBe('ASSESSMENT_OWN_SCORE');
    expect(await done(SECOND, 'decideAssessmentContest', decision)).toMatchObject({
      data: {
        decideAssessmentContest: {
          organs: [{ state: 'final', total: 68, items: [{}, { scored: 30, points: 38, decided: '附件三可以采信' }] }],
        },
      },
    });
  });

  it('leaves the system as final points by organ and item and nothing else, for who assesses', async () => {
    expect(await scores(SUPERVISOR)).toMatchObject({
      data: {
        assessmentScores: [
          { organ: { id: uuid(4) }, code: '1', points: 30, of: 60 },
          { organ: { id: uuid(4) }, code: '2', points: 38, of: 40 },
        ],
      },
    });
    expect(codeOf(await scores(HOUSING_HEAD))).toBe('ASSESSMENT_UNKNOWN');
  });

  it('is seen by who assesses and by the head of the organ, and by nobody else', async () => {
    const list = async (person: number) =>
      (
        (await host.ask(person, '{ assessmentSchemes(year: 2025) { edges { node { id } } } }')) as {
          data: { assessmentSchemes: { edges: object[] } };
        }
      ).data.assessmentSchemes.edges.length;
    expect([await list(SUPERVISOR), await list(HOUSING_HEAD), await list(HOUSING_HANDLER), await list(COUNTY_HANDLER)]).toEqual([
      1, 1, 0, 0,
    ]);
    const read = (person: number) => host.ask(person, `{ assessmentScheme(id: "${schemeId}") { id } }`);
    expect(codeOf(await read(COUNTY_HANDLER))).toBe('ASSESSMENT_UNKNOWN');
  });
});
