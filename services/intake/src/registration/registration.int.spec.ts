import { beforeAll, describe, expect, it } from '@jest/globals';
import { RelationSet } from '@sunshine/events';
import { v7 as uuid } from 'uuid';
import { Numbers } from './numbers.js';
import {
  aFiling,
  aSubmission,
  hosted,
  ORGANS,
  PEOPLE,
  register,
  REGISTER,
  submit,
  SUBMIT,
  TODAY,
  type Answered,
  type Hosted,
} from '../../test/hosted.js';

let host: Hosted;
beforeAll(async () => {
  host = await hosted();
}, 60_000);

const outboxOf = (
  petitionId: string,
): Promise<
  {
    seq: string;
    pattern: string;
    data: { data: Record<string, unknown>; on: string; occurredAt: string; recordedAt: string; actor: unknown };
  }[]
> => host.db.query('select seq, pattern, data from outbox where key = $1 order by seq', [petitionId]);

const PETITION = `query ($id: ID!) { petition(id: $id) { id number channel kind summary text requests { id text }
  petitioners { id masked { name phone } representative } registeredOn receivedOn postmarkOn peopleCount division anonymous contentClass purpose
  respondent { organ { id } text } registeringOrgan { id } addressedTo { id } previousNumber urgentEvent { reason endsOn } repeats { id }
  accessReasons { role relation organ { id } } } }`;

