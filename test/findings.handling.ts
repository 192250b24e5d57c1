import { expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
import { ELECTRONIC, type FindingsCity } from './findings.city.js';

const REQUEST = '检修屋面';
/** The day so many days later. */
const plus = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** How an organ deals with what it has in hand: what its papers say, who decides, and what runs meanwhile. */
export function handling(city: () => FindingsCity): void {
  const paperOf = async (account: string, petitionId: string, kind: string): Promise<string> => {
    const petition = await city().petition<{ documents: { kind: string; html: string }[] }>(account, petitionId, 'documents { kind html }');
    const html = petition?.documents.findLast((one) => one.kind === kind)?.html;
    if (html === undefined) throw new Error(`no ${kind} among the papers of ${petitionId}`);
    return html;
  };
  /** At housing, received and nothing else done. */
  const atHousing = async (change: Record<string, unknown> = {}) => {
    const filed = await city().filed(change);
    await city().routed(filed.id, 'housing.city');
    return { ...filed, petitionId: filed.id };
  };
  const accepted = async () => {
    const filed = await atHousing();
    await city().act('handler.housing', 'acceptPetition', { petitionId: filed.petitionId, ...ELECTRONIC });
    return filed;
  };

  it('2-21: the head who may issue an opinion may send it back to the drafter', async () => {
    const filed = await accepted();
    const { petitionId, requests } = filed;
    await city().inquired(filed);
    await city().act('handler.housing', 'draftOpinion', {
      petitionId,
      facts: '屋面渗漏属实。',
      evidence: ['现场查看记录'],
      answers: [{ id: requests[0]?.id, outcome: 'EXPLAINED', answer: `${REQUEST}已列入计划`, basis: ['《条例》'] }],
    });
    await city().act('checker.housing', 'checkOpinion', { petitionId });
    expect(await city().refusal('head.housing', 'returnOpinion', { petitionId, remark: '写明检修日期' })).toBeNull();
    expect(await city().petition('handler.housing', petitionId, 'opinion { state }')).toEqual({ opinion: { state: 'returned' } });
  });

  it('2-10: an acceptance that is the only letter tells the procedure, as the notice would', async () => {
    const { petitionId } = await accepted();
    const standard = await paperOf('handler.housing', petitionId, 'ACCEPTANCE');
    expect(standard).toContain('处理程序');
    expect(standard).toContain('延期理由');
    const other = await atHousing();
    const procedure = '由建管科现场查看，办理期限内书面答复';
    await city().act('handler.housing', 'acceptPetition', { petitionId: other.petitionId, procedure, ...ELECTRONIC });
    expect(await paperOf('handler.housing', other.petitionId, 'ACCEPTANCE')).toContain(procedure);
  });

  it('2-20: the head declines an extension, or grants other days than were asked, by a notice with the post and its dispatch', async () => {
    const { petitionId } = await accepted();
    const asked = async (days: number) => {
      const { extension } = await city().act<{ extension: { id: string } }>(
        'handler.housing',
        'requestExtension',
        { petitionId, days, reason: '等待检测结果' },
        'extension { id }',
      );
      return extension.id;
    };
    const first = await asked(5);
    expect(
      await city().refusal('head.housing', 'declineExtension', { petitionId, extensionId: first, reason: '五日不够，按实际需要申请' }),
    ).toBeNull();
    const second = await asked(5);
    const grant = { petitionId, extensionId: second, days: 30, post: '局长' };
    expect(await city().refusal('head.housing', 'extendHandling', { ...grant, way: 'post' })).toBe('DISPATCH_PROOF_MISSING');
    await city().act('head.housing', 'extendHandling', { ...grant, ...ELECTRONIC });
    const { extension } = (await city().petition<{ extension: object }>(
      'handler.housing',
      petitionId,
      'extension { days grantedDays approvedOn }',
    )) as { extension: object };
    expect(extension).toEqual({ days: 5, grantedDays: 30, approvedOn: city().today });
    expect(await paperOf('handler.housing', petitionId, 'EXTENSION_NOTICE')).toContain('明川市住房和城乡建设局局长');
  });

  it('2-11: the bureau tells of a designation by a notice that cites the superior’s decision', async () => {
    const { petitionId } = await atHousing();
    const designated = await city().act<{ documents: { kind: string; title: string }[] }>(
      'dispatcher.city',
      'designateOrgan',
      {
        petitionId,
        toOrganId: organId('land.city'),
        by: 'COMMON_SUPERIOR',
        deciderOrganId: organId('gov.city'),
        reference: '明政办〔2026〕5号',
        reason: '用地审批属其职责',
        heard: ['housing.city', 'land.city'].map((organ) => ({ organId: organId(organ), on: city().today, position: '认为不属其职责' })),
      },
      'documents { kind title }',
    );
    expect(designated.documents.map(({ title }) => title)).not.toContain('指定管辖决定书');
    const notice = await paperOf('dispatcher.city', petitionId, 'DESIGNATION_NOTICE');
    expect(notice).toContain('明川市人民政府');
    expect(notice).toContain('明政办〔2026〕5号');
  });

  it('2-9: whoever asks the organ to act reads that it will, by which day, and that day runs', async () => {
    const { queryCode, secret, number } = await city().submitted({ summary: '噪声扰民，请求查处', text: '夜间施工噪声，请求查处。' });
    await city().rest();
    const { petitionByNumber } = await city().query<{ petitionByNumber: { id: string } }>(
      'dispatcher.city',
      'query ($number: String!) { petitionByNumber(number: $number) { id } }',
      { number },
    );
    const petitionId = petitionByNumber.id;
    await city().routed(petitionId, 'ecology.city');
    await city().act('handler.ecology', 'decideExit', {
      petitionId,
      exit: '31(5)',
      reason: '申请查处违法行为',
      basis: '噪声污染防治法',
      channelId: 'statutory_duty',
      starts: [],
    });
    const { records } = (await city().petition<{ records: { id: string; kind: string }[] }>(
      'checker.ecology',
      petitionId,
      'records { id kind }',
    )) ?? {
      records: [],
    };
    const decisionId = records.findLast(({ kind }) => kind === 'exitDecision')?.id;
    await city().act('checker.ecology', 'confirmExit', { petitionId, decisionId });
    await city().act('handler.ecology', 'informPetitioner', {
      petitionId,
      path: '依法查处',
      procedure: '现场检查，依法处理并书面答复',
      guidance: { papers: [] },
      ...ELECTRONIC,
    });
    const matter = await city().petition<{
      documents: { kind: string }[];
      clocks: { term: string; state: string; effectiveDue: string }[];
    }>('handler.ecology', petitionId, 'documents { kind } clocks { term state effectiveDue }');
    expect(matter?.documents.map(({ kind }) => kind)).not.toContain('GUIDANCE');
    const perform = matter?.clocks.find(({ term }) => term === 'PERFORM');
    expect(perform).toMatchObject({ state: 'running' });
    const [year, month, day] = (perform?.effectiveDue ?? '').split('-').map(Number);
    const notice = await paperOf('handler.ecology', petitionId, 'NOTICE');
    expect(notice).toContain('您的申请由本机关依法履行或者答复，至迟');
    expect(notice).toContain(`${year}年${month}月${day}日`);
    expect(notice).not.toContain('应当通过下列法定途径');
    const { trackPetition } = await city().query<{ trackPetition: { guidance: object | null; clocks: { term: string; state: string }[] } }>(
      null,
      'query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { guidance { text } clocks { term state } } }',
      { queryCode, secret },
    );
    expect(trackPetition.guidance).toBeNull();
    expect(trackPetition.clocks).toContainEqual({ term: 'PERFORM', state: 'running' });
  });

  it('2-15: an urgent matter has no final report while a body that the law names was not reached, and says by which minute it was due', async () => {
    const { id: petitionId } = await city().filed({ summary: '供暖管道爆裂' });
    const at = new Date(city().now.getTime() - 1000).toISOString();
    const report = (kind: string, ...to: string[]) => ({
      petitionId,
      kind,
      ...(kind === 'FIRST' && { reason: '供暖管道爆裂', endsOn: city().today }),
      reports: to.map((body) => ({ to: body, at, receipt: '值班室' })),
    });
    await city().act('registrar.city', 'reportUrgentMatter', report('FIRST', 'GOVERNMENT'));
    expect(await city().refusal('registrar.city', 'reportUrgentMatter', report('FINAL', 'GOVERNMENT'))).toBe('URGENT_ADDRESSEE_OPEN');
    const shown = 'urgentMatters { open reportBy late stillToReport }';
    expect(await city().petition('registrar.city', petitionId, shown)).toMatchObject({
      urgentMatters: [{ open: true, reportBy: new Date(Date.parse(at) + 3_600_000).toISOString(), late: false }],
    });
    const others = ['PARTY_COMMITTEE', 'COMPETENT_DEPARTMENT', 'JOINT_CONFERENCE', 'NEXT_BUREAU', 'NATIONAL_BUREAU'];
    const waiting = async (account: string) => {
      const lines = 'query { urgentToReport { petitionId stillToReport } }';
      return (await city().query<{ urgentToReport: object[] }>(account, lines)).urgentToReport;
    };
    expect(await waiting('registrar2.city')).toContainEqual({ petitionId, stillToReport: others });
    expect(await waiting('handler.housing')).toEqual([]);
    // The board shows it to whoever watches over the organ, with the one that has to report.
    const onBoard = async () => {
      const lines = 'query { urgentToReport(board: true) { petitionId late organ { name } } }';
      const { urgentToReport } = await city().query<{ urgentToReport: { petitionId: string }[] }>('supervisor.city', lines);
      return urgentToReport.filter((line) => line.petitionId === petitionId);
    };
    expect(await waiting('supervisor.city')).toEqual([]);
    expect(await onBoard()).toEqual([{ petitionId, late: false, organ: { name: '明川市信访局' } }]);
    await city().act('registrar.city', 'reportUrgentMatter', report('FOLLOW_UP', ...others));
    expect(await onBoard()).toEqual([]);
    expect(await city().refusal('registrar.city', 'reportUrgentMatter', report('FINAL', 'GOVERNMENT'))).toBeNull();
    expect(await city().petition('registrar.city', petitionId, shown)).toMatchObject({
      urgentMatters: [{ open: false, late: false, stillToReport: [] }],
    });
  });

  it('2-15: what the desk has registered as urgent is to be reported from that instant on, though nobody has reported yet', async () => {
    const { id: petitionId } = await city().filed({ urgentEvent: { reason: '围墙将倒塌', endsOn: city().today } });
    const lines = 'query { urgentToReport { petitionId late reportBy stillToReport } }';
    const own = async () =>
      (await city().query<{ urgentToReport: { petitionId: string }[] }>('registrar2.city', lines)).urgentToReport.filter(
        (line) => line.petitionId === petitionId,
      );
    expect(await own()).toMatchObject([
      { late: false, reportBy: expect.stringMatching(/Z$/), stillToReport: expect.arrayContaining(['GOVERNMENT']) },
    ]);
  });

  it('31: a claim that was told and not decided has a running duty of our own rule, on the board and on the list of the day', async () => {
    const { petitionId, number } = await atHousing();
    await city().act('handler.housing', 'informPetitioner', { petitionId, path: '办理程序', procedure: '依法办理', ...ELECTRONIC });
    const clocks = 'clocks { term state effectiveDue }';
    const term = (matter: { clocks: { term: string; state: string }[] } | null) =>
      matter?.clocks.find((clock) => clock.term === 'DECIDE_EXIT')?.state;
    expect(term(await city().petition('handler.housing', petitionId, clocks))).toBe('running');
    await city().rest();
    const board = await city().query<{ supervisionBoard: { edges: { node: { clock: { term: string; title: string } } }[] } }>(
      'handler.housing',
      'query ($number: String!) { supervisionBoard(filter: { petitionNumber: $number }) { edges { node { clock { term title } } } } }',
      { number },
    );
    expect(board.supervisionBoard.edges.map(({ node }) => node.clock)).toContainEqual({ term: 'DECIDE_EXIT', title: '决定途径' });
    await city().act('handler.housing', 'acceptPetition', { petitionId, ...ELECTRONIC });
    expect(term(await city().petition('handler.housing', petitionId, clocks))).toBe('met');
  });

  it('267: a day that was promised is on the list of the day and on the board beside the terms of law, and in no figure of them', async () => {
    const { petitionId, number } = await accepted();
    const housing = organId('housing.city');
    interface Lists {
      dutyCount: { all: number; overdue: number; ownDates: number; ownDatesOverdue: number };
      supervisionBoard: { edges: { node: { organ: { id: string }; clock: { term: string; title: string; state: string } } }[] };
      own: { edges: object[] };
      supervisionOverview: { totals: object; overdue: { term: string }[] };
      timeliness: { figures: object[] };
      timelinessList: { edges: { node: { petitionNumber: string } }[] };
    }
    const lists = () =>
      city().query<Lists>(
        'head.housing',
        `query ($organs: [ID!]!, $organ: ID!, $number: String!, $period: PeriodInput!) {
          dutyCount(organIds: $organs) { all overdue ownDates ownDatesOverdue }
          supervisionBoard(filter: { organIds: $organs, petitionNumber: $number }) { edges { node { organ { id } clock { term title state } } } }
          own: supervisionBoard(filter: { areas: $organs, terms: ["COMMITMENT_REVIEW"] }) { edges { node { id } } }
          supervisionOverview(organId: $organ) {
            totals { overdue { count } dueToday { count } dueInSevenDays { count } thisWeek { due { count } } lastWeek { due { count } } } overdue { term }
          }
          timeliness(period: $period, organId: $organ) { figures { numerator denominator } }
          timelinessList(figure: handled_in_time, period: $period, organId: $organ) { edges { node { petitionNumber } } }
        }`,
        { organs: [housing], organ: housing, number, period: { from: city().today.replace(/-..-..$/, '-01-01'), to: city().today } },
      );
    await city().rest();
    const before = await lists();
    const reviewOn = plus(city().today, 2);
    const commitment = { petitionId, reason: '今年没有资金', plan: '列入明年计划', reviewOn };
    await city().act('head.housing', 'pendingCommitment', commitment);
    await city().rest();
    const after = await lists();
    const promised = (found: Lists) =>
      found.supervisionBoard.edges.map(({ node }) => node).filter(({ clock }) => clock.term === 'COMMITMENT_REVIEW');
    expect(promised(after)).toMatchObject([{ organ: { id: housing }, clock: { title: '限期解决事项再次研究' } }]);
    expect(after.supervisionBoard.edges.map(({ node }) => node.clock.term)).toContain('HANDLE');
    expect(after.dutyCount).toEqual({ ...before.dutyCount, ownDates: before.dutyCount.ownDates + 1 });
    const figures = ({ supervisionOverview, timeliness, timelinessList, own }: Lists) => ({
      supervisionOverview,
      timeliness,
      timelinessList,
      own,
    });
    expect(figures(after)).toEqual(figures(before));
    city().setDay(plus(reviewOn, 12));
    try {
      await city().rest();
      const late = await lists();
      expect(promised(late)).toMatchObject([{ clock: { state: 'overdue' } }]);
      expect(late.dutyCount.ownDatesOverdue).toBeGreaterThan(before.dutyCount.ownDatesOverdue);
      expect(late.supervisionOverview.overdue.map(({ term }) => term)).not.toContain('COMMITMENT_REVIEW');
      expect(late.own.edges).toEqual([]);
      await city().act('head.housing', 'reviewCommitment', { petitionId, text: '资金已经落实，已修复' });
      await city().rest();
      const kept = await lists();
      expect(promised(kept)).toEqual([]);
      expect(kept.dutyCount).toEqual({
        ...late.dutyCount,
        ownDates: late.dutyCount.ownDates - 1,
        ownDatesOverdue: late.dutyCount.ownDatesOverdue - 1,
      });
      expect(figures(kept)).toEqual(figures(late));
    } finally {
      city().setDay(null);
    }
  });
}
