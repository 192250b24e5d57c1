import { beforeAll, expect, it } from '@jest/globals';
import { all, each, fieldsOf, KNOWING, petitionIn, type Answer, type LeakCity, type Petition } from './leak-matrix.city.js';
import {
  expected,
  mayDo,
  ofRecord,
  qualifiers,
  showsRecord,
  valuesAt,
  type FieldPath,
  type Reader,
  type StoredRecord,
} from './leak-matrix.js';
import { readersOf, subjectsOf } from './leak-matrix.readers.js';
import { SECRETS, SECRET_WORD } from './leak-matrix.stock.js';

/** Each petition by id, number and list, and on the board, by aliases with its place; those who may see it are on many boards. Each word by search. */
function lookups(
  petitions: readonly Petition[],
  words: readonly string[],
  board: boolean,
): { query: string; variables: Record<string, string> } {
  const one = (_: unknown, n: number) =>
    `petition${n}: petition(id: $id${n}) { id }
     petitionByNumber${n}: petitionByNumber(number: $number${n}) { id }
     list${n}: petitions(filter: { number: $number${n} }) { edges { node { id } } }
     ${board ? `board${n}: supervisionBoard(filter: { petitionNumber: $number${n} }) { edges { node { petition { id } } } }` : ''}`;
  const search = (_: unknown, n: number) => `searched${n}: petitions(filter: { text: $words${n} }, first: 100) { edges { node { id } } }`;
  const given = [...petitions.map((_, n) => `$id${n}: ID!, $number${n}: String!`), ...words.map((_, n) => `$words${n}: String`)];
  const values = petitions.flatMap(({ id, number }, n) => [
    [`id${n}`, id],
    [`number${n}`, number],
  ]);
  return {
    query: `query (${given.join(', ')}) { ${petitions.map(one).join('\n')} ${words.map(search).join('\n')} }`,
    variables: Object.fromEntries([...values, ...words.map((text, n) => [`words${n}`, text])]) as Record<string, string>,
  };
}
/** The gateway takes 30 aliases, each petition needs three or four, and each word one. */
const AT_A_TIME = 6;
/** 4.7 million cells on two cores, beside two other specs: 600 s were not enough once supervision had its fields. */
const LONGEST_MS = 1_200_000;
const wordsOf = ({ words }: Petition) => words ?? SECRET_WORD;