describe('registration at the desk', () => {
  it('answers number, code and secret, and shows the petition masked', async () => {
    const answer = await register(host, {
      postmarkOn: '2025-03-01',
      contentClass: '010203',
      respondent: [{ organId: ORGANS.housing }, { text: '某物业' }],
      addressedTo: [ORGANS.county],
    });
    expect(answer.number).toMatch(/^990100-20250303-\d{6}$/);
    expect(answer).toMatchObject({
      registeredOn: TODAY,
      queryCode: expect.stringMatching(/^[0-9A-Z]{12}$/),
      secret: expect.stringMatching(/^\d{6}$/),
    });
    const data = await host.answer<{ petition: Record<string, unknown> }>('registrar', PETITION, { id: answer.petition?.id });
    expect(data).toEqual({
      petition: {
        id: answer.petition?.id,
        number: answer.number,
        channel: 'LETTER',
        kind: 'CLAIM',
        summary: '小区供暖温度不足',
        text: expect.stringContaining('多次联系物业'),
        requests: [
          { id: expect.any(String), text: '恢复供暖' },
          { id: expect.any(String), text: '退还供暖费' },
        ],
        petitioners: [{ id: expect.any(String), masked: { name: '赵**', phone: '199****1234' }, representative: false }],
        registeredOn: TODAY,
        receivedOn: TODAY,
        postmarkOn: '2025-03-01',
        peopleCount: 1,
        division: '990100',
        anonymous: false,
        contentClass: '010203',
        purpose: null,
        respondent: [
          { organ: { id: ORGANS.housing }, text: null },
          { organ: null, text: '某物业' },
        ],
        registeringOrgan: { id: ORGANS.bureau },
        addressedTo: [{ id: ORGANS.county }],
        previousNumber: null,
        urgentEvent: null,
        repeats: [],
        accessReasons: [{ role: 'REGISTRAR', relation: 'registering', organ: { id: ORGANS.bureau } }],
      },
    });
  });

  it('publishes the registration and the registering organ, by ids alone', async () => {
    const { petition } = await register(host);
    const events = await outboxOf(petition!.id);
    expect(events.map(({ pattern }) => pattern)).toEqual(['PetitionRegistered', 'RelationSet']);
    expect(events[0]?.data.data).toMatchObject({
      petitionId: petition!.id,
      organId: ORGANS.bureau,
      organKind: 'petition_bureau',
      addressUnclear: false,
      accusedIds: [],
    });
    expect(events[1]?.data.data).toEqual({ petitionId: petition!.id, subject: ORGANS.bureau, relation: 'registering' });
    expect(JSON.stringify(events)).not.toMatch(/[\u4e00-\u9fff]|1990000|9901021990/);
  });

  it('belongs to registrars of any organ, each at their own desk', async () => {
    expect((await register(host, {}, 'housingRegistrar')).number).toMatch(/^990100-/);
    const refused = (who: 'handler' | 'sysadmin' | 'supervisor' | 'registrar', more: Record<string, unknown> = {}) =>
      host.answer(who, REGISTER, { input: aFiling(more) });
    expect(await refused('handler')).toBe('ACT_NOT_YOURS');
    expect(await refused('sysadmin')).toBe('ACT_NOT_YOURS');
    expect(await refused('registrar', { organId: ORGANS.housing })).toBe('ACT_NOT_YOURS');
    expect(await host.answer(null, REGISTER, { input: aFiling() })).toBe('ACT_NOT_YOURS');
  });

  it('enters paper afterwards with its own day, and nothing with a day to come', async () => {
    const late = await register(host, { on: '2025-02-27', receivedOn: '2025-02-26' });
    expect(late).toMatchObject({ number: expect.stringMatching(/^990100-20250227-/), registeredOn: '2025-02-27' });
    const [event] = await outboxOf(late.petition!.id);
    expect(event?.data).toMatchObject({
      on: '2025-02-27',
      occurredAt: '2025-02-27T04:00:00.000Z',
      recordedAt: expect.stringMatching(/^2025-03-03/),
    });
    expect(await host.answer('registrar', REGISTER, { input: aFiling({ on: '2025-03-04' }) })).toBe('DAY_IN_FUTURE');
    expect(
      await host.answer('registrar', REGISTER, { input: aFiling({ channel: 'PHONE', on: '2025-02-27', receivedOn: '2025-02-27' }) }),
    ).toBe('DAY_NOT_YOURS_TO_SET');
  });

  it('imports old matters for the migrator alone, on any day', async () => {
    const old = await register(
      host,
      { channel: 'IMPORT', organId: ORGANS.bureau, on: '2011-05-06', receivedOn: '2011-05-06', petitioners: [{ name: 'UU0081' }] },
      'migrator',
    );
    expect(old.number).toMatch(/^990100-20110506-000001$/);
    expect(await host.answer('registrar', REGISTER, { input: aFiling({ channel: 'IMPORT' }) })).toBe('CHANNEL_IMPORT_NOT_YOURS');
    expect(await host.answer('migrator', REGISTER, { input: aFiling({ organId: ORGANS.bureau }) })).toBe('CHANNEL_NOT_FOR_IMPORT');
  });

  it('lets five speak for a visit by the pack of the day of receipt', async () => {
    const people = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `某${at}`, representative: true }));
    await register(host, { channel: 'VISIT', petitioners: people(5), peopleCount: 31 });
    const { errors } = await host.ask('registrar', REGISTER, {
      input: aFiling({ channel: 'VISIT', petitioners: people(6), peopleCount: 31 }),
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'REPRESENTATIVES_TOO_MANY', kind: 'RULE_BROKEN', source: '信访工作条例 20 ¶3' });
  });

  it('links an earlier matter that the registrar may see, and keeps any other number as it was named', async () => {
    const { number } = await register(host);
    const linked = async (input: Record<string, unknown>, as: 'registrar' | 'countyRegistrar' = 'registrar') => {
      const later = await register(host, input, as);
      return (await host.db.query('select previous_number, previous_id from petition where number = $1', [later.number])) as unknown[];
    };
    const [{ id }] = (await host.db.query('select id from petition where number = $1', [number])) as [{ id: string }];
    expect(await linked({ previousNumber: number })).toEqual([{ previous_number: number, previous_id: id }]);
    expect(await linked({ previousNumber: number }, 'countyRegistrar')).toEqual([{ previous_number: number, previous_id: null }]);
    const unknown = '990100-20250303-999999';
    expect(await linked({ previousNumber: unknown })).toEqual([{ previous_number: unknown, previous_id: null }]);
  });

  it.each([
    [{ division: '880000' }, 'DIVISION_UNKNOWN'],
    [{ division: '99' }, 'DIVISION_MALFORMED'],
    [{ addressedTo: [PEOPLE.registrar] }, 'FILING_ORGAN_UNKNOWN'],
    [{ attachments: [ORGANS.bureau] }, 'FILE_UNKNOWN'],
    [{ receivedOn: '2025-03-04' }, 'RECEIVED_IN_FUTURE'],
    [{ receivedOn: '2025-02-30' }, 'DAY_MALFORMED'],
    [{ requests: [] }, 'REQUESTS_MISSING'],
    [{ organId: 'nonsense' }, 'ID_MALFORMED'],
    [{ division: '99\u000000' }, 'TEXT_MALFORMED'],
    [{ previousNumber: '\u0000' }, 'TEXT_MALFORMED'],
  ])('sends back what is malformed and writes nothing: %j', async (more, code) => {
    const counts = () =>
      host.db.query(
        'select (select count(*) from petition) petitions, (select count(*) from outbox) events, (select count(*) from relation) relations',
      );
    const before = await counts();
    expect(await host.answer('registrar', REGISTER, { input: aFiling(more) })).toBe(code);
    expect(await counts()).toEqual(before);
  });
});

