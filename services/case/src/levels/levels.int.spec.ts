import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  HandBackAsked,
  MatterFileListed,
  MatterHandedOver,
  MatterTold,
  ObjectionForwarded,
  PartnerPlaced,
  RoleGranted,
  type NewEvent,
} from '@sunshine/events';
import { BUREAU, HOUSING, id } from '../../test/builders.js';
import { LABOUR, WHO, World } from '../../test/world.js';

const NODE = 'city.990100';
const [SECOND, BUREAU_HEAD] = [id('p', 61), id('p', 62)];
let world: World;

const placed = (...organIds: string[]) => world.publish('exchange', [NODE, PartnerPlaced.create({ node: NODE, organIds })]);

beforeAll(async () => {
  world = await World.open();
  world.setDay('2025-03-03');
  for (const [personId, role] of [
    [SECOND, 'DISPATCHER'],
    [BUREAU_HEAD, 'HEAD'],
  ] as const)
    await world.publish('directory', [personId, RoleGranted.create({ personId, organId: BUREAU.id, role, notices: false })]);
  await placed(HOUSING.id);
}, 120_000);

/** A matter that the bureau sent on 2025-03-05 to an organ of another node, and what that node says of it over the bus. */
class Sent {
  readonly messageId = crypto.randomUUID();

  private constructor(readonly petitionId: string) {}

  static async to(organId = HOUSING.id, how: object = { kind: 'TRANSFER' }): Promise<Sent> {
    world.setDay('2025-03-03');
    const { petitionId } = await world.register({ petitionerIds: [crypto.randomUUID()], requestIds: [crypto.randomUUID()] });
    world.setDay('2025-03-05');
    const input = { petitionId, toOrganId: organId, reason: '属该单位职责', ...how };
    expect(await world.act(WHO.dispatcher, 'routePetition', input)).toMatchObject({ stage: 'received' });
    return new Sent(petitionId);
  }

  private tell(on: string, event: NewEvent): Promise<unknown> {
    world.setDay(on);
    return world.publish('exchange', [this.petitionId, event]);
  }

  handedOver(state: 'received' | 'held' | 'refused' | 'returned' | 'recalled' | 'recall_declined', on: string) {
    const { petitionId, messageId } = this;
    return this.tell(on, MatterHandedOver.create({ petitionId, messageId, organId: HOUSING.id, node: NODE, state, on }));
  }

  told(messageKind: string, on: string, more: { due?: string; ground?: string; petitionerIds?: string[] } = {}) {
    const about = { petitionId: this.petitionId, messageId: crypto.randomUUID(), organId: HOUSING.id, node: NODE, messageKind, on };
    return this.tell(on, MatterTold.create({ ...about, due: null, ground: null, ...more }));
  }

  clocks = (): Promise<string[]> => world.clocks(this.petitionId);
  petition = (fields: string, who = WHO.handler) => world.petition(who, this.petitionId, fields);
  act = (who: string, name: string, input: object = {}) => world.act(who, name, { petitionId: this.petitionId, ...input });
}

