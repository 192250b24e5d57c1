import { beforeAll, describe, expect, it } from '@jest/globals';
import { exchangePlan } from '@sunshine/envelope';
import { PetitionClosed, SameMatterAnswered, SameMatterQuestioned, type NewEvent } from '@sunshine/events';
import { KeyStore } from '@sunshine/sealing';
import { LinkedNode, OPERATOR, linked, settle, uuid } from '../services/exchange/test/link.js';
import { SameMatterNight } from '../services/exchange/src/same-matter/night.js';
import { hosted, moving, ORGANS, register, type Hosted, type Who } from '../services/intake/test/hosted.js';
import { blindForms, evaluateBlinded, newPairKey, ownPlace } from '../services/intake/src/same-matter/blinding.js';
import { identityForms } from '../services/intake/src/domain/same-matter/same-matter.js';
import { SameMatterLists } from '../services/intake/src/same-matter/lists.js';

const DAY_MS = 86_400_000;
const START = new Date('2025-03-03T05:00:00.000Z');
const AGREED = { kinds: ['*', 'same-matter'], divisions: ['990000'] };

interface Told {
  readonly key: string;
  readonly event: NewEvent;
}

/** A node: intake and exchange on databases of their own, between which events go as on the bus. */
class Place {
  private seen = { intake: 0, exchange: 0, emitted: 0 };

  constructor(
    readonly intake: Hosted,
    readonly exchange: LinkedNode,
  ) {}

  static async open(node: string, first?: Place): Promise<Place> {
    const intake = await hosted();
    return new Place(intake, await LinkedNode.open({ node, time: first?.exchange.time ?? intake.time }));
  }

  /** Carries what either has told the other. @returns whether there was anything */
  async carry(): Promise<boolean> {
    while (await this.intake.service.app.get(SameMatterLists, { strict: false }).run());
    const forExchange = [...this.intake.emitted.slice(this.seen.emitted), ...(await this.told('intake'))];
    this.seen.emitted = this.intake.emitted.length;
    const forIntake = await this.told('exchange');
    for (const { key, event } of forExchange) forIntake.push(...(await this.exchange.hear(key, event, 'intake')));
    await this.intake.read(...forIntake.map((one) => ({ ...one, source: 'exchange' })));
    return forExchange.length + forIntake.length > 0;
  }

  private async told(by: 'intake' | 'exchange'): Promise<Told[]> {
    const rows = (await this[by].db.query(`select id, key, data from outbox where id > $1 and pattern like 'SameMatter%' order by id`, [
      this.seen[by],
    ])) as { id: string; key: string; data: NewEvent }[];
    this.seen[by] = Number(rows.at(-1)?.id ?? this.seen[by]);
    return rows.map(({ key, data }) => ({ key, event: data }));
  }

  night = (): Promise<boolean> => this.exchange.get(SameMatterNight).run();

  async ask(petitionId: string, who: Who = 'registrar', at?: Place): Promise<unknown> {
    const asked = await this.intake.act(who, 'askSameMatter', { petitionId });
    if (typeof asked === 'string') return asked;
    await rest(this, at ?? county);
    return this.answer(petitionId);
  }

  async answer(petitionId: string): Promise<unknown> {
    const [newest] = (await this.questions(petitionId))!;
    const { state, numberPrefix, code } = newest as { state: string; numberPrefix: string | null; code: string | null };
    return numberPrefix ?? code ?? state;
  }

  async questions(petitionId: string, who: Who = 'registrar'): Promise<object[] | null> {
    const fields = 'sameMatterQuestions { node state numberPrefix code reason askedOn }';
    return (await this.intake.petition<{ sameMatterQuestions: object[] | null }>(petitionId, fields, who)).sameMatterQuestions;
  }

  /** The registered petition. */
  async has(more: Record<string, unknown>): Promise<{ readonly id: string; readonly number: string }> {
    return (await register(this.intake, { receivedOn: '2025-03-03', ...more })).petition!;
  }
}

/** Rounds until nothing moves. */
async function rest(...places: Place[]): Promise<void> {
  for (let moved = true; moved;) {
    moved = false;
    await settle(...places.map(({ exchange }) => exchange));
    for (const place of places) moved = (await place.carry()) || moved;
  }
}

