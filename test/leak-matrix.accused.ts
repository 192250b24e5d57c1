import { beforeAll, expect, it } from '@jest/globals';
import { organId, personId } from '@sunshine/demo';
import { each, KNOWING, OTHER, UNKNOWN, type LeakCity } from './leak-matrix.city.js';
import { listsOf, placesOfIds } from './leak-matrix.js';

/** What an accused unit and whoever is accused can find out: of the unit, and below it, and of the person's unit. */
export function accused(city: () => LeakCity): void {
  const PEOPLE = [
    'head.health',
    'handler.health',
    'checker.health',
    'head.hospital',
    'handler.hospital',
    'head.labour',
    'registrar.labour',
    'handler.labour',
    'handler2.labour',
    'checker.labour',
    'issuer.labour',
  ];
  const ORGAN: Record<string, string> = { health: 'health.city', hospital: 'hospital.city', labour: 'labour.city' };
  const ownOrgan = (name: string) => organId(ORGAN[name.split('.')[1]!]!);
  const lists = (name: string) => listsOf({ organId: ownOrgan(name), year: 2025 }).filter((list) => list.name !== 'auditTrail');
  const before = new Map<string, string>();
  let id: string;
  let number: string;

  const partsOf = async (petitionId: string): Promise<string[]> => {
    const tables = ['document', 'case_record', 'clock', 'petition_request'].map(
      (table) => `select id from casework.${table} where petition_id = $1`,
    );
    const desk = ['petitioner', 'mandate', 'correction', 'supplement', 'supplement_request', 'interview', 'classification'].map(
      (table) => `(select id from intake.${table} where petition_id = $1 limit 1)`,
    );
    const files = '(select file_id id from intake.file_reference where petition_id = $1 limit 2)';
    const { rows } = await city().admin.query<{ id: string }>([...tables, ...desk, files].join(' union '), [petitionId]);
    return rows.map((row) => row.id);
  };

  /** Sealed with the second it was given out in: no two are the same, whatever there is to hear. */
  const LIVE_KEY = /("(?:organL|l)iveKey":)"[\w-]{64}"/g;

  const lookAround = async (into: Map<string, string>) => {
    for (const name of PEOPLE) {
      const token = await city().account(name);
      for (const { name: list, document, variables } of lists(name))
        into.set(`${name} ${list}`, (await city().raw(token, document, variables)).replace(LIVE_KEY, '$1'));
    }
  };

  beforeAll(async () => {
    await city().rest();
    await lookAround(before);
    id = await city().stock.full('REPORT', 'LETTER', [{ organId: organId('health.city') }, { personId: personId('head.labour') }]);
    await city().rest();
    await city().handedOver(id, 'discipline.city');
    await city().rest();
    number = (await city().petitionsOf([id]))[0]!.number;
  }, 60_000);

  it('every list, count and figure they can ask for is the same as before it came', async () => {
    const after = new Map<string, string>();
    await lookAround(after);
    expect(before.size).toBeGreaterThan(PEOPLE.length * 5);
    for (const [list, text] of before) expect([list, after.get(list)]).toEqual([list, text]);
  }, 60_000);

  it('its id, wherever the graph takes an id, is answered byte for byte as an unknown one', async () => {
    const differing: string[] = [];
    const places = placesOfIds(city().today);
    await each(PEOPLE, async (name) => {
      const token = await city().account(name);
      const list = await city().raw(token, '{ petitions(first: 1) { edges { node { id } } } }');
      // Beside it stands a petition that they may see, so that no other id is what is refused.
      const mine =
        (JSON.parse(list) as { data: { petitions: { edges: { node: { id: string } }[] } } }).data.petitions.edges[0]?.node.id ?? OTHER;
      for (const { field, document, place, variables } of places) {
        // What an act of their own writes counts on; all else is the same.
        const answer = async (one: string) => (await city().raw(token, document, variables(one, mine))).replace(/"seq":\d+/g, '"seq":0');
        const [known, unknown] = [await answer(id), await answer(UNKNOWN)];
        if (known !== unknown) differing.push(`${name} · ${field} · ${place}: ${known} / ${unknown}`);
      }
    });
    // The ids of its parts, by one of them: papers, clocks, records, requests, petitioners, files.
    const parts = await partsOf(id);
    const token = await city().account('handler.health');
    const partPlaces = places.filter(({ place }) => !/(^|\.)(petitionId|id)$/.test(place));
    await each(partPlaces, async ({ field, document, place, variables }) => {
      const answer = async (one: string) => (await city().raw(token, document, variables(one, id))).replace(/"seq":\d+/g, '"seq":0');
      const unknown = await answer(UNKNOWN); // the same beside every part
      for (const part of parts) {
        const known = await answer(part);
        if (known !== unknown) differing.push(`handler.health · ${field} · ${place} · part: ${known} / ${unknown}`);
      }
    });
    process.stderr.write(
      `ids: ${places.length} places, ${PEOPLE.length} people of accused units, ${parts.length} parts, differing ${differing.length}\n`,
    );
    expect(differing.slice(0, 10)).toEqual([]);
  }, 600_000);

  it('accused in words, of the bureau’s own head or of the government: its id is answered to them as an unknown one', async () => {
    const differing: string[] = [];
    const cases = (await city().hardReports()).flatMap(({ id: report, keptOut }) => keptOut.map((name) => ({ report, name })));
    await each(cases, async ({ report, name }) => {
      const token = await city().account(name);
      for (const { field, document, place, variables } of placesOfIds(city().today)) {
        const answer = async (one: string) => (await city().raw(token, document, variables(one, OTHER))).replace(/"seq":\d+/g, '"seq":0');
        const [known, unknown] = [await answer(report), await answer(UNKNOWN)];
        if (known !== unknown) differing.push(`${name} · ${field} · ${place}: ${known} / ${unknown}`);
      }
    });
    process.stderr.write(`three reports: ${cases.length} people kept out, differing ${differing.length}\n`);
    expect(differing.slice(0, 10)).toEqual([]);
  }, 600_000);

  it('no service by itself answers more of it than of an unknown one, whatever the gateway asked before', async () => {
    const ids = [id, ...(await partsOf(id))];
    for (const name of PEOPLE) {
      const token = await city().account(name);
      for (const service of KNOWING) {
        const types = [...city().node.services[service].sdl.matchAll(/^type (\w+)[^{]*@key\(fields: "id"\)/gm)].map(
          (match) => match[1] as string,
        );
        for (const type of types)
          for (const one of ids)
            expect([name, service, type, await city().entities(service, token, type, [one])]).toEqual([
              name,
              service,
              type,
              await city().entities(service, token, type, [UNKNOWN]),
            ]);
      }
    }
  }, 120_000);

  it('its files, by id, and with a link that somebody else was given, are answered as unknown ones', async () => {
    const { rows } = await city().admin.query<{ file_id: string }>('select file_id from intake.file_reference where petition_id = $1', [
      id,
    ]);
    expect(rows.length).toBeGreaterThan(0);
    const origin = new URL(city().node.url).origin;
    for (const name of PEOPLE)
      for (const { file_id: fileId } of rows)
        for (const method of ['GET', 'HEAD'] as const) {
          const asked = async (one: string) => {
            const response = await fetch(`${origin}/files/${one}?link=x`, {
              method,
              headers: { authorization: `Bearer ${await city().account(name)}` },
            });
            return [response.status, await response.text()];
          };
          expect([name, method, await asked(fileId)]).toEqual([name, method, await asked(UNKNOWN)]);
        }
  }, 60_000);

  it('its number is answered as an unknown one, in queries and in a new filing', async () => {
    const unknown = number.replace(/\d{6}$/, (digits) => String(999_999 - Number(digits)).padStart(6, '0'));
    const byNumber =
      'query ($number: String!) { petitionByNumber(number: $number) { id } petitions(filter: { number: $number }) { edges { node { id } } } }';
    const filed = 'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { __typename } }';
    const filing = (previousNumber: string) => ({
      input: {
        channel: 'PHONE',
        kind: 'CLAIM',
        receivedOn: city().today,
        division: '990100',
        summary: '请求说明',
        text: '请求说明此前反映事项的进展。',
        requests: [{ text: '说明进展' }],
        petitioners: [{ name: '甲某' }],
        previousNumber,
      },
    });
    for (const name of PEOPLE) {
      const token = await city().account(name);
      expect([name, await city().raw(token, byNumber, { number })]).toEqual([name, await city().raw(token, byNumber, { number: unknown })]);
      // A number that the desk does not see is kept as it was said (2-23); each filing is another petition.
      const answer = async (said: string) => (await city().raw(token, filed, filing(said))).replace(/"key":"[0-9a-f-]{36}"/g, '"key":""');
      expect([name, await answer(number)]).toEqual([name, await answer(unknown)]);
    }
  }, 60_000);

  it('though all of it is on record, for the administrator of the audit', async () => {
    const { rows } = await city().admin.query<{ n: number }>(
      `select count(distinct actor_id)::int n from intake.audit where subject = $1 and act = 'readPetition' and outcome = 'PETITION_NOT_FOUND'`,
      [id],
    );
    expect(rows[0]?.n).toBe(PEOPLE.length);
  });
}