/** What each reader is answered of each petition, field by field. */
export function cells(city: () => LeakCity): void {
  let readers: Reader[] = [];
  let subjects: Petition[] = [];
  const records = new Map<string, StoredRecord[]>();

  beforeAll(async () => {
    subjects = await subjectsOf(city());
    for (const { id } of subjects) {
      const { rows } = await city().admin.query<StoredRecord>(
        'select id, kind, organ_id "organId" from casework.case_record where petition_id = $1',
        [id],
      );
      records.set(id, rows);
    }
    readers = await readersOf(city(), subjects);
    await city().rest(); // roles and relations that were made last are known everywhere
  }, 180_000);

  it(
    'holds every cell: role, relation and field, of every kind of petition, by id, number, list, search and board',
    async () => {
      const wrong: string[] = [];
      let cells = 0;
      const seen = new Map<string, { reader: Reader; petition: Petition; path: FieldPath; values: number }[]>();
      const cell = (reader: Reader, { kind, id }: Petition, what: string, is: unknown, should: unknown) => {
        cells += 1;
        if (is !== should) wrong.push(`${reader.name} · ${kind} ${id} · ${what}: ${String(is)}, should be ${String(should)}`);
      };
      const answered = async (reader: Reader, query: string, variables: object): Promise<Answer> => {
        const answer = await city().ask(reader, query, variables);
        // No request is refused as a whole, for its cost or a field that there is not.
        expect((answer.errors ?? []).filter(({ path }) => path === undefined)).toEqual([]);
        return answer;
      };
      /** Answers what was found of each petition by its id; what is not found has no field to ask for. */
      const lookedUp = async (
        reader: Reader,
        petitions: readonly Petition[],
        searched: Map<string, unknown[]>,
        may: boolean,
      ): Promise<boolean[]> => {
        const words = [...new Set(petitions.map(wordsOf))].filter((word) => !searched.has(word));
        const { query, variables } = lookups(petitions, words, !may);
        const { data, errors = [] } = await answered(reader, query, variables);
        for (const [n, word] of words.entries()) searched.set(word, valuesAt(data?.[`searched${n}`], ['edges', 'node', 'id']));
        const refused = reader.token === null || reader.role === null ? /^(SIGN_IN_REQUIRED|PETITION_NOT_FOUND)$/ : /^PETITION_NOT_FOUND$/;
        const codeAt = (field: string) => errors.find(({ path }) => path?.[0] === field)?.extensions.code ?? 'none';
        return petitions.map((petition, n) => {
          const listed = (alias: string, path: string[]) => valuesAt(data?.[alias], path).includes(petition.id);
          for (const field of ['petition', 'petitionByNumber'] as const) {
            const code = codeAt(`${field}${n}`);
            cell(reader, petition, `${field} refused`, may ? code : refused.test(code), may ? 'none' : true);
          }
          cell(reader, petition, 'list', listed(`list${n}`, ['edges', 'node', 'id']), may);
          const found = searched.get(wordsOf(petition))?.includes(petition.id);
          cell(reader, petition, 'search', found, may && petition.kind !== 'REPORT');
          if (!may) cell(reader, petition, 'board', listed(`board${n}`, ['edges', 'node', 'petition', 'id']), false);
          return (data?.[`petition${n}`] ?? null) !== null;
        });
      };
      // Those with a pass, made last, come first: it is good for ten minutes.
      await each(readers.toReversed(), async (reader) => {
        const mine = subjects.filter(({ id }) => !/in charge/.test(reader.name) || reader.inCharge(id));
        const readable = (petition: Petition) => mayDo('readPetition', reader, petition);
        for (const service of KNOWING) {
          const ids = mine.map(({ id }) => id);
          const { data } = JSON.parse(await city().entities(service, reader.token, 'Petition', ids)) as { data: { _entities: unknown[] } };
          for (const [n, petition] of mine.entries())
            cell(
              reader,
              petition,
              `${service} alone`,
              JSON.stringify(data._entities[n]).includes('"__typename":"Petition"'),
              readable(petition),
            );
        }
        const found = new Set<string>();
        const searched = new Map<string, unknown[]>(); // of each word once
        for (const may of [true, false])
          for (let left = mine.filter((petition) => readable(petition) === may); left.length > 0; left = left.slice(AT_A_TIME)) {
            const some = left.slice(0, AT_A_TIME);
            (await lookedUp(reader, some, searched, may)).forEach((is, n) => is && found.add(some[n]!.id));
          }
        for (const petition of mine) {
          const { id } = petition;
          const answers = found.has(id) ? await Promise.all(city().sheets.map((sheet) => answered(reader, sheet, { id }))) : [];
          const whole = petitionIn(...answers);
          const shown = readable(petition) ? records.get(id)!.filter((record) => showsRecord(record, reader, petition)) : [];
          const sorted = (ids: readonly unknown[]) => ids.toSorted().join();
          cell(reader, petition, 'records', sorted(valuesAt(whole, ['records', 'id'])), sorted(shown.map((record) => record.id)));
          for (const path of all) {
            const key = `${id} ${path.path}`;
            const group = seen.get(key) ?? [];
            if (group.length === 0) seen.set(key, group);
            group.push({ reader, petition, path, values: valuesAt(whole, fieldsOf(path.steps)).length });
          }
        }
      });
      const valued = new Set<string>();
      for (const group of seen.values()) {
        const exists = group.some(({ values }) => values > 0);
        for (const { reader, petition, path, values } of group) {
          const should = expected(path, reader, petition);
          if (exists) valued.add(path.path);
          if (should === 'own' || (ofRecord(path) && should !== 'absent')) continue;
          cells += 1;
          const is = values > 0 ? (should === 'masked' ? 'masked' : 'visible') : 'absent';
          if (is !== should && (exists || is !== 'absent'))
            wrong.push(`${reader.name} · ${petition.kind} ${petition.id} · ${path.path}: ${is}, should be ${should}`);
        }
      }
      const name = ({ steps }: FieldPath) => `${steps.at(-1)!.type}.${steps.at(-1)!.field}`;
      const unseen = [...new Set(all.filter(({ path }) => !valued.has(path)).map(name))].filter(
        (field) => !all.some((path) => name(path) === field && valued.has(path.path)) && !qualifiers.own.includes(field),
      );
      process.stderr.write(
        `leak matrix: ${readers.length} readers, ${subjects.length} petitions, ${all.length} fields, ${cells} cells, wrong ${wrong.length}\n`,
      );
      expect({ wrong: wrong.slice(0, 40), count: wrong.length }).toEqual({ wrong: [], count: 0 });
      expect({
        'fields that no petition of this test has, and no line of leak-matrix.yaml excuses': unseen.filter(
          (field) => !(field in qualifiers.unseen),
        ),
      }).toEqual({
        'fields that no petition of this test has, and no line of leak-matrix.yaml excuses': [],
      });
    },
    LONGEST_MS,
  );

  it('lets no sealed word and no identity through in any answer', () => {
    for (const word of SECRETS)
      expect([
        word,
        city()
          .heard.filter(({ text }) => text.includes(word))
          .map(({ reader }) => reader),
      ]).toEqual([word, []]);
  });
}
