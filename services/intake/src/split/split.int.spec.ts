import { beforeAll, describe, expect, it } from '@jest/globals';
import { newPartKey, openPart } from '@sunshine/envelope';
import { CaseOpened, MatterGiven, MatterWanted, PetitionRegistered, PetitionSplit, type DataOf } from '@sunshine/events';
import { Commands } from '@sunshine/messaging';
import { connected } from '@sunshine/postgres';
import { v7 as uuid } from 'uuid';
import { SplitService } from './split.service.js';
import { aFiling, envelopeOf, hosted, moving, ORGANS, register, TODAY, type Answered, type Hosted } from '../../test/hosted.js';

let host: Hosted;

const REGISTER = `mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) {
  number queryCode secret petition { id summary } report { number queryCode secret petition { id summary kind } } } }`;
const report = {
  summary: '反映经办人员收受礼品',
  text: '经办人员在验收中收受礼品。',
  requests: [{ text: '请查处' }],
  accused: [{ organId: ORGANS.housing }],
};
const both = aFiling({ receivedOn: '2025-02-28', split: { report } });

interface Both extends Answered {
  report: Answered & { petition: { id: string; summary: string | null } };
}
const onTheSpot = async (input: Record<string, unknown> = both, who: 'registrar' | 'housingRegistrar' = 'registrar') => {
  const answer = await host.answer<{ registerPetition: Both }>(who, REGISTER, { input });
  return typeof answer === 'string' ? answer : answer.registerPetition;
};
const OPEN = 'mutation ($input: OpenSplitInput!) { openSplit(input: $input) { number } }';
const openSplit = (who: 'registrar' | 'dispatcher', petitionId: string, purpose = '信访人来电询问两件的办理情况') =>
  host.answer<{ openSplit: { number: string }[] }>(who, OPEN, { input: { petitionId, purpose } });
const registered = async (petitionId: string) =>
  (
    (await host.db.query(`select data from outbox where key = $1 and data->>'type' = 'PetitionRegistered'`, [petitionId])) as {
      data: { data: Record<string, unknown> };
    }[]
  )[0]?.data.data;

const idOf = async (number: string) =>
  ((await host.db.query('select id from petition where number = $1', [number])) as { id: string }[])[0]!.id;

beforeAll(async () => {
  host = await hosted();
}, 60_000);

describe('a letter with a claim and a report, split on the spot', () => {
  it('becomes two petitions in one act, each with number, code and the day of receipt of the letter', async () => {
    const split = (await onTheSpot()) as Both;
    expect(split.report.number).not.toBe(split.number);
    expect(split.report.queryCode).not.toBe(split.queryCode);
    const claimId = split.petition!.id;
    const rows = (await host.db.query(
      `select id, kind, received_on, summary, sealed::text from petition where number = any($1) order by kind`,
      [[split.number, split.report.number]],
    )) as { id: string; kind: string; received_on: string; summary: string | null; sealed: string }[];
    expect(rows).toMatchObject([
      { kind: 'CLAIM', received_on: '2025-02-28' },
      { kind: 'REPORT', received_on: '2025-02-28', summary: null },
    ]);
    expect(rows[1]!.sealed).not.toContain('礼品');
    expect(await registered(rows[1]!.id)).toMatchObject({ accusedIds: [ORGANS.housing], receivedOn: '2025-02-28' });
    // Nothing of the claim tells of the report.
    const told = JSON.stringify(await registered(claimId)) + JSON.stringify(rows[0]);
    expect(told).not.toContain(rows[1]!.id);
    expect(told).not.toContain('splitFrom');
  });

  it('answers the same to the same request, and both codes open their own', async () => {
    const first = (await onTheSpot({ ...both, requestId: 'twice' })) as Both;
    expect(await onTheSpot({ ...both, requestId: 'twice' })).toEqual(first);
    const track =
      'query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { number summary } }';
    expect(await host.answer(null, track, { queryCode: first.report.queryCode, secret: first.report.secret })).toEqual({
      trackPetition: { number: first.report.number, summary: null },
    });
  });

  it('shows the link to a registrar with a purpose alone, each look on record', async () => {
    const split = (await onTheSpot()) as Both;
    const { id } = split.petition!;
    expect(await openSplit('registrar', id, '看')).toBe('OPENING_PURPOSE_MISSING');
    expect(await openSplit('dispatcher', id)).toBe('ACT_NOT_YOURS');
    expect(await openSplit('registrar', id)).toEqual({
      openSplit: [split.number, split.report.number].toSorted().map((number) => ({ number })),
    });
    expect(
      await host.db.query(`select field, purpose from sealed_opening where petition_id = $1`, [await idOf(split.report.number)]),
    ).toMatchObject([{ field: 'split', purpose: '信访人来电询问两件的办理情况' }]);
    const [link] = (await host.db.query('select sealed from split where petition_id = $1', [id])) as { sealed: string }[];
    expect(link!.sealed).not.toContain(id);
    const whole = await register(host);
    expect(await openSplit('registrar', whole.petition!.id)).toBe('SPLIT_UNKNOWN');
  });

  it('is refused whole where either part is malformed, or the form is a report itself', async () => {
    const before = await host.db.query('select count(*) from petition');
    expect(await onTheSpot({ ...both, split: { report: { ...report, text: ' ' } } })).toBe('TEXT_MISSING');
    expect(await onTheSpot({ ...both, kind: 'REPORT' })).toBe('SPLIT_REPORT_OF_REPORT');
    expect(await onTheSpot({ ...both, split: { report: { ...report, accused: [{ organId: crypto.randomUUID() }] } } })).toBe(
      'FILING_ORGAN_UNKNOWN',
    );
    expect(await host.db.query('select count(*) from petition')).toEqual(before);
  });

  it('of a visit counts the visit once', async () => {
    const split = (await onTheSpot(aFiling({ channel: 'VISIT', split: { report } }))) as Both;
    const visits = await host.db.query(`select distinct visit_id from petition where number = any($1)`, [
      [split.number, split.report.number],
    ]);
    expect(visits).toHaveLength(1);
  });
});