const person = (n: number) => ({
  name: `申某${'甲乙丙丁戊己庚辛'[n]}`,
  idType: '111',
  idNumber: `99010219900101${4561 + n}`,
  phone: `1990000000${n}`,
});
let [city, county] = [null, null] as unknown as [Place, Place];
const made: Record<string, { id: string; number: string }> = {};

beforeAll(async () => {
  city = await Place.open('city.990100');
  county = await Place.open('county.990102', city);
  county.intake.time.set(START);
  city.intake.time.set(START);
  linked(city.exchange, county.exchange);
  await city.exchange.list(county.exchange, 'international', { sends: AGREED, receives: AGREED });
  await county.exchange.list(city.exchange, 'international', { sends: AGREED, receives: AGREED });
  // At the county: one open claim, and what no list may hold.
  made['claim'] = await county.has({ petitioners: [person(0)] });
  made['report'] = await county.has({ kind: 'REPORT', petitioners: [person(1)], accused: [{ text: '某人' }] });
  made['anonymous'] = await county.has({ anonymous: true, petitioners: [{ phone: person(2).phone }] });
  made['staff'] = await county.has({ petitioners: [person(3)] });
  await county.intake.db.query('update petition set staff_conduct = true where id = $1', [made['staff'].id]);
  made['barred'] = await county.has({ petitioners: [person(4)] });
  await county.intake.db.query(`insert into relation (petition_id, subject, relation) values ($1, $2, 'barred')`, [
    made['barred'].id,
    uuid(77),
  ]);
  made['closed'] = await county.has({ petitioners: [person(5)] });
  await county.intake.read({
    key: made['closed'].id,
    event: moving({ type: PetitionClosed.type, version: 1, data: {} }, 'closed', ORGANS.bureau, { closedOn: '2025-03-03' }),
  });
  made['destroyed'] = await county.has({ petitioners: [person(6)] });
  await county.intake.service.app.get(KeyStore, { strict: false }).destroy([made['destroyed'].id]);
  for (const [n, name] of ['claim', 'report', 'anonymous', 'staff', 'barred', 'closed', 'destroyed', 'nowhere'].entries())
    made[`${name} at the city`] = await city.has({ petitioners: [person(n)] });
}, 120_000);

describe('before any list has come', () => {
  it('there is no node to ask', async () => {
    expect(await city.ask(made['claim at the city']!.id)).toBe('SAME_MATTER_NO_NODE');
  });
});

describe('the list of a night', () => {
  it('comes to the partner with whom the comparison is agreed, once a night', async () => {
    await Promise.all([city.night(), county.night()]);
    await rest(city, county);
    await Promise.all([city.night(), county.night()]);
    await rest(city, county);
    const lists = (place: Place) =>
      place.intake.db.query('select node, own, parts, complete_at is not null done from same_matter_list order by own');
    expect(await lists(city)).toEqual([
      { node: 'county.990102', own: false, parts: 1, done: true },
      { node: 'county.990102', own: true, parts: 1, done: true },
    ]);
  });

  it('holds open matters alone: nothing of a report, of an anonymous, a protected or a closed one, nor of a destroyed identity', async () => {
    const entries = (await city.intake.db.query('select list_id, tag from same_matter_entry')) as { list_id: string; tag: string }[];
    const [key] = (await county.intake.db.query('select public_key "publicKey", sealed from same_matter_key')) as {
      publicKey: string;
      sealed: string;
    }[];
    const secret = county.intake.service.app.get(SameMatterLists, { strict: false }).opened(key!)!.secretKey;
    const inList = (n: number) =>
      identityForms(person(n)).map((form) => entries.some(({ tag }) => tag === ownPlace(secret, entries[0]!.list_id, form).tag));
    expect(entries).toHaveLength(2);
    expect([0, 1, 2, 3, 4, 5, 6].map(inList)).toEqual([[true, true], ...new Array<boolean[]>(6).fill([false, false])]);
  });

  it('and nothing on its way, nor in what the other node keeps, names anybody or bears a number', async () => {
    const kept = JSON.stringify([
      await county.exchange.db.query('select data from outbox'),
      await city.exchange.db.query('select data from outbox'),
      await city.intake.db.query('select * from same_matter_entry'),
      await city.intake.db.query('select * from same_matter_list'),
      await county.intake.db.query(`select data from outbox where pattern like 'SameMatter%'`),
    ]);
    for (const { name, idNumber, phone } of [0, 1, 2, 3, 4, 5, 6].map(person))
      for (const word of [name, idNumber, phone]) expect(kept).not.toContain(word);
    for (const [name, { number }] of Object.entries(made)) if (!name.endsWith('city')) expect(kept).not.toContain(number);
  });
});