describe('a repeated request', () => {
  it('is answered the same, code and secret too, though neither is kept', async () => {
    const input = aFiling({ requestId: 'same' });
    const [first, second] = [
      await host.answer<{ registerPetition: Answered }>('registrar', REGISTER, { input }),
      await host.answer<{ registerPetition: Answered }>('registrar', REGISTER, { input }),
    ];
    expect(second).toEqual(first);
    const { queryCode, secret } = (first as { registerPetition: Answered }).registerPetition;
    const kept = JSON.stringify(await host.db.query('select r.answer, q.* from request r, query_code q'));
    expect(kept).not.toContain(queryCode);
    expect(kept).not.toContain(`"${secret}"`);
    expect(await host.answer('registrar', REGISTER, { input: aFiling({ requestId: 'same', summary: '另一件' }) })).toBe('REQUEST_REUSED');
  });

  it('sent many times at once registers once', async () => {
    const input = aFiling({ requestId: 'at once', summary: '同时提交' });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => host.answer<{ registerPetition: Answered }>('registrar', REGISTER, { input })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await host.db.query("select count(*)::int n from petition where summary = '同时提交'")).toEqual([{ n: 1 }]);
  });
});

describe('filing on the web', () => {
  it('needs no account, is received today by the bureau of the division, and shows the citizen no petition', async () => {
    const answer = await submit(host, { division: '990102' });
    expect(answer).toMatchObject({ number: expect.stringMatching(/^990102-20250303-/), registeredOn: TODAY, petition: null });
    const [row] = await host.db.query('select id, organ_id, channel, received_on, registered_by from petition where number = $1', [
      answer.number,
    ]);
    expect(row).toMatchObject({ organ_id: ORGANS.countyBureau, channel: 'WEB', received_on: TODAY, registered_by: null });
    expect((await outboxOf(row.id))[0]?.data.actor).toEqual({ kind: 'anonymous', id: null });
  });

  it('goes to the organ addressed, if that exists', async () => {
    const { number } = await submit(host, { organId: ORGANS.housing });
    expect(await host.db.query('select organ_id from petition where number = $1', [number])).toEqual([{ organ_id: ORGANS.housing }]);
    expect(await host.answer(null, SUBMIT, { input: aSubmission({ organId: PEOPLE.registrar }) })).toBe('FILING_ORGAN_UNKNOWN');
    expect(await host.answer(null, SUBMIT, { input: aSubmission({ organId: 'x' }) })).toBe('ID_MALFORMED');
    expect(await host.answer(null, SUBMIT, { input: aSubmission({ organId: ORGANS.closed }) })).toBe('FILING_ORGAN_CLOSED');
    expect(await host.answer(null, SUBMIT, { input: aSubmission({ channel: 'LETTER' }) })).toBe('CHANNEL_NOT_FOR_CITIZENS');
  });

  it('keeps what a citizen says of an earlier matter without telling whether it exists', async () => {
    const { number } = await register(host);
    const [real, unreal] = [
      await submit(host, { previousNumber: number }),
      await submit(host, { previousNumber: '990100-20240101-000001' }),
    ];
    expect(
      await host.db.query('select previous_number, previous_id from petition where number = any($1) order by previous_number', [
        [real.number, unreal.number],
      ]),
    ).toEqual([
      { previous_number: '990100-20240101-000001', previous_id: null },
      { previous_number: number, previous_id: null },
    ]);
  });

  it('of an anonymous filer keeps no person at all', async () => {
    const { number } = await submit(host, { anonymous: true, petitioners: [] });
    expect(
      await host.db.query('select count(*)::int n from petitioner t join petition p on p.id = t.petition_id where p.number = $1', [number]),
    ).toEqual([{ n: 0 }]);
  });
});

describe('a report', () => {
  const report = (more: Record<string, unknown> = {}) => ({
    kind: 'REPORT',
    summary: '检举某科长收受财物',
    text: '具体经过如下，请核实。',
    accused: [{ organId: ORGANS.housing }, { text: '某科长' }],
    ...more,
  });

  it('is sealed whole and enters no search and no blind index', async () => {
    const { petition } = await register(host, report());
    const [row] = await host.db.query('select summary, text, bigrams::text, respondent, sealed from petition where id = $1', [
      petition!.id,
    ]);
    expect(row).toMatchObject({ summary: null, text: null, bigrams: '', respondent: [] });
    expect(Object.keys(row.sealed).sort()).toEqual(['accused', 'respondent', 'summary', 'text']);
    expect(await host.db.query('select text from petition_request where petition_id = $1', [petition!.id])).toEqual([
      { text: null },
      { text: null },
    ]);
    expect(await host.db.query('select 1 from blind_index where petition_id = $1', [petition!.id])).toEqual([]);
  });

  it('bars the accused in its own event, before anybody can see it', async () => {
    const { petition } = await register(host, report());
    const events = await outboxOf(petition!.id);
    expect(events.map(({ pattern, data }) => [pattern, data.data['relation']])).toEqual([
      ['PetitionRegistered', undefined],
      ['RelationSet', 'barred'],
      ['RelationSet', 'registering'],
    ]);
    expect(events[0]?.data.data['accusedIds']).toEqual([ORGANS.housing]);
    expect(JSON.stringify(events)).not.toMatch(/科长|财物/);
  });

  it('is seen by the organ that registered it, not by the accused even when put in charge, nor from above by the tree', async () => {
    const { petition } = await register(host, report());
    const seen = (who: 'registrar' | 'handler' | 'supervisor' | 'dispatcher') =>
      host.answer(who, 'query ($id: ID!) { petition(id: $id) { id } }', { id: petition!.id });
    await host.read({
      key: petition!.id,
      event: RelationSet.create({ petitionId: petition!.id, subject: ORGANS.housing, relation: 'in_charge' }),
    });
    expect(await seen('registrar')).toEqual({ petition: { id: petition!.id } });
    expect(await seen('handler')).toBe('PETITION_NOT_FOUND');
    expect(await seen('supervisor')).toBe('PETITION_NOT_FOUND');
  });

  it('brought to the desk of the accused lies with the bureau, and the desk does not see it again', async () => {
    const { petition, number } = await register(host, report(), 'housingRegistrar');
    expect(petition).toBeNull();
    expect(await host.db.query('select organ_id from petition where number = $1', [number])).toEqual([{ organ_id: ORGANS.bureau }]);
  });
});

