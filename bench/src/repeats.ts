import { loadCity, seedFiling, type Engine, type SeedFiling } from '@sunshine/demo';
import { withBenchNode, type BenchNode } from './bench-node.js';
import { quantile, round } from './figures.js';
import { PARAPHRASES } from './paraphrases.js';
import { reword, type Wording } from './reword.js';

export interface RepeatsOptions {
  engine: Engine;
  petitions: number;
  pairs: number;
}

/** Numbers of filings that no seed has. */
const OWN_FILINGS = 10_000_000;
/** Other matters that the person of each pair filed, from the same home. */
const OTHER_MATTERS = 2;
const FIRST = 5;

/** How the second filing of a pair is told from the first by its petitioner. */
type Petitioner = 'phone' | 'idNumber' | 'nameAndAddress' | 'another';
const PETITIONERS: readonly Petitioner[] = ['phone', 'another', 'idNumber', 'another', 'nameAndAddress'];

interface Pair {
  readonly index: number;
  readonly byHand: boolean;
  readonly petitioner: Petitioner;
  readonly first: Wording;
  readonly second: Wording;
  readonly others: readonly SeedFiling[];
}

interface Person {
  name: string;
  phone: string | null;
  idType?: string;
  idNumber: string | null;
  address: string | null;
}

/** A handwritten pair is followed by pairs that rules reword, so that each way of telling who files meets both. */
function pairsOf(count: number): Pair[] {
  return Array.from({ length: count }, (_, index) => {
    const byHand = index % 3 === 0 ? PARAPHRASES[index / 3] : undefined;
    const seed = seedFiling(OWN_FILINGS + index);
    const { contentClass, first, second } = byHand ?? { contentClass: seed.contentClass, first: seed, second: reword(seed, index) };
    const home = byHand ? { district: '东湖区湖滨街道', name: byHand.place[0], part: byHand.place[1] } : seed.home;
    const others = Array.from({ length: 40 }, (_none, at) => seedFiling(2 * OWN_FILINGS + 40 * index + at, home))
      .filter((other) => other.contentClass !== contentClass)
      .slice(0, OTHER_MATTERS);
    return {
      index,
      byHand: byHand !== undefined,
      petitioner: PETITIONERS[index % PETITIONERS.length] as Petitioner,
      first,
      second,
      others,
    };
  });
}

function personOf(index: number): Person {
  return {
    name: `贾某${String.fromCodePoint(0x4e00 + index)}`,
    phone: `1990999${String(index).padStart(4, '0')}`,
    idType: '111',
    idNumber: `99010219${String(index).padStart(8, '0')}00`,
    address: `明川市试验路${index + 1}号`,
  };
}

/** The same person by one mark alone, or somebody else. */
function again(index: number, by: Petitioner): Person {
  const person = personOf(index);
  if (by === 'another') return { name: '甄某', phone: `1990998${String(index).padStart(4, '0')}`, idNumber: null, address: '明川市他处' };
  return {
    name: person.name,
    phone: by === 'phone' ? person.phone : null,
    idNumber: by === 'idNumber' ? person.idNumber : null,
    address: by === 'nameAndAddress' ? person.address : null,
  };
}

const REGISTER = 'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { petition { id } } }';
const LOOK = `query ($id: ID!, $first: Int) { repeatCandidates(petitionId: $id, first: $first) { elsewhere
  repeats { petition { id } } related { petition { id } } } }`;

interface Look {
  repeatCandidates: { elsewhere: number; repeats: { petition: { id: string } }[]; related: { petition: { id: string } }[] };
}

interface Planted extends Pair {
  readonly firstId: string;
  readonly secondId: string;
  readonly otherIds: readonly string[];
}