describe('a question for a registered matter', () => {
  it('is answered with a possible match, the node and the first signs of a number, and no more', async () => {
    expect(await city.ask(made['claim at the city']!.id)).toBe('990100-202503');
    expect(await city.questions(made['claim at the city']!.id)).toEqual([
      { node: 'county.990102', state: 'match', numberPrefix: '990100-202503', code: null, reason: null, askedOn: '2025-03-03' },
    ]);
  });

  it.each(['report', 'anonymous', 'staff', 'barred', 'closed', 'destroyed', 'nowhere'])(
    'is answered with nothing for the petitioner of the county’s matter “%s”, as for somebody unknown',
    async (name) => {
      expect(await city.ask(made[`${name} at the city`]!.id)).toBe('none');
      const rows = await county.exchange.db.query(`select state, code from same_matter_question where number = $1`, [
        made[`${name} at the city`]!.number,
      ]);
      expect(rows).toEqual([{ state: 'answered', code: null }]);
    },
  );

  it('stands on record at both ends with number, officer, day and count, and neither says whether it matched', async () => {
    const columns = 'id, number, officer, forms, on_day, state, code';
    const asked = await city.exchange.db.query(`select ${columns} from same_matter_question where direction = 'asked' order by id`);
    const received = await county.exchange.db.query(`select ${columns} from same_matter_question where direction = 'received' order by id`);
    expect(received).toEqual(asked);
    expect(received).toHaveLength(8);
    const [audited] = (await city.intake.db.query(
      `select count(*)::int n from audit where act = 'askSameMatter' and outcome = 'done'`,
    )) as { n: number }[];
    expect(audited!.n).toBe(8);
    const [secrets] = (await city.intake.db.query(`select count(secrets)::int n from same_matter_question`)) as { n: number }[];
    expect(secrets!.n).toBe(0);
  });

  it('carries nothing that identifies anybody, officers neither', async () => {
    const sent = JSON.stringify([
      await city.intake.db.query(`select data->'data' from outbox where pattern = 'SameMatterAsked'`),
      await county.exchange.db.query('select * from same_matter_question'),
      await city.exchange.db.query('select * from same_matter_question'),
    ]);
    for (const { name, idNumber, phone } of [0, 1, 2, 3].map(person))
      for (const word of [name, idNumber, phone]) expect(sent).not.toContain(word);
    const people = (await city.intake.db.query('select distinct person_id::text id from same_matter_question')) as { id: string }[];
    expect(people.length).toBeGreaterThan(0);
    for (const { id } of people) expect(sent).not.toContain(id);
  });

  it('is asked once a day for a matter, by who registers it and nobody else, and shown to nobody else', async () => {
    const { id } = made['claim at the city']!;
    expect(await city.ask(id)).toBe('SAME_MATTER_ASKED_TODAY');
    for (const who of ['dispatcher', 'bureauHead', 'auditor', 'provinceDispatcher'] as const)
      expect(await city.ask(id, who)).toMatch(/^(ACT_NOT_YOURS|PETITION_NOT_FOUND)$/);
    expect(await city.ask(id, 'housingRegistrar')).toBe('PETITION_NOT_FOUND');
    expect(await city.questions(id, 'dispatcher')).toBeNull();
  });

  it('is refused for a report, an anonymous filing, a closed or protected matter, and where only a name is known', async () => {
    const report = await city.has({ kind: 'REPORT', petitioners: [person(0)], accused: [{ text: '某人' }] });
    const anonymous = await city.has({ anonymous: true, petitioners: [{ phone: person(0).phone }] });
    const barename = await city.has({ petitioners: [{ name: '申某甲', address: '东湖路一号' }] });
    const staff = await city.has({ petitioners: [person(0)] });
    await city.intake.db.query('update petition set staff_conduct = true where id = $1', [staff.id]);
    const closed = await city.has({ petitioners: [person(0)] });
    await city.intake.read({
      key: closed.id,
      event: moving({ type: PetitionClosed.type, version: 1, data: {} }, 'closed', ORGANS.bureau, { closedOn: '2025-03-03' }),
    });
    expect(await city.ask(report.id)).toBe('SAME_MATTER_SEALED');
    expect(await city.ask(staff.id)).toBe('SAME_MATTER_SEALED');
    expect(await city.ask(anonymous.id)).toBe('SAME_MATTER_ANONYMOUS');
    expect(await city.ask(closed.id)).toBe('SAME_MATTER_CLOSED');
    expect(await city.ask(barename.id)).toBe('SAME_MATTER_NO_IDENTITY');
  });
});