describe('信访工作条例 30 ¶3: what another node is given of a split', () => {
  it('is nothing of a letter with a report in it, and nothing of one that was not split', async () => {
    const split = (await onTheSpot()) as Both;
    const whole = (await register(host)).petition!.id;
    const before = host.emitted.length;
    for (const petitionId of [split.petition!.id, split.report.petition.id, whole]) {
      const wanted = { petitionId, wantId: uuid(), messageKind: 'split', about: uuid(), key: (await newPartKey()).open };
      await host.read({ key: petitionId, event: MatterWanted.create(wanted), source: 'exchange' });
    }
    expect(host.emitted.slice(before).map(({ event }) => event.type)).not.toContain('MatterGiven');
  });
});

describe('prepareSplit', () => {
  const PREPARE = 'mutation ($input: PrepareSplitInput!) { prepareSplit(input: $input) { id } }';
  const claim = { kind: 'CLAIM', summary: '请求恢复供暖', text: '室温不达标。', requests: [{ text: '恢复供暖' }] };
  const parts = [claim, { ...report, kind: 'REPORT' }];
  const prepare = (petitionId: string, more: Record<string, unknown> = {}, who: 'registrar' | 'dispatcher' = 'registrar') =>
    host.answer<{ prepareSplit: { id: string } }>(who, PREPARE, { input: { petitionId, parts, ...more } });

  it('keeps the parts sealed and registers nothing', async () => {
    const { petition } = await register(host);
    const { prepareSplit } = (await prepare(petition!.id)) as { prepareSplit: { id: string } };
    const rows = await host.db.query('select state, sealed from split where id = $1', [prepareSplit.id]);
    expect(rows).toMatchObject([{ state: 'prepared' }]);
    expect(JSON.stringify(rows)).not.toContain('礼品');
    await prepare(petition!.id);
    expect(await host.db.query('select state from split where id = $1', [prepareSplit.id])).toEqual([{ state: 'replaced' }]);
    expect(await openSplit('registrar', petition!.id)).toBe('SPLIT_UNKNOWN');
  });

  it('needs two parts or more, well formed, of a matter that was not sent on', async () => {
    const { petition } = await register(host);
    const { id } = petition!;
    expect(await prepare(id, { parts: [claim] })).toBe('SPLIT_PARTS_UNFIT');
    expect(await prepare(id, { parts: Array.from({ length: 6 }, () => claim) })).toBe('SPLIT_PARTS_UNFIT');
    expect(await prepare(id, { parts: [claim, { ...claim, requests: [] }] })).toBe('REQUESTS_MISSING');
    expect(await prepare(id, {}, 'dispatcher')).toBe('ACT_NOT_YOURS');
    const opened = CaseOpened.create({ petitionId: id, organId: ORGANS.bureau, stage: 'registered' });
    await host.read({ key: id, event: moving(opened, 'registered', ORGANS.bureau) });
    expect(await prepare(id)).toMatchObject({ prepareSplit: { id: expect.any(String) } });
    await host.read({ key: id, event: moving(opened, 'received', ORGANS.housing) });
    expect(await prepare(id)).toBe('SPLIT_TOO_LATE');
    expect(TODAY).toBe('2025-03-03');
  });
});