describe('a matter that was sent on to an organ of another node', () => {
  it('条例 23 ¶3: runs its terms there, and meets ROUTE of the sender, on the day of the transport receipt', async () => {
    const matter = await Sent.to();
    expect(await matter.clocks()).toEqual([
      'ROUTE 2025-03-03..2025-03-18',
      'NOTIFY_TRANSFERRED 2025-03-05..2025-03-20',
      'OBJECT 2025-03-05..2025-03-12',
    ]);
    await matter.handedOver('received', '2025-03-07');
    const received = [
      'ROUTE 2025-03-03..2025-03-18 met 2025-03-07',
      'NOTIFY_TRANSFERRED 2025-03-07..2025-03-24',
      'OBJECT 2025-03-07..2025-03-14',
    ];
    expect(await matter.clocks()).toEqual(received);
    await matter.handedOver('received', '2025-03-07');
    expect(await matter.clocks()).toEqual(received);
    expect(await matter.petition('heldBy stage')).toEqual({ heldBy: 'local', stage: 'received' });
    const events = await world.events(matter.petitionId);
    const [followed] = events.filter(({ type }) => type === 'MatterFollowed').slice(-1);
    expect(followed?.data).toMatchObject({ organId: HOUSING.id, node: NODE, told: 'received', on: '2025-03-07' });
    const moves = events.find(({ type, data }) => type === 'PetitionReceived' && data['receivedOn'] === '2025-03-07')?.clocks;
    expect(moves?.map(({ move, term }) => `${move} ${term}`)).toEqual([
      'restarted NOTIFY_TRANSFERRED',
      'restarted OBJECT',
      'stopped ROUTE',
    ]);
  });

  it('is neither merged nor split while that node has not answered', async () => {
    const [matter, other] = [await Sent.to(), await Sent.to()];
    await matter.handedOver('received', '2025-03-06');
    const joined = { joined: [{ petitionId: other.petitionId }], reason: '同一问题' };
    expect(await matter.act(WHO.handler, 'mergePetitions', joined)).toMatchObject({ code: 'HAND_OVER_OPEN', kind: 'RULE_BROKEN' });
    const lead = { joined: [{ petitionId: matter.petitionId }], reason: '同一问题' };
    expect(await other.act(WHO.handler, 'mergePetitions', lead)).toMatchObject({ code: 'HAND_OVER_OPEN' });
  });

  it('is handled there alone once that node is in charge: nobody does here, or is offered, what is its organ’s', async () => {
    const matter = await Sent.to();
    const names = async (who: string) =>
      ((await matter.petition('acts { act }', who))?.['acts'] as { act: string }[]).map(({ act }) => act);
    expect(await names(WHO.handler)).toContain('informPetitioner');
    await matter.handedOver('held', '2025-03-06');
    expect(await matter.petition('heldBy')).toEqual({ heldBy: NODE });
    expect(await names(WHO.handler)).toEqual(expect.not.arrayContaining(['informPetitioner', 'acceptPetition', 'closePetition']));
    const before = await world.fingerprint();
    const notice = { path: '信访程序', procedure: '调查核实' };
    expect(await matter.act(WHO.handler, 'informPetitioner', notice)).toEqual({
      ...{ code: 'HELD_BY_OTHER_NODE', kind: 'RULE_BROKEN', source: '本系统规则 跨节点办理（信访工作条例 22）' },
    });
    expect(await world.fingerprint()).toBe(before);
    expect(await matter.petition('heldBy', WHO.dispatcher)).toEqual({ heldBy: NODE });
  });

  it('law 4.1: is recalled by asking that node, which has it until it has answered', async () => {
    const matter = await Sent.to();
    const recall = (reason = '误转') => matter.act(WHO.dispatcher, 'recallTransfer', { reason });
    expect(await recall()).toMatchObject({ code: 'RECALL_NOT_YET' });
    await matter.handedOver('received', '2025-03-06');
    await matter.handedOver('held', '2025-03-06');
    expect(await recall()).not.toHaveProperty('code');
    expect(await matter.petition('stage heldBy', WHO.dispatcher)).toEqual({ stage: 'received', heldBy: NODE });
    expect(await recall()).toMatchObject({ code: 'RECALL_ASKED' });
    const asked = (await world.events(matter.petitionId)).filter(({ type }) => type === 'TransferRecallAsked');
    expect(asked.map(({ data }) => data['organId'])).toEqual([HOUSING.id]);
    await matter.handedOver('recall_declined', '2025-03-07');
    expect(await matter.petition('heldBy', WHO.dispatcher)).toEqual({ heldBy: NODE });
    world.setDay('2025-03-10');
    expect(await recall()).not.toHaveProperty('code');
    await matter.handedOver('recalled', '2025-03-10');
    expect(await matter.petition('stage heldBy', WHO.dispatcher)).toEqual({ stage: 'registered', heldBy: 'local' });
    expect((await matter.clocks()).filter((line) => !/cancelled|met/.test(line))).toEqual(['ROUTE 2025-03-03..2025-03-18']);
    const history = (await matter.petition('history { act }', WHO.dispatcher))?.['history'] as { act: string }[];
    expect(history.map(({ act }) => act).slice(-4)).toEqual(['recallTransfer', 'keepElsewhere', 'recallTransfer', 'giveBackElsewhere']);
  });

  it('条例 23 ¶3: an objection made there waits for the sender, and the upheld one moves the matter once it has come back', async () => {
    const matter = await Sent.to();
    await matter.handedOver('received', '2025-03-06');
    await matter.handedOver('held', '2025-03-06');
    await matter.told('objection', '2025-03-10');
    expect(await matter.clocks()).toContain('OBJECT_DECIDE 2025-03-10..2025-03-13');
    const decide = (who: string) => matter.act(who, 'decideObjection', { upheld: true, reason: '经核实', newOrganId: LABOUR.id });
    expect(await decide(WHO.dispatcher)).toMatchObject({ code: 'OBJECTION_JUDGED_BY_ROUTER' });
    expect(await decide(SECOND)).not.toHaveProperty('code');
    expect(await matter.petition('stage heldBy', WHO.dispatcher)).toEqual({ stage: 'received', heldBy: NODE });
    await matter.handedOver('returned', '2025-03-12');
    expect(await matter.petition('heldBy organ { id }', WHO.dispatcher)).toEqual({ heldBy: 'local', organ: { id: LABOUR.id } });
    expect((await matter.clocks()).filter((line) => line.startsWith('NOTIFY'))).toEqual([
      'NOTIFY_TRANSFERRED 2025-03-06..2025-03-21 cancelled 2025-03-12',
      'NOTIFY_TRANSFERRED 2025-03-12..2025-03-27',
    ]);
  });

  it('is the sender’s again where that node refuses it, with its clock from the first day', async () => {
    const matter = await Sent.to();
    await matter.handedOver('received', '2025-03-06');
    await matter.handedOver('refused', '2025-03-10');
    expect((await matter.clocks()).filter((line) => !line.includes('cancelled'))).toEqual([
      'ROUTE 2025-03-03..2025-03-18 met 2025-03-06',
      'ROUTE 2025-03-03..2025-03-18',
    ]);
    const petition = await matter.petition('stage organ { id } documents { kind } history { actName remark }', WHO.dispatcher);
    expect(petition).toMatchObject({ stage: 'registered' });
    expect((petition?.['documents'] as { kind: string }[]).map(({ kind }) => kind)).not.toContain('RECALL_DECISION');
    const last = (petition?.['history'] as { actName: string; remark: string }[]).at(-1);
    expect(last).toEqual({ actName: '对方节点未接收，退回转送单位', remark: `对方节点${NODE}，未接收，该件仍由转送单位处理` });
    const [end] = (await world.events(matter.petitionId)).filter(({ type }) => type === 'RelationEnded');
    expect(end?.data).toMatchObject({ subject: HOUSING.id, relation: 'in_charge' });
    await matter.handedOver('held', '2025-03-11');
    expect(await matter.petition('stage heldBy', WHO.dispatcher)).toEqual({ stage: 'registered', heldBy: 'local' });
  });

  it('条例 34: follows what is done there to the end, in whatever order it is told; copies of the course hear of it', async () => {
    const matter = await Sent.to();
    const papers = (await matter.petition('documents { kind }'))?.['documents'];
    await matter.told('acceptance', '2025-03-14', { due: '2025-05-13' });
    await matter.handedOver('received', '2025-03-07');
    await matter.told('information-given', '2025-03-13');
    await matter.told('opinion', '2025-06-03');
    await matter.told('extension', '2025-05-06', { due: '2025-06-12' });
    await matter.handedOver('held', '2025-03-10');
    expect(await matter.clocks()).toEqual([
      'ROUTE 2025-03-03..2025-03-18 met 2025-03-07',
      'OBJECT 2025-03-05..2025-03-12 cancelled 2025-03-14',
      'NOTIFY_TRANSFERRED 2025-03-07..2025-03-24 met 2025-03-13',
      'HANDLE 2025-03-14..2025-06-12 met 2025-06-03',
    ]);
    await matter.told('completion', '2025-07-10', { ground: 'opinion_served' });
    await matter.told('completion', '2025-07-10', { ground: 'opinion_served' });
    const petition = await matter.petition('stage exit closedOn heldBy documents { kind } history { act on actor }');
    expect(petition).toMatchObject({ stage: 'closed', exit: '31(6)', closedOn: '2025-07-10', heldBy: NODE });
    expect(petition?.['documents']).toEqual(papers);
    const told = (petition?.['history'] as { act: string; on: string; actor: string }[]).slice(2);
    expect(told.map(({ act, on }) => `${on} ${act}`).toSorted()).toEqual([
      '2025-03-07 receiveElsewhere',
      '2025-03-10 holdElsewhere',
      '2025-03-13 informPetitioner',
      '2025-03-14 acceptPetition',
      '2025-05-06 extendHandling',
      '2025-06-03 issueOpinion',
      '2025-07-10 verifyCompletion',
    ]);
    expect(new Set(told.map(({ actor }) => actor))).toEqual(new Set([HOUSING.name]));
    const events = await world.events(matter.petitionId);
    expect(events.filter(({ type }) => type === 'PetitionClosed')).toHaveLength(1);
    expect(events.findLast(({ course }) => course)?.course).toMatchObject({ stage: 'closed', exit: '31(6)', closedOn: '2025-07-10' });
  });

  it('归档: is filed here by the organ that registered it, with its own papers and what passed between the nodes', async () => {
    const matter = await Sent.to();
    await matter.told('acceptance', '2025-03-14', { due: '2025-05-13' });
    await matter.told('opinion', '2025-05-06');
    await matter.told('completion', '2025-07-10', { ground: 'opinion_served' });
    expect((await world.events(matter.petitionId)).find(({ type }) => type === 'PetitionClosed')?.data).toMatchObject({
      ...{ retentionClass: '30_years', archiveDue: '2025-09-08' },
    });
    const due = () => world.ownDates(matter.petitionId);
    expect(await due()).toEqual(['ARCHIVE 2025-07-10..2025-09-08']);
    const { documents } = (await matter.petition('documents { id number }', WHO.registrar)) as {
      documents: { id: string; number: string | null }[];
    };
    const entries = documents.map(({ id }) => ({ documentId: id, pages: 1 }));
    expect(documents.length).toBeGreaterThan(0);
    world.setDay('2025-07-11');
    const file = (some = entries) => matter.act(WHO.registrar, 'archivePetition', { entries: some });
    expect(await file()).toMatchObject({ code: 'ARCHIVE_MESSAGES_NOT_LISTED' });
    const proof = (digest: string) => ({ at: '2025-07-10T01:00:00.000Z', digest });
    const listed = (messageId: string, answer: string | null) => ({
      ...{ messageId, node: NODE, sent: false, messageKind: 'completion', at: '2025-07-10T01:00:00.000Z', on: '2025-07-10', digest: 'd1' },
      ...{ stored: proof('d2'), answered: answer === null ? null : { ...proof('d3'), answer } },
    });
    const list = (answer: string | null) => {
      const messages = [listed(matter.messageId, answer)];
      return world.publish('exchange', [matter.petitionId, MatterFileListed.create({ petitionId: matter.petitionId, messages })]);
    };
    await list(null);
    await list('accepted');
    expect(await file([])).toMatchObject({ code: 'ARCHIVE_PAPER_MISSING' });
    expect(await file()).toMatchObject({ stage: 'closed' });
    expect(await due()).toEqual(['ARCHIVE 2025-07-10..2025-09-08 met 2025-07-11']);
    expect((await world.events(matter.petitionId)).at(-1)).toMatchObject({ type: 'PetitionArchived', data: { papers: documents.length } });
    await list('refused');
    expect(await file()).toMatchObject({ code: 'ARCHIVE_NOT_DUE' });
    const { records } = (await matter.petition(
      'records(kinds: ["archive"]) { stateName organ { id } details { name text } }',
      WHO.registrar,
    )) as {
      records: { stateName: string; organ: { id: string }; details: { name: string; text: string }[] }[];
    };
    expect(records).toMatchObject([{ stateName: '已归档', organ: { id: BUREAU.id } }]);
    const details = Object.fromEntries(records[0]!.details.map(({ name, text }) => [name, text]));
    const slip = documents.find(({ number }) => number !== null)?.number;
    expect(details).toMatchObject({ 办结节点: NODE, 转送交办文书: expect.stringContaining(slip ?? '没有编号') });
    expect(details['往来消息和回执']).toContain(
      `消息${matter.messageId}，校验值d1，接收回执2025-07-10T01:00:00.000Z（校验值d2），业务回执“已接收”`,
    );
  });

  it('条例 35: runs the term of each petitioner to ask for a review from the service that is told', async () => {
    const matter = await Sent.to();
    const [petitioner] = (await world.rows.query('select petitioner_ids ids from petition where id = $1', [matter.petitionId])) as [
      { ids: string[] },
    ];
    await matter.told('opinion', '2025-06-03');
    await matter.told('service', '2025-06-04', { ground: 'undeliverable', petitionerIds: [] });
    expect((await matter.petition('stage'))?.['stage']).toBe('opinion_issued');
    await matter.told('service', '2025-06-05', { ground: 'post', petitionerIds: petitioner.ids });
    expect(await matter.petition('stage')).toEqual({ stage: 'opinion_served' });
    expect((await matter.clocks()).at(-1)).toBe('REVIEW_REQUEST 2025-06-05..2025-07-07');
  });

  it('条例 22(3): a report made there is accepted, or returned, by who assigned the matter here', async () => {
    const matter = await Sent.to(HOUSING.id, { kind: 'ASSIGNMENT', reportBy: '2025-05-30', points: ['是否已经维修'] });
    await matter.told('acceptance', '2025-03-14', { due: '2025-05-13' });
    await matter.told('assigned-matter-report', '2025-05-28', { ground: 'final' });
    const reports = async () => (await matter.clocks()).filter((line) => line.startsWith('ASSIGNMENT_REPORT')).at(-1);
    expect(await reports()).toBe('ASSIGNMENT_REPORT 2025-03-05..2025-05-30 met 2025-05-28');
    world.setDay('2025-05-29');
    const returned = { reason: '没有附送达回证', todo: '补充送达回证', deadline: '2025-06-10' };
    expect(await matter.act(WHO.dispatcher, 'returnAssignmentReport', returned)).toMatchObject({ stage: 'accepted' });
    expect(await reports()).toBe('ASSIGNMENT_REPORT 2025-05-29..2025-06-10');
    await matter.told('assigned-matter-report', '2025-06-05', { ground: 'final' });
    expect(await reports()).toBe('ASSIGNMENT_REPORT 2025-05-29..2025-06-10 met 2025-06-05');
    world.setDay('2025-06-06');
    expect(await matter.act(WHO.dispatcher, 'acceptAssignmentReport')).toMatchObject({ stage: 'accepted' });
    expect(await matter.act(WHO.dispatcher, 'acceptAssignmentReport')).toMatchObject({ code: 'ASSIGNMENT_REPORT_NOT_MADE' });
    expect(
      (await world.events(matter.petitionId)).filter(({ type }) => type.startsWith('AssignmentReport')).map(({ type }) => type),
    ).toEqual(['AssignmentReportReturned', 'AssignmentReportAccepted']);
  });

  it('is one of this node from the day on which the operator says so', async () => {
    await placed(LABOUR.id);
    const here = await Sent.to();
    expect((await here.clocks())[0]).toBe('ROUTE 2025-03-03..2025-03-18 met 2025-03-05');
    const there = await Sent.to(LABOUR.id);
    expect((await there.clocks())[0]).toBe('ROUTE 2025-03-03..2025-03-18');
    await placed(HOUSING.id);
  });

  it('that case does not know is nothing', async () => {
    const petitionId = crypto.randomUUID();
    const told = { petitionId, messageId: null, organId: HOUSING.id, node: NODE, on: '2025-03-05' };
    await world.publish('exchange', [petitionId, MatterHandedOver.create({ ...told, state: 'received' })]);
    expect(await world.rows.query('select 1 from held')).toEqual([]);
  });
});