describe('an answer that does not hold', () => {
  const NOBODY = '0190a000-0000-7000-8000-0000000000ff';
  const asked = async (n: number) => {
    const { id } = await city.has({ petitioners: [person(n)] });
    await city.intake.act('registrar', 'askSameMatter', { petitionId: id });
    const [row] = (await city.intake.db.query('select id, list_id "listId" from same_matter_question where petition_id = $1', [id])) as {
      id: string;
      listId: string;
    }[];
    return { id, questionId: row!.id, listId: row!.listId };
  };

  it('by its proof is not used', async () => {
    const { id, questionId, listId } = await asked(0);
    const secret = newPairKey().secretKey;
    const [{ blinded } = { blinded: [] }] = (await city.intake.db.query(
      `select data->'data'->'blinded' blinded from outbox where key = $1 and pattern = 'SameMatterAsked'`,
      [id],
    )) as { blinded: string[] }[];
    const { evaluated, proof } = evaluateBlinded(secret, listId, blinded);
    const answer = { questionId, node: 'county.990102', evaluation: { evaluated: [...evaluated], proof }, refused: null };
    await city.intake.read({ key: questionId, event: SameMatterAnswered.create({ ...answer, node: 'county.990103' }), source: 'exchange' });
    expect(await city.answer(id)).toBe('asked');
    await city.intake.read({ key: questionId, event: SameMatterAnswered.create(answer), source: 'exchange' });
    expect(await city.answer(id)).toBe('SAME_MATTER_PROOF_WRONG');
    await rest(city, county); // the true answer comes too late
    expect(await city.answer(id)).toBe('SAME_MATTER_PROOF_WRONG');
  });

  it('is given to no node for the list of another, nor to a text that is no element', async () => {
    const [{ id: listId } = { id: '' }] = (await county.intake.db.query('select id from same_matter_list where own')) as { id: string }[];
    const question = async (node: string, list: string, blinded: string) => {
      const from = county.intake.emitted.length;
      const event = SameMatterQuestioned.create({ questionId: NOBODY, node, listId: list, blinded: [blinded] });
      await county.intake.read({ key: NOBODY, event, source: 'exchange' });
      return (county.intake.emitted.slice(from)[0]!.event.data as { refused: string | null }).refused;
    };
    const [{ blinded } = { blinded: '' }] = blindForms(['idNumber|990102199001014561'], { listId, publicKey: newPairKey().publicKey });
    expect(await question('city.990100', listId, blinded)).toBeNull();
    expect(await question('city.990900', listId, blinded)).toBe('SAME_MATTER_LIST_OVER');
    expect(await question('city.990100', NOBODY, blinded)).toBe('SAME_MATTER_LIST_OVER');
    expect(await question('city.990100', listId, 'f'.repeat(64))).toBe('SAME_MATTER_MALFORMED');
  });
});

