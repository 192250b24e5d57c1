import { describe, expect, it } from '@jest/globals';
import { builtInPacks, nationalPacks, packNamed, type Ground } from '@sunshine/procedure';
import { BUREAU, PERSON, aClock, given, id, paper, refusal, sent, termsOf } from '../../../test/builders.js';
import {
  DAY,
  BELOW,
  BESIDE,
  inHand,
  facts,
  comparison,
  inHandCompared,
  command,
  bureau,
  atOrgan,
  earlier,
  by,
} from '../../../test/refusing.js';
import type { ClockFact, PetitionState } from '../petition.js';
import { confirmRefusal, refuseAcceptance, type RefusalFacts, type Refuse } from './refusal.js';
import { latestRecord } from '../records.js';

interface Row {
  readonly pack: 'CN-2022' | 'CN-2005';
  readonly ground: string;
  readonly at: 'bureau' | 'organ';
  /** `superior`: what is named lies below. */
  readonly shown: Partial<Refuse>;
  readonly facts?: RefusalFacts;
  readonly change?: Partial<PetitionState>;
  readonly answer: string;
}
const matterNumber = inHand().number;

/** Every ground of both packs, who may use it, on which channel, and what has to be shown. */
const rows: readonly Row[] = [
  // CN-2022: what is no ground nationally
  ...(['npc_court_procuratorate', 'statutory_route', 'visit_above_level', 'review_time_missed'] as const).flatMap((ground): Row[] =>
    (['bureau', 'organ'] as const).map((at) => ({
      pack: 'CN-2022',
      ground,
      at,
      shown: { channelId: 'labour_arbitration', earlier: earlier('2024-01-02') },
      change: { channel: 'VISIT' },
      answer: 'REFUSAL_GROUND_NOT_GIVEN',
    })),
  ),
  // only by a superior, any channel, only while the lower organ's term runs
  {
    pack: 'CN-2022',
    ground: 'pending_with_lower_organ',
    at: 'organ',
    shown: { matterNumber },
    facts: facts({ matter: inHand() }),
    answer: 'no refusal',
  },
  {
    pack: 'CN-2022',
    ground: 'pending_with_lower_organ',
    at: 'bureau',
    shown: { matterNumber },
    facts: facts({ matter: inHand() }),
    answer: 'no refusal',
  },
  {
    pack: 'CN-2022',
    ground: 'pending_with_lower_organ',
    at: 'organ',
    shown: { matterNumber },
    facts: facts({ matter: inHand({ organ: BESIDE }) }),
    answer: 'REFUSAL_NOT_THE_SUPERIOR',
  },
  {
    pack: 'CN-2022',
    ground: 'pending_with_lower_organ',
    at: 'organ',
    shown: {},
    facts: facts({ matter: inHand() }),
    answer: 'REFUSAL_MATTER_MISSING',
  },
  { pack: 'CN-2022', ground: 'pending_with_lower_organ', at: 'organ', shown: { matterNumber }, answer: 'REFUSAL_MATTER_NOT_FOUND' },
  {
    pack: 'CN-2022',
    ground: 'pending_with_lower_organ',
    at: 'organ',
    shown: { matterNumber },
    facts: facts({ matter: inHand({ petitionId: id('z') }) }),
    answer: 'REFUSAL_MATTER_NOT_FOUND',
  },
  {
    pack: 'CN-2022',
    ground: 'pending_with_lower_organ',
    at: 'organ',
    shown: { matterNumber },
    facts: facts({ matter: inHand({ until: null }) }),
    answer: 'REFUSAL_TERM_NOT_RUNNING',
  },
  {
    pack: 'CN-2022',
    ground: 'pending_with_lower_organ',
    at: 'organ',
    shown: { matterNumber },
    facts: facts({ matter: inHand({ until: DAY['CN-2022'] }) }),
    answer: 'no refusal',
  },
  {
    pack: 'CN-2022',
    ground: 'pending_with_lower_organ',
    at: 'organ',
    shown: { matterNumber },
    facts: facts({ matter: inHand({ until: '2025-03-09' }) }),
    answer: 'REFUSAL_LOWER_OVERDUE',
  },
  // 同一信访事项: compared in writing, the latest finding speaks, and brought by one petitioner of both
  ...(
    [
      [[], 'REFUSAL_COMPARISON_MISSING'],
      [[comparison], 'REFUSAL_COMPARISON_MISSING'],
      [[inHandCompared({ earlierId: id('z') })], 'REFUSAL_COMPARISON_MISSING'],
      [[inHandCompared(), inHandCompared({}, 'new')], 'REFUSAL_COMPARISON_MISSING'],
      [[inHandCompared({ commonPetitioner: undefined })], 'REFUSAL_COMPARISON_PENDING'],
      [[inHandCompared({ commonPetitioner: false })], 'REFUSAL_OTHER_PETITIONER'],
    ] as const
  ).map(([records, answer]): Row => ({
    pack: 'CN-2022',
    ground: 'pending_with_lower_organ',
    at: 'organ',
    shown: { matterNumber },
    facts: facts({ matter: inHand() }),
    change: { records },
    answer,
  })),
  // CN-2005: the bureau itself declines what has a statutory route (21(1))
  { pack: 'CN-2005', ground: 'npc_court_procuratorate', at: 'bureau', shown: {}, answer: 'no refusal' },
  { pack: 'CN-2005', ground: 'npc_court_procuratorate', at: 'organ', shown: {}, answer: 'REFUSAL_NOT_BY_THIS_ORGAN' },
  { pack: 'CN-2005', ground: 'statutory_route', at: 'bureau', shown: { channelId: 'labour_arbitration' }, answer: 'no refusal' },
  { pack: 'CN-2005', ground: 'statutory_route', at: 'bureau', shown: {}, answer: 'REFUSAL_CHANNEL_MISSING' },
  { pack: 'CN-2005', ground: 'statutory_route', at: 'bureau', shown: { channelId: 'nowhere' }, answer: 'EXIT_CHANNEL_UNKNOWN' },
  {
    pack: 'CN-2005',
    ground: 'statutory_route',
    at: 'organ',
    shown: { channelId: 'labour_arbitration' },
    answer: 'REFUSAL_NOT_BY_THIS_ORGAN',
  },
  // visits only
  { pack: 'CN-2005', ground: 'visit_above_level', at: 'bureau', shown: {}, change: { channel: 'VISIT' }, answer: 'no refusal' },
  { pack: 'CN-2005', ground: 'visit_above_level', at: 'bureau', shown: {}, change: { channel: 'LETTER' }, answer: 'REFUSAL_VISITS_ONLY' },
  {
    pack: 'CN-2005',
    ground: 'visit_above_level',
    at: 'organ',
    shown: {},
    change: { channel: 'VISIT' },
    answer: 'REFUSAL_NOT_BY_THIS_ORGAN',
  },
  {
    pack: 'CN-2005',
    ground: 'visit_above_level',
    at: 'organ',
    shown: {},
    facts: facts({ lowerOrgan: BELOW }),
    change: { channel: 'VISIT' },
    answer: 'no refusal',
  },
  {
    pack: 'CN-2005',
    ground: 'visit_above_level',
    at: 'organ',
    shown: {},
    facts: facts({ lowerOrgan: BESIDE }),
    change: { channel: 'VISIT' },
    answer: 'REFUSAL_NOT_THE_SUPERIOR',
  },
  {
    pack: 'CN-2005',
    ground: 'pending_with_lower_organ',
    at: 'organ',
    shown: { matterNumber },
    facts: facts({ matter: inHand() }),
    change: { channel: 'VISIT' },
    answer: 'no refusal',
  },
  {
    pack: 'CN-2005',
    ground: 'pending_with_lower_organ',
    at: 'organ',
    shown: { matterNumber },
    facts: facts({ matter: inHand() }),
    change: { channel: 'WEB' },
    answer: 'REFUSAL_VISITS_ONLY',
  },
  // served 2019-02-01: 30 days end on Sunday 2019-03-03, so that Monday 2019-03-04 is the last day
  {
    pack: 'CN-2005',
    ground: 'review_time_missed',
    at: 'organ',
    shown: { earlier: earlier('2019-02-01') },
    change: { receivedOn: '2019-03-05' },
    answer: 'no refusal',
  },
  {
    pack: 'CN-2005',
    ground: 'review_time_missed',
    at: 'organ',
    shown: { earlier: earlier('2019-02-01') },
    change: { receivedOn: '2019-03-04' },
    answer: 'REFUSAL_REVIEW_NOT_MISSED',
  },
  { pack: 'CN-2005', ground: 'review_time_missed', at: 'bureau', shown: {}, answer: 'REFUSAL_EARLIER_MISSING' },
  // what another act is for, and what nobody knows
  { pack: 'CN-2022', ground: 'after_rereview_same_facts', at: 'organ', shown: {}, answer: 'REFUSAL_OTHER_ACT' },
  { pack: 'CN-2005', ground: 'after_rereview_same_facts', at: 'bureau', shown: {}, answer: 'REFUSAL_OTHER_ACT' },
  { pack: 'CN-2022', ground: 'troublesome_petitioner', at: 'organ', shown: {}, answer: 'REFUSAL_GROUND_UNKNOWN' },
];