describe('carrying out a split', () => {
  const PREPARE = 'mutation ($input: PrepareSplitInput!) { prepareSplit(input: $input) { id } }';
  const claim = (summary: string) => ({ kind: 'CLAIM', summary, text: '室温不达标。', requests: [{ text: '恢复供暖' }] });
  const keysOf = (ids: string[]) =>
    connected(
      host.env['KEYS_DATABASE_URL']!,
      async (keys) => (await keys.query('select petition_id, wrapped from wrapped_key where petition_id = any($1) order by 1', [ids])).rows,
    );

  it('again after an attempt that was undone takes up its keys and destroys none; each part names its letter', async () => {
    const { petition } = await register(host);
    const { prepareSplit } = (await host.answer<{ prepareSplit: { id: string } }>('registrar', PREPARE, {
      input: { petitionId: petition!.id, parts: [claim('请求恢复供暖'), claim('请求退还暖气费')] },
    })) as { prepareSplit: { id: string } };
    const parts = [uuid(), uuid()].map((petitionId) => ({ petitionId, kind: 'CLAIM' as const }));
    const ids = parts.map(({ petitionId }) => petitionId);
    const split = PetitionSplit.create({ petitionId: petition!.id, splitId: prepareSplit.id, organId: ORGANS.bureau, parts });

    const service = host.service.app.get(SplitService, { strict: false });
    const envelope = envelopeOf(petition!.id, split);
    const { on, occurredAt: at, recordedAt, correlationId } = envelope;
    const act = { actor: { kind: 'service' as const, id: 'case' }, on, at, recordedAt, correlationId };
    const commands = host.service.app.get(Commands, { strict: false });
    const carryOut = (end: () => void) =>
      commands.act(act, async (tx, emit) => {
        await service.carryOut({ tx, emit, act }, envelope as never);
        end();
      });
    const undone = carryOut(() => {
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    const made = await keysOf(ids);
    expect(made).toHaveLength(2);

    await carryOut(() => undefined);
    expect(await keysOf(ids)).toEqual(made);
    for (const id of ids) expect(await registered(id)).toMatchObject({ petitionId: id, splitFrom: petition!.id });

    const [key, wantId] = [await newPartKey(), uuid()];
    const wanted = { petitionId: petition!.id, wantId, messageKind: 'split', about: prepareSplit.id, key: key.open };
    await host.read({ key: petition!.id, event: MatterWanted.create(wanted), source: 'exchange' });
    const { event } = host.emitted.at(-1)!;
    expect([event.type, JSON.stringify(event).includes('供暖')]).toEqual(['MatterGiven', false]);
    const numbers = await Promise.all(ids.map(async (id) => String((await registered(id))!['number'])));
    expect(await openPart(key, wantId, (event.data as DataOf<typeof MatterGiven>).sealed)).toEqual({
      parts: [
        { number: numbers[0], summary: '请求恢复供暖' },
        { number: numbers[1], summary: '请求退还暖气费' },
      ],
    });
    const audited = `select part, purpose, actor_id from audit where act = 'giveMatter' and subject = $1`;
    expect(await host.db.query(audited, [petition!.id])).toEqual([{ part: 'split', purpose: 'split', actor_id: 'exchange' }]);
    for (const id of ids) expect(PetitionRegistered.create((await registered(id)) as never).data).toMatchObject({ petitionId: id });
  });
});