describe('whoever tries one identity after the other', () => {
  it('is stopped at the asking node after twenty matters of the day', async () => {
    const another = await city.has({ petitioners: [person(7)] });
    const copies = exchangePlan.sameMatter.ofOfficerADay - 9;
    await city.intake.db.query(
      `insert into same_matter_question (id, petition_id, node, list_id, public_key, person_id, organ_id, officer, forms, asked_on, asked_at, state)
        select gen_random_uuid(), p.id, q.node, q.list_id, q.public_key, q.person_id, q.organ_id, q.officer, 1, q.asked_on, q.asked_at, 'none'
          from (select * from same_matter_question limit 1) q cross join (select id from petition where id not in (select petition_id from same_matter_question) and id <> $1) p limit $2`,
      [another.id, copies],
    );
    const [count] = (await city.intake.db.query('select count(distinct petition_id)::int n from same_matter_question')) as { n: number }[];
    while (count!.n < exchangePlan.sameMatter.ofOfficerADay) {
      const { id } = await city.has({ petitioners: [person(7)] });
      expect(await city.ask(id)).toBe('none');
      count!.n += 1;
    }
    expect(await city.ask(another.id)).toBe('SAME_MATTER_TOO_MANY');
    city.intake.time.set(new Date(city.intake.time.now().getTime() + DAY_MS));
    county.intake.time.set(city.intake.time.now());
    await Promise.all([city.night(), county.night()]);
    await rest(city, county);
    expect(await city.ask(another.id)).toBe('none');
  });

  it('is stopped at the node that is asked, whatever the asking node has counted', async () => {
    const more = await city.has({ petitioners: [person(0)] });
    await county.exchange.db.query(
      `insert into same_matter_question (direction, id, partner, number, officer, forms, at, on_day, state)
        select 'received', gen_random_uuid(), partner, number, officer, 1, at, on_day, 'answered' from (
          select * from same_matter_question where on_day = $1 limit 1) q, generate_series(1, $2)`,
      ['2025-03-04', exchangePlan.sameMatter.ofOfficerADay],
    );
    expect(await city.ask(more.id)).toBe('QUESTION_OFFICER_LIMIT');
    const other = await city.has({ petitioners: [person(0)] });
    await county.exchange.db.query(`update same_matter_question set officer = md5(id::text) || md5(id::text) where on_day = '2025-03-04'`);
    expect(await city.ask(other.id)).toBe('990100-202503');
  });
});

describe('the sample', () => {
  const FIELDS = 'id direction number sample reasonBy late reason inOrder note';
  const list = async (place: Place, samples: string[]) => {
    const query = `query ($filter: PartnerQuestionFilter) { partnerQuestions(filter: $filter, first: 100) { edges { node { ${FIELDS} } } } }`;
    const answer = (await place.exchange.ask(OPERATOR, query, { filter: { samples } })) as {
      partnerQuestions: { edges: { node: Record<string, unknown> }[] };
    };
    return answer.partnerQuestions.edges.map(({ node }) => node);
  };

  it('was drawn at night from the questions of the day before: a twentieth, at least one, and the asking node owes the reason', async () => {
    const [there, here] = [await list(county, ['drawn']), await list(city, ['drawn'])];
    expect(there.length).toBeGreaterThan(0);
    expect(here.map(({ id }) => id).sort()).toEqual(there.map(({ id }) => id).sort());
    expect(here.map(({ direction }) => direction)).toEqual(here.map(() => 'asked'));
    expect(here[0]).toMatchObject({ reasonBy: '2025-03-09', late: false, reason: null, inOrder: null });
  });

  it('is explained by the asking node and judged by the other; neither does the work of the other, nor does it twice', async () => {
    const [{ id: questionId } = {}] = await list(county, ['drawn']);
    const judge = { questionId, inOrder: true, reason: '与来访登记相符' };
    expect(await county.exchange.act(OPERATOR, 'reviewSampledQuestion', judge)).toEqual({ code: 'QUESTION_NOT_REVIEWABLE' });
    expect(await county.exchange.act(OPERATOR, 'answerSampledQuestion', { questionId, reason: '窗口来访' })).toEqual({
      code: 'QUESTION_NOT_SAMPLED',
    });
    expect(await city.exchange.act(OPERATOR, 'answerSampledQuestion', { questionId, reason: ' ' })).toEqual({ code: 'REASON_MISSING' });
    expect(await city.exchange.act(OPERATOR, 'answerSampledQuestion', { questionId, reason: '来访人称县里已受理' }, 'sample')).toEqual({
      sample: 'explained',
    });
    await rest(city, county);
    expect((await list(county, ['explained'])).map(({ reason }) => reason)).toEqual(['来访人称县里已受理']);
    expect(await county.exchange.act(OPERATOR, 'reviewSampledQuestion', judge, 'sample inOrder note')).toEqual({
      ...{ sample: 'reviewed', inOrder: true, note: '与来访登记相符' },
    });
    expect(await county.exchange.act(OPERATOR, 'reviewSampledQuestion', judge)).toEqual({ code: 'QUESTION_REVIEWED' });
    expect(await city.exchange.act(OPERATOR, 'reviewSampledQuestion', judge)).toEqual({ code: 'QUESTION_NOT_RECEIVED' });
    expect(await county.exchange.act(OPERATOR, 'sampleQuestion', { questionId })).toEqual({ code: 'QUESTION_SAMPLED' });
  });

  it('may be widened by hand to any question that came, once, and a reason that is not given is judged after its day', async () => {
    const [{ id: questionId } = {}] = await list(county, ['none']);
    expect(await city.exchange.act(OPERATOR, 'sampleQuestion', { questionId })).toEqual({ code: 'QUESTION_NOT_RECEIVED' });
    expect(await city.exchange.act(OPERATOR, 'sampleQuestion', { questionId: uuid(9_999) })).toEqual({ code: 'QUESTION_UNKNOWN' });
    expect(await county.exchange.act(OPERATOR, 'sampleQuestion', { questionId }, 'sample')).toEqual({ sample: 'drawn' });
    await rest(city, county);
    expect((await list(city, ['drawn'])).map(({ id }) => id)).toContain(questionId);
    const before = county.exchange.time.now();
    for (const place of [city, county]) place.exchange.time.set(new Date(before.getTime() + 6 * DAY_MS));
    expect((await list(county, ['drawn'])).find(({ id }) => id === questionId)).toMatchObject({ late: true });
    const judge = { questionId, inOrder: false, reason: '逾期未说明' };
    expect(await county.exchange.act(OPERATOR, 'reviewSampledQuestion', judge, 'inOrder')).toEqual({ inOrder: false });
    for (const place of [city, county]) place.exchange.time.set(before);
  });
});

