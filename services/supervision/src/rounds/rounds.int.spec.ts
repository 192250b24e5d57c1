import { beforeAll, describe, expect, it } from '@jest/globals';
import { COUNTY_HANDLER, HOUSING_HANDLER, SUPERVISOR, hostedCity } from '../../test/city.js';
import { organ, role, uuid, type Hosted } from '../../test/hosted.js';

const [SECOND, HOUSING_HEAD, BUREAU_AUDITOR, GOVERNMENT_HEAD, STATION_HEAD, OF_BOTH, COMMITTEE_HEAD, TOWN_HEAD] = [
  161, 162, 163, 164, 165, 166, 167, 168,
];
let host: Hosted;
beforeAll(async () => {
  host = await hostedCity();
  await host.feed.send(
    host.db.manager,
    organ(7, 4, 'institution'),
    organ(12, null, 'party_committee'),
    role(SECOND, 3, 'SUPERVISOR'),
    role(HOUSING_HEAD, 4, 'HEAD'),
    role(BUREAU_AUDITOR, 2, 'AUDITOR'),
    role(GOVERNMENT_HEAD, 1, 'HEAD'),
    role(STATION_HEAD, 7, 'HEAD'),
    role(OF_BOTH, 3, 'SUPERVISOR'),
    role(OF_BOTH, 7, 'HANDLER'),
    role(COMMITTEE_HEAD, 12, 'HEAD'),
    role(TOWN_HEAD, 6, 'HEAD'),
  );
  host.setDay('2025-05-12');
});

const ROUND = `id number state team { id } orderedBy { id } replyBy endedOn result
  organs { organ { id } state places findings { found evidence } feedback { text } correctBy corrections { text } checks { passed } } reports { toOrgan { id } }`;
const codeOf = ({ errors }: { errors?: readonly unknown[] }) =>
  (errors?.[0] as { extensions?: { code?: string } } | undefined)?.extensions?.code;
const plan = (person: number, team: number[], method = 'file') =>
  host.ask(
    person,
    `mutation { planInspectionRound(input: { orderedByOrganId: "${uuid(12)}", order: "市委督查方案", matters: "到期告知", methods: ["${method}"],
      team: [${team.map((one) => `"${uuid(one)}"`).join(', ')}], from: "2025-05-12", to: "2025-05-16",
      organs: [{ organId: "${uuid(4)}", places: "大厅" }, { organId: "${uuid(2)}", places: "机关" }] }) { ${ROUND} } }`,
  );
const act = (person: number, name: string, id: string, more: string) =>
  host.ask(person, `mutation { ${name}(input: { roundId: "${id}", ${more} }) { ${ROUND} } }`);
interface Seen {
  readonly organs: readonly { readonly organ: { readonly id: string }; readonly findings: readonly object[] }[];
}
const read = async (person: number, id: string): Promise<Seen | null> => {
  const answer = (await host.ask(
    person,
    `{ inspectionRound(id: "${id}") { ${ROUND} } inspectionRounds { edges { node { id } } } }`,
  )) as unknown as {
    data: { inspectionRound: Seen | null; inspectionRounds: { edges: readonly object[] } };
  };
  expect(answer.data.inspectionRounds.edges).toHaveLength(answer.data.inspectionRound ? 1 : 0);
  return answer.data.inspectionRound;
};
const clocks = () =>
  host.db.query(`select ended, effective_due::text due from clock where term = 'CORRECTION' order by started_on, effective_due, id`);