describe('a matter that came from another node', () => {
  const came = async (change: { petitionId?: string } = {}) => {
    world.setDay('2025-03-05');
    const registered = await world.register({
      ...{ petitionerIds: [crypto.randomUUID()], requestIds: [crypto.randomUUID()], channel: 'TRANSFER_IN' },
      ...{ receivedOn: '2025-03-05', registeredOn: '2025-03-05' },
      ...change,
    });
    return registered.petitionId;
  };
  const tell = (petitionId: string, event: NewEvent) => world.publish('exchange', [petitionId, event]);
  const asked = (petitionId: string, ask: 'recall' | 'upheld' | 'rejected' | 'gone', objectionId: string | null = null) =>
    tell(petitionId, HandBackAsked.create({ petitionId, messageId: crypto.randomUUID(), node: NODE, ask, objectionId, on: '2025-03-07' }));
  const answers = async (petitionId: string) =>
    (await world.events(petitionId)).filter(({ type }) => type === 'HandBackAnswered').map(({ data }) => data['given']);
  const of = (petitionId: string, fields: string) => world.petition(WHO.dispatcher, petitionId, fields);

  it('law 4.1: is given back at a recall, and ends here with no clock', async () => {
    const petitionId = await came();
    await asked(petitionId, 'recall');
    expect(await answers(petitionId)).toEqual([true]);
    expect(await of(petitionId, 'stage outcome')).toEqual({ stage: 'closed', outcome: 'returned_to_sender' });
    expect((await world.clocks(petitionId)).filter((line) => !/cancelled|met/.test(line))).toEqual([]);
    await asked(petitionId, 'recall');
    expect(await answers(petitionId)).toEqual([true, false]);
  });

  it('law 4.1: stays at a recall that comes after it was sent on here', async () => {
    const petitionId = await came();
    await world.act(WHO.dispatcher, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: LABOUR.id, reason: '属该单位职责' });
    await asked(petitionId, 'recall');
    expect(await answers(petitionId)).toEqual([false]);
    expect(await of(petitionId, 'stage')).toEqual({ stage: 'received' });
  });

  it('条例 23 ¶3: the bureau that registered it objects, that node answers alone, and an upheld one goes back', async () => {
    const petitionId = await came();
    const objection = { reason: '不属本市职责', basis: '权责清单', proposedOrganId: LABOUR.id, sender: '省信访局' };
    world.setDay('2025-03-06');
    expect(await world.act(WHO.dispatcher, 'objectToTransfer', { petitionId, ...objection })).not.toHaveProperty('code');
    expect(await world.act(WHO.dispatcher, 'confirmObjection', { petitionId })).toMatchObject({ code: 'ACT_NOT_YOURS' });
    expect(await world.act(BUREAU_HEAD, 'confirmObjection', { petitionId })).not.toHaveProperty('code');
    const [sent] = (await world.events(petitionId)).filter(({ type }) => type === 'ObjectionSentOutside');
    const objectionId = String(sent?.data['objectionId']);
    await tell(petitionId, ObjectionForwarded.create({ petitionId, objectionId, node: NODE }));
    const byHand = { petitionId, upheld: true, reference: '省信函1号', reason: '经核实' };
    expect(await world.act(WHO.dispatcher, 'recordObjectionAnswer', byHand)).toMatchObject({ code: 'OBJECTION_ANSWERED_BY_NODE' });
    await asked(petitionId, 'upheld', objectionId);
    expect(await answers(petitionId)).toEqual([true]);
    expect(await of(petitionId, 'stage outcome')).toEqual({ stage: 'closed', outcome: 'returned_to_sender' });
  });

  it('of which case has not heard yet, is asked for again by the bus until it has', async () => {
    const petitionId = crypto.randomUUID();
    const heard = asked(petitionId, 'gone');
    await came({ petitionId });
    await heard;
    expect(await answers(petitionId)).toEqual([true]);
  });
});