describe('what has ended', () => {
  it('answers no more: a list after two days, and its key is destroyed after thirty', async () => {
    const { id } = await city.has({ petitioners: [person(0)] });
    const from = city.intake.time.now().getTime();
    const later = (ms: number) => [city, county].forEach((place) => place.intake.time.set(new Date(from + ms)));
    later(2 * DAY_MS);
    expect(await city.ask(id)).toBe('SAME_MATTER_NO_NODE');
    later(31 * DAY_MS);
    await rest(city, county);
    const [row] = (await county.intake.db.query(`select count(*)::int n from same_matter_key where sealed is not null`)) as { n: number }[];
    expect(row!.n).toBe(0);
    expect(await city.intake.db.query('select 1 from same_matter_entry')).toEqual([]);
    await Promise.all([city.night(), county.night()]);
    await rest(city, county);
    expect(await city.ask(id)).toBe('990100-202503');
  });

  it('or lies under a key that was taken out of the configuration: what waits is refused, and the next list has a new key', async () => {
    const { id } = await city.has({ petitioners: [person(0)] });
    const before = (await county.intake.db.query('select public_key from same_matter_key where sealed is not null')) as object[];
    await county.intake.db.query(`update same_matter_key set sealed = 'gone.' || sealed where sealed is not null`);
    expect(await city.ask(id)).toBe('SAME_MATTER_LIST_OVER');
    const from = city.intake.time.now().getTime();
    for (const place of [city, county]) place.intake.time.set(new Date(from + DAY_MS));
    await Promise.all([city.night(), county.night()]);
    await rest(city, county);
    const [newest] = (await county.intake.db.query('select public_key from same_matter_key order by made_at desc limit 1')) as object[];
    expect(before).not.toContainEqual(newest);
    expect(await city.ask(id)).toBe('990100-202503');
  });

  it('is the agreement of one side: no list is sent, and a question is refused here already', async () => {
    const { id } = await city.has({ petitioners: [person(0)] });
    await city.exchange.list(county.exchange);
    expect(await city.ask(id)).toBe('KIND_NOT_ALLOWED');
  });
});