describe('petition numbers', () => {
  it('are never given twice, by any number of processes at once', async () => {
    const processes = Array.from({ length: 3 }, () => new Numbers(host.db));
    const taken = await Promise.all(Array.from({ length: 600 }, (_, at) => processes[at % 3]!.take('990102', '2024-12-31')));
    expect(new Set(taken).size).toBe(600);
    expect(taken.every((number) => /^990102-20241231-\d{6}$/.test(number ?? ''))).toBe(true);
  });

  it('are used up by no filing that is refused, nor by a request that is repeated', async () => {
    const uploaded = uuid();
    await host.db.query(
      "insert into stored_file (id, blob_id, person_id, size, type, created_at, completed_at) values ($1, $2, $3, 1, 'PDF', now(), now())",
      [uploaded, uuid(), PEOPLE.registrar],
    );
    const used = await register(host, { requestId: 'numbers', attachments: [uploaded] });
    const running = (number: string) => Number(number.slice(-6));
    const refusals: [Parameters<Hosted['ask']>[0], Record<string, unknown>, string][] = [
      ['registrar', { summary: ' ' }, 'SUMMARY_MISSING'],
      ['registrar', { organId: ORGANS.bureau, addressedTo: [PEOPLE.registrar] }, 'FILING_ORGAN_UNKNOWN'],
      ['registrar', { attachments: [uploaded] }, 'FILE_USED'],
      ['registrar', { attachments: [ORGANS.bureau] }, 'FILE_UNKNOWN'],
      ['registrar', { requestId: 'numbers', summary: '另一件' }, 'REQUEST_REUSED'],
      ['registrar', { split: { report: { summary: '检举', text: '经过', requests: [] } } }, 'REQUESTS_MISSING'],
      [
        'registrar',
        { split: { report: { summary: '检举', text: '经过', requests: [{ text: '核实' }], attachments: [uploaded] } } },
        'FILE_USED',
      ],
      [null, { uploadPass: 'x', attachments: [uploaded] }, 'UPLOAD_PASS_INVALID'],
      [null, { organId: PEOPLE.registrar }, 'FILING_ORGAN_UNKNOWN'],
      [null, { organId: ORGANS.closed }, 'FILING_ORGAN_CLOSED'],
    ];
    for (const [who, more, code] of refusals) {
      const [query, input] = who === null ? [SUBMIT, aSubmission(more)] : [REGISTER, aFiling(more)];
      expect([code, await host.answer(who, query, { input })]).toEqual([code, code]);
    }
    expect((await register(host, { requestId: 'numbers', attachments: [uploaded] })).number).toBe(used.number);
    expect(running((await register(host)).number)).toBe(running(used.number) + 1);
  });

  it('are there for more registrations at once than the service has connections', async () => {
    const narrow = await hosted({ DATABASE_POOL: '2' });
    const numbers = await Promise.all(Array.from({ length: 120 }, async () => (await register(narrow)).number));
    expect(new Set(numbers).size).toBe(120);
  });

  it('end with the day’s last', async () => {
    await host.db.query("insert into number_block values ('990102', '2023-01-01', 999999)");
    const numbers = new Numbers(host.db);
    expect(await numbers.take('990102', '2023-01-01')).toBe('990102-20230101-999999');
    await expect(numbers.take('990102', '2023-01-01')).rejects.toMatchObject({ code: 'NUMBERS_EXHAUSTED', kind: 'UNAVAILABLE' });
  });
});