const stateFor = ({ pack, at, change = {} }: Pick<Row, 'pack' | 'at' | 'change'>): PetitionState => {
  const receivedOn = pack === 'CN-2022' ? '2025-03-03' : '2019-03-04';
  return { ...(at === 'bureau' ? bureau() : atOrgan()), receivedOn, latestOn: receivedOn, ...change };
};
describe('grounds of not accepting', () => {
  it.each(rows.map((row, n): [string, Row] => [`${n + 1} ${row.pack} ${row.ground} at a ${row.at}: ${row.answer}`, row]))(
    '%s',
    (_title, row) => {
      const answer = refusal(() => refuseAcceptance(by(row, stateFor(row)), command(row.ground, row.shown), row.facts ?? facts()));
      expect(answer).toBe(row.answer);
    },
  );

  it('leave no ground of either pack untested', () => {
    const untested = nationalPacks().flatMap(({ id: pack, grounds }) =>
      grounds.filter(
        ({ act, code }) =>
          act !== 'refuseHearing' && act !== 'endMediation' && !rows.some((row) => row.pack === pack && row.ground === code),
      ),
    );
    expect(untested.map(({ code }) => code)).toEqual([]);
  });

  it('of the 2014 measure hold from 2014-05-01 on', () => {
    const visit = (on: string) =>
      refusal(() =>
        refuseAcceptance(
          given({ ...bureau({ channel: 'VISIT' }), receivedOn: on, latestOn: on }, on, { by: PERSON.dispatcher, organ: BUREAU }),
          command('visit_above_level'),
          facts(),
        ),
      );
    expect(visit('2014-04-30')).toBe('REFUSAL_GROUND_NOT_YET');
    expect(visit('2014-05-01')).toBe('no refusal');
  });

  it('of local packs name what has to be shown for them as well', () => {
    const needs = (pack: string, code: string): Ground['needs'] =>
      packNamed(builtInPacks(), pack).grounds.find((ground) => ground.code === code)?.needs ?? [];
    expect(needs('CN-11-2006', 'review_time_missed')).toEqual(['missed_review']);
    expect(needs('CN-33-2016', 'pending_in_term')).toEqual(['pending_matter']);
    expect(needs('CN-33-2016', 'handling_ended')).toEqual(['comparison']);
  });

  it('say where to go and until when, from the channel or the organ that has it in hand', () => {
    const told = (row: Pick<Row, 'pack' | 'at'>, change: Partial<Refuse>, ground: string, found = facts()) =>
      latestRecord(refuseAcceptance(by(row, stateFor(row)), command(ground, { insteadDeadline: null, ...change }), found).state, 'refusal')
        ?.data;
    expect(told({ pack: 'CN-2005', at: 'bureau' }, { channelId: 'labour_arbitration' }, 'statutory_route')).toMatchObject({
      instead: '告知依有关法律、行政法规规定的程序向有关机关提出',
      insteadDeadline: expect.stringContaining('1年内') as unknown,
    });
    expect(
      told(
        { pack: 'CN-2022', at: 'organ' },
        { matterNumber, instead: '可凭查询码查询' },
        'pending_with_lower_organ',
        facts({ matter: inHand() }),
      ),
    ).toMatchObject({ instead: '向正在办理的机关、单位查询；可凭查询码查询', insteadDeadline: '东湖区住房和城乡建设局的期限至2025-04-10' });
    expect(refusal(() => told({ pack: 'CN-2005', at: 'bureau' }, {}, 'npc_court_procuratorate'))).toBe('TEXT_MISSING');
  });
});

