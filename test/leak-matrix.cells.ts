import { beforeAll, expect, it } from '@jest/globals';
import { atFullDepth } from '@sunshine/testing';
import { sharedOut, type Asked } from './leak-matrix.alike.js';
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

/** Each petition by id or by number, by aliases with its place. */
const lookups = (field: 'petition' | 'petitionByNumber', type: string, values: readonly string[]) => {
  const argument = field === 'petition' ? 'id' : 'number';
  const one = (_: unknown, n: number) => `${field}${n}: ${field}(${argument}: $of${n}) { id }`;
  return {
    query: `query (${values.map((_, n) => `$of${n}: ${type}`).join(', ')}) { ${values.map(one).join('\n')} }`,
    variables: Object.fromEntries(values.map((value, n) => [`of${n}`, value])),
  };
};

/**
 * What a petition can turn up in: the list by how all numbers here begin, a search, and the board as a whole, because a filter only narrows.
 * So one answer says of all petitions whether they are in it.
 */
const LISTS = {
  list: {
    head: '$of: String, $after: String',
    call: 'petitions(filter: { number: $of }, first: 100, after: $after) { edges { node { id } }',
  },
  search: {
    head: '$of: String, $after: String',
    call: 'petitions(filter: { text: $of }, first: 100, after: $after) { edges { node { id } }',
  },
  board: { head: '$after: String', call: 'supervisionBoard(first: 100, after: $after) { edges { node { petition { id } } }' },
} as const;
type List = keyof typeof LISTS;

/** What all of them begin with. */
const beginning = (numbers: readonly string[]): string => {
  const [first = '', ...others] = numbers;
  const differs = [...first].findIndex((letter, n) => others.some((other) => other[n] !== letter));
  return differs === -1 ? first : first.slice(0, differs);
};

/** The gateway takes 30 aliases. */
const AT_A_TIME = 30;
/** By night every reader asks for every field of every petition: 4.7 million cells. */
const LONGEST_MS = atFullDepth ? 1_200_000 : 600_000;
const wordsOf = ({ words }: Petition) => words ?? SECRET_WORD;
const inParts = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / AT_A_TIME) }, (_, n) => items.slice(n * AT_A_TIME, (n + 1) * AT_A_TIME));

/** What each reader is answered of each petition, field by field. */
export function cells(city: () => LeakCity): void {
  let readers: Reader[] = [];
  let subjects: Petition[] = [];
  let asks: Asked = () => true;
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
    if (!atFullDepth) asks = sharedOut(readers, subjects, await city().singularPersons());
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
      const begins = beginning(subjects.map(({ number }) => number));
      /** Every id in a list, page by page; nothing where the reader is refused. */
      const listed = async (reader: Reader, list: List, of?: string): Promise<Set<unknown>> => {
        const { head, call } = LISTS[list];
        const ids = new Set<unknown>();
        for (let after: string | null | undefined; after !== null;) {
          const { data } = await answered(reader, `query (${head}) { page: ${call} pageInfo { hasNextPage endCursor } } }`, { of, after });
          const page = (data?.['page'] ?? null) as { pageInfo: { hasNextPage: boolean; endCursor: string } } | null;
          for (const id of valuesAt(page, ['edges', 'node', ...(list === 'board' ? ['petition'] : []), 'id'])) ids.add(id);
          after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
        }
        return ids;
      };
      /** Which of the petitions the reader finds by id; what is not found has no field to ask for. */
      const lookedUp = async (reader: Reader, petitions: readonly Petition[]): Promise<Set<string>> => {
        const found = new Set<string>();
        const refused = reader.token === null || reader.role === null ? /^(SIGN_IN_REQUIRED|PETITION_NOT_FOUND)$/ : /^PETITION_NOT_FOUND$/;
        for (const field of ['petition', 'petitionByNumber'] as const)
          for (const some of inParts(petitions)) {
            const values = some.map(({ id, number }) => (field === 'petition' ? id : number));
            const { query, variables } = lookups(field, field === 'petition' ? 'ID!' : 'String!', values);
            const { data, errors = [] } = await answered(reader, query, variables);
            for (const [n, petition] of some.entries()) {
              const may = mayDo('readPetition', reader, petition);
              const code = errors.find(({ path }) => path?.[0] === `${field}${n}`)?.extensions.code ?? 'none';
              cell(reader, petition, `${field} refused`, may ? code : refused.test(code), may ? 'none' : true);
              if (field === 'petition' && (data?.[`petition${n}`] ?? null) !== null) found.add(petition.id);
            }
          }
        return found;
      };
      /** Whether it turns up in lists as it may: those who may see it are on many boards. */
      const lookedFor = async (reader: Reader, petitions: readonly Petition[]): Promise<void> => {
        const list = await listed(reader, 'list', begins);
        for (const petition of petitions) cell(reader, petition, 'list', list.has(petition.id), mayDo('readPetition', reader, petition));
        const hidden = petitions.filter((petition) => !mayDo('readPetition', reader, petition));
        const board = hidden.length > 0 ? await listed(reader, 'board') : new Set();
        for (const petition of hidden) cell(reader, petition, 'board', board.has(petition.id), false);
        const searched = petitions.filter((petition) => asks(reader, petition));
        for (const words of new Set(searched.map(wordsOf))) {
          const found = await listed(reader, 'search', words);
          for (const petition of searched.filter((one) => wordsOf(one) === words)) {
            const should = mayDo('readPetition', reader, petition) && petition.kind !== 'REPORT';
            cell(reader, petition, 'search', found.has(petition.id), should);
          }
        }
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
        const found = await lookedUp(reader, mine);
        await lookedFor(reader, mine);
        for (const petition of mine) {
          const { id } = petition;
          if (!found.has(id) && !readable(petition)) {
            cells += all.length; // nothing was answered that a field could be in
            continue;
          }
          if (readable(petition) && !asks(reader, petition)) continue;
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