describe('an inspection round', () => {
  let id = '';
  const housing = `organId: "${uuid(4)}"`;
  const bureau = `organId: "${uuid(2)}"`;

  it('is planned with its number and a team of which nobody works in an inspected organ; a refused one uses up no number', async () => {
    expect(codeOf(await plan(SUPERVISOR, [SUPERVISOR, OF_BOTH]))).toBe('ROUND_INSPECTOR_OF_ORGAN');
    expect(codeOf(await plan(SUPERVISOR, [199]))).toBe('ROUND_INSPECTOR_UNKNOWN');
    expect(codeOf(await plan(HOUSING_HANDLER, [SUPERVISOR]))).toBe('ACT_NOT_YOURS');
    const answer = (await plan(SUPERVISOR, [SUPERVISOR, SECOND])) as { data: { planInspectionRound: { id: string } } };
    expect(answer.data.planInspectionRound).toMatchObject({
      number: '单位3信查〔2025〕1号',
      state: 'planned',
      orderedBy: { id: uuid(12) },
    });
    ({ id } = answer.data.planInspectionRound);
  });

  it('has findings that an inspected organ reads once they are fed back, each organ its own alone', async () => {
    expect(codeOf(await act(BUREAU_AUDITOR, 'noteRoundFinding', id, `${housing}, found: "x", evidence: "y", important: false`))).toBe(
      'ACT_NOT_YOURS',
    );
    await act(SECOND, 'noteRoundFinding', id, `${housing}, found: "三件未告知", evidence: "登记表", important: true`);
    await act(SECOND, 'noteRoundFinding', id, `${bureau}, found: "转送晚", evidence: "登记表", important: false`);
    const seen = async (person: number) => (await read(person, id))?.organs.map((one) => [one.organ.id, one.findings.length]) ?? null;
    const [all, ofHousing, ofBureau] = [
      [
        [uuid(4), 1],
        [uuid(2), 1],
      ],
      [[uuid(4), 0]],
      [[uuid(2), 0]],
    ];
    expect(await Promise.all([SUPERVISOR, COMMITTEE_HEAD].map(seen))).toEqual([all, all]);
    expect(await Promise.all([HOUSING_HEAD, HOUSING_HANDLER, BUREAU_AUDITOR].map(seen))).toEqual([ofHousing, ofHousing, ofBureau]);
    expect(await Promise.all([COUNTY_HANDLER, TOWN_HEAD, STATION_HEAD, GOVERNMENT_HEAD, OF_BOTH].map(seen))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(await act(SUPERVISOR, 'giveRoundFeedback', id, `${housing}, text: "督查情况", correctBy: "2025-06-12"`)).toMatchObject({
      data: { giveRoundFeedback: { state: 'running', replyBy: '2025-06-12' } },
    });
    expect(await Promise.all([HOUSING_HEAD, BUREAU_AUDITOR].map(seen))).toEqual([[[uuid(4), 1]], ofBureau]);
    expect(await clocks()).toEqual([{ ended: null, due: '2025-06-12' }]);
  });

  it('tells each reader what he may do now, and changes its team with a reason that the organ does not read', async () => {
    const acts = async (person: number) =>
      (await host.ask(person, `{ inspectionRound(id: "${id}") { acts organs { acts } } }`)) as { data: { inspectionRound: object } };
    expect((await acts(SECOND)).data.inspectionRound).toEqual({
      acts: ['reportRoundProblems', 'changeRoundTeam'],
      organs: [{ acts: [] }, { acts: ['noteRoundFinding', 'giveRoundFeedback'] }],
    });
    expect((await acts(HOUSING_HEAD)).data.inspectionRound).toEqual({ acts: [], organs: [{ acts: ['reportRoundCorrection'] }] });
    const team = (...all: number[]) => `team: [${all.map((one) => `"${uuid(one)}"`).join(', ')}], reason: "工作调动"`;
    expect(codeOf(await act(SUPERVISOR, 'changeRoundTeam', id, team(SUPERVISOR, OF_BOTH)))).toBe('ROUND_INSPECTOR_OF_ORGAN');
    expect(codeOf(await act(HOUSING_HEAD, 'changeRoundTeam', id, team(SUPERVISOR)))).toBe('ACT_NOT_YOURS');
    await act(SUPERVISOR, 'changeRoundTeam', id, team(SUPERVISOR));
    expect((await acts(SECOND)).data.inspectionRound).toMatchObject({ acts: [] });
    await act(SUPERVISOR, 'changeRoundTeam', id, team(SUPERVISOR, SECOND));
    const changes = async (person: number) =>
      (
        (await host.ask(person, `{ inspectionRound(id: "${id}") { teamChanges { left { id } joined { id } } } }`)) as {
          data: { inspectionRound: { teamChanges: object[] } };
        }
      ).data.inspectionRound.teamChanges;
    expect(await changes(COMMITTEE_HEAD)).toEqual([
      { left: [{ id: uuid(SECOND) }], joined: [] },
      { left: [], joined: [{ id: uuid(SECOND) }] },
    ]);
    expect(await changes(HOUSING_HEAD)).toEqual([]);
  });

  it('is seen by the government to which important problems were reported', async () => {
    const report = `toOrganId: "${uuid(1)}", text: "长期不告知"`;
    expect(codeOf(await act(SUPERVISOR, 'reportRoundProblems', id, `toOrganId: "${uuid(4)}", text: "x"`))).toBe('ROUND_NOT_OWN_COMMITTEE');
    expect(await act(SUPERVISOR, 'reportRoundProblems', id, report)).toMatchObject({
      data: { reportRoundProblems: { reports: [{ toOrgan: { id: uuid(1) } }] } },
    });
    expect((await read(GOVERNMENT_HEAD, id))?.organs).toHaveLength(2);
    expect(await read(HOUSING_HEAD, id)).toMatchObject({ reports: [] });
  });

  it('is corrected by the organ to its day, checked by an inspector, and ends when all is done', async () => {
    const end = () => act(SUPERVISOR, 'endInspectionRound', id, 'text: "一个单位整改"');
    expect(codeOf(await end())).toBe('ROUND_FEEDBACK_OPEN');
    expect(codeOf(await act(STATION_HEAD, 'reportRoundCorrection', id, `${housing}, text: "已补办"`))).toBe('ROUND_UNKNOWN');
    expect(codeOf(await act(BUREAU_AUDITOR, 'reportRoundCorrection', id, `${housing}, text: "已补办"`))).toBe('ACT_NOT_YOURS');
    await act(HOUSING_HANDLER, 'reportRoundCorrection', id, `${housing}, text: "已补办"`);
    await act(SECOND, 'checkRoundCorrection', id, `${housing}, passed: false, text: "尚缺一件", correctBy: "2025-06-20"`);
    await act(HOUSING_HEAD, 'reportRoundCorrection', id, `${housing}, text: "全部补办"`);
    await act(SECOND, 'checkRoundCorrection', id, `${housing}, passed: true, text: "已核"`);
    expect(await clocks()).toEqual([
      { ended: 'met', due: '2025-06-12' },
      { ended: 'met', due: '2025-06-20' },
    ]);
    await act(SUPERVISOR, 'giveRoundFeedback', id, `${bureau}, text: "转送晚", correctBy: "2025-06-30"`);
    expect(codeOf(await end())).toBe('ROUND_CORRECTION_OPEN');
    expect(codeOf(await act(BUREAU_AUDITOR, 'reportRoundCorrection', id, `${bureau}, text: "已改"`))).toBe('ACT_NOT_YOURS');
    await host.feed.send(host.db.manager, role(BUREAU_AUDITOR, 2, 'DISPATCHER'));
    await act(BUREAU_AUDITOR, 'reportRoundCorrection', id, `${bureau}, text: "已改"`);
    await act(SECOND, 'checkRoundCorrection', id, `${bureau}, passed: true, text: "已核"`);
    expect(await end()).toMatchObject({ data: { endInspectionRound: { state: 'ended', result: '一个单位整改' } } });
    expect(await read(HOUSING_HEAD, id)).toMatchObject({ endedOn: '2025-05-12', result: null });
  });

  it('that is a spot check is known to an inspected organ by the feedback alone', async () => {
    const { data } = (await plan(SUPERVISOR, [SUPERVISOR], 'spot_check')) as { data: { planInspectionRound: { id: string } } };
    const spot = data.planInspectionRound.id;
    const seen = async () =>
      ((await host.ask(HOUSING_HEAD, `{ inspectionRound(id: "${spot}") { id } }`)) as { data: { inspectionRound: object | null } }).data
        .inspectionRound;
    expect(await seen()).toBeNull();
    await act(SUPERVISOR, 'giveRoundFeedback', spot, `${housing}, text: "未发现问题"`);
    expect(await seen()).toEqual({ id: spot });
  });

  it('is listed by its state, and by an organ that was inspected', async () => {
    const listed = async (filter: string) => {
      const { data } = (await host.ask(SUPERVISOR, `{ inspectionRounds(filter: { ${filter} }) { edges { node { id } } } }`)) as unknown as {
        data: { inspectionRounds: { edges: readonly object[] } };
      };
      return data.inspectionRounds.edges.length;
    };
    expect(await listed(`organIds: ["${uuid(4)}"], states: ["ended"]`)).toBe(1);
    expect(await listed(`organIds: ["${uuid(6)}"]`)).toBe(0);
    expect(await listed('states: ["planned"]')).toBe(0);
  });
});