describe('confirming the refusal', () => {
  const row = { pack: 'CN-2022', at: 'organ' } as const;
  const found = facts({ matter: inHand() });
  const propose = (state: PetitionState = atOrgan()) =>
    refuseAcceptance(by(row, state), command('pending_with_lower_organ', { matterNumber }), found);
  const NOTIFY = [aClock('NOTIFY_TRANSFERRED', '2025-03-03'), aClock('OBJECT', '2025-03-03')];
  const confirm = (
    state: PetitionState,
    more: { on?: string; by?: string; clocks?: readonly ClockFact[]; facts?: RefusalFacts; refusalId?: string } = {},
  ) =>
    confirmRefusal(
      given(state, more.on ?? '2025-03-11', { by: more.by ?? PERSON.checker, clocks: more.clocks ?? NOTIFY }),
      { refusalId: more.refusalId ?? id('n', 1), rereviewRead: false, ...sent, ...paper },
      more.facts ?? found,
    );

  it('issues the notice with ground, article, where to go and until when; NOTIFY is met, HANDLE never starts', () => {
    const proposal = propose();
    expect([proposal.state.stage, proposal.clocks]).toEqual(['received', []]);
    const { state, clocks, papers, events } = confirm(proposal.state);
    expect(state).toMatchObject({ stage: 'informed', outcome: 'refused_acceptance', exit: null });
    expect(termsOf(clocks, 'stop')).toEqual(['NOTIFY_TRANSFERRED']);
    expect(termsOf(clocks, 'cancel')).toEqual(['OBJECT']);
    expect(termsOf(clocks, 'start')).toEqual([]);
    expect(papers).toMatchObject([
      {
        kind: 'REFUSAL',
        body: {
          parts: {
            ground: {
              code: 'pending_with_lower_organ',
              title: '已由下级机关、单位受理或者正在办理',
              article: '信访工作条例 19 ¶3',
              reason: '经核对属该情形',
            },
            instead: '向正在办理的机关、单位查询',
            insteadDeadline: '以该机关告知为准',
          },
        },
      },
    ]);
    expect(events[0]?.data).toMatchObject({ ground: 'pending_with_lower_organ', dispatchedOn: '2025-03-11' });
  });

  it('meets ROUTE at a bureau', () => {
    const at = bureau();
    const proposal = refuseAcceptance(
      by({ pack: 'CN-2022', at: 'bureau' }, at),
      command('pending_with_lower_organ', { matterNumber }),
      found,
    );
    const { clocks, papers } = confirmRefusal(
      given(proposal.state, '2025-03-11', {
        by: PERSON.auditor,
        organ: BUREAU,
        clocks: [aClock('ROUTE', '2025-03-03', { subject: BUREAU.id })],
      }),
      { refusalId: id('n', 1), rereviewRead: true, ...sent, ...paper },
      found,
    );
    expect(termsOf(clocks, 'stop')).toEqual(['ROUTE']);
    expect(papers[0]?.organId).toBe(BUREAU.id);
  });

  it('is refused to the proposer, and judges the ground again', () => {
    const { state } = propose();
    expect(refusal(() => confirm(state, { by: PERSON.handler }))).toBe('OWN_PROPOSAL');
    expect(refusal(() => confirm(state, { refusalId: id('n', 9) }))).toBe('REFUSAL_NOT_PROPOSED');
    // The lower organ's last day, and the day after.
    expect(refusal(() => confirm(state, { on: '2025-04-10' }))).toBe('no refusal');
    expect(refusal(() => confirm(state, { on: '2025-04-11' }))).toBe('REFUSAL_LOWER_OVERDUE');
    expect(refusal(() => confirm(state, { facts: facts() }))).toBe('REFUSAL_MATTER_NOT_FOUND');
  });

  it('names no field of the proposal, which the second reader does not fill in', () => {
    const { state } = propose();
    expect(() => confirm(state, { facts: facts() })).toThrow(expect.objectContaining({ code: 'REFUSAL_MATTER_NOT_FOUND', field: null }));
  });

  it('cancels a HANDLE that the cap had started under CN-2005', () => {
    const at = stateFor({ pack: 'CN-2005', at: 'organ', change: { channel: 'VISIT' } });
    const proposal = refuseAcceptance(
      by({ pack: 'CN-2005', at: 'organ' }, at),
      command('pending_with_lower_organ', { matterNumber }),
      found,
    );
    const clocks = [aClock('NOTIFY_TRANSFERRED', '2019-03-04'), aClock('HANDLE', '2019-03-19')];
    expect(termsOf(confirm(proposal.state, { on: '2019-04-01', clocks }).clocks, 'cancel')).toEqual(['HANDLE']);
  });

  it('ends the matter’s other ways: nothing is refused, decided or accepted after it', () => {
    const { state } = confirm(propose().state);
    expect(refusal(() => propose({ ...state, stage: 'received' }))).toBe('MATTER_REFUSED');
  });
});