async function plant(node: BenchNode, pair: Pair): Promise<Planted> {
  const file = async (what: string, { summary, text, request }: Wording, petitioner: Person) => {
    const input = {
      requestId: `repeats:${node.run}:${pair.index}:${what}`,
      channel: 'LETTER',
      kind: 'CLAIM',
      division: '990100',
      receivedOn: node.today,
      summary,
      text,
      requests: [{ text: request }],
      petitioners: [petitioner],
    };
    const answer = await node.reader.query<{ registerPetition: { petition: { id: string } } }>(loadCity.registrar, REGISTER, { input });
    return answer.registerPetition.petition.id;
  };
  const otherIds: string[] = [];
  const firstId = await file('first', pair.first, personOf(pair.index));
  for (const [at, other] of pair.others.entries()) otherIds.push(await file(`other${at}`, other, personOf(pair.index)));
  const secondId = await file('second', pair.second, again(pair.index, pair.petitioner));
  return { ...pair, firstId, secondId, otherIds };
}

interface Found {
  readonly planted: Planted;
  readonly ms: number;
  /** Place of the first filing among what is shown, from 0; -1 where it is not. */
  readonly place: number;
  /** Other matters of the same person that were shown or counted. */
  readonly leaks: number;
}

async function lookFor(node: BenchNode, planted: Planted): Promise<Found> {
  const started = performance.now();
  const { repeatCandidates } = await node.reader.query<Look>(loadCity.registrar, LOOK, { id: planted.secondId, first: FIRST });
  const ms = performance.now() - started;
  const ids = (list: Look['repeatCandidates']['repeats']) => list.map(({ petition }) => petition.id);
  const [repeats, related] = [ids(repeatCandidates.repeats), ids(repeatCandidates.related)];
  const shown = planted.petitioner === 'another' ? related : repeats;
  const leaked = [...repeats, ...related].filter((id) => planted.otherIds.includes(id)).length;
  return { planted, ms, place: shown.indexOf(planted.firstId), leaks: leaked + repeatCandidates.elsewhere };
}

const shareOf = (found: readonly Found[]) =>
  found.length === 0 ? null : round(found.filter(({ place }) => place >= 0 && place < FIRST).length / found.length, 3);

/**
 * Pairs of filings of which the second tells the first in other words, among seeded petitions: whether the first stands among the
 * first five candidates of the second, how long a look takes through the gateway, and whether it ever shows something else that the
 * same person filed.
 */
export async function benchRepeats(options: RepeatsOptions): Promise<Record<string, unknown>> {
  return withBenchNode({ engine: options.engine, petitions: options.petitions, readers: 0 }, async (node) => {
    const planted: Planted[] = [];
    for (const pair of pairsOf(options.pairs)) planted.push(await plant(node, pair));
    await node.drain();
    const found: Found[] = [];
    for (const one of planted) found.push(await lookFor(node, one));
    const times = found.map(({ ms }) => ms);
    const missed = found.filter(({ place }) => place < 0 || place >= FIRST);
    for (const { planted: pair, place } of missed)
      process.stderr.write(
        `missed: ${pair.index} ${pair.byHand ? 'by hand' : 'by rule'} ${pair.petitioner} place ${place}: ${pair.second.summary}\n`,
      );
    return {
      bench: 'repeats',
      engine: options.engine,
      petitions: options.petitions,
      pairs: found.length,
      recallAt5: shareOf(found),
      recallAt5SamePetitioner: shareOf(found.filter(({ planted: { petitioner } }) => petitioner !== 'another')),
      recallAt5FactsAlone: shareOf(found.filter(({ planted: { petitioner } }) => petitioner === 'another')),
      recallAt5ByHand: shareOf(found.filter(({ planted: { byHand } }) => byHand)),
      p50Ms: round(quantile(times, 0.5)),
      p95Ms: round(quantile(times, 0.95)),
      maxMs: round(Math.max(...times)),
      personListLeaks: found.reduce((sum, { leaks }) => sum + leaks, 0),
      otherMatters: planted.reduce((sum, { otherIds }) => sum + otherIds.length, 0),
    };
  });
}
