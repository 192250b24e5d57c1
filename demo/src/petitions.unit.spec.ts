import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseDocument } from 'yaml';
import { ROOM_CODES } from './hearings.js';
import { petitions, readPetitions } from './petitions.js';
import { actsOf } from './script.js';
import type { Filed } from './sight.js';

const folder = new URL('../petitions/', import.meta.url);
const TODAY = '2026-11-24';
const FILED: Filed = {
  id: 'own',
  number: '990100-20260101-000042',
  requests: [{ id: 'r0' }],
  petitioners: [{ id: 'p0' }],
  extension: null,
  records: [
    { id: 'first', kind: 'promise' },
    { id: 'second', kind: 'promise' },
  ],
  papers: [{ id: 'paper', kind: 'REFUSAL', body: '{}' }],
  hearing: 'hearing',
  seats: ['seat0', 'seat1', 'seat2'],
  substitutes: ['substitute0'],
  challenges: ['challenge0'],
  followers: ['follower0'],
  signers: Array.from({ length: 5 }, (_, n) => `signer-${n}`),
  rooms: { 'city.1': 'room' },
};
const OTHER: Filed = { ...FILED, id: 'other', number: '990100-20260101-000007' };

const written = (acts: string, more = '') => `
- code: Z01
  channel: LETTER
  contentClass: 民政_社会救助
  at: bureau.city
  summary: 演示
  text: 演示
  requests: [演示]
  petitioners: []
  course: { received: 9 }
  ${more}
  acts:
    - ${acts}
`;
const inputOf = (input: string) => {
  const [petition] = readPetitions(written(`{ back: 3, by: handler.housing, act: someAct, input: ${input} }`), 'z.yaml');
  return actsOf(petition!, TODAY)[1]!.input(FILED, () => OTHER);
};

describe('the files of the demo', () => {
  it('are all read, each with at least one petition', () => {
    const inFolder = readdirSync(folder).map(
      (name) => (parseDocument(readFileSync(new URL(name, folder), 'utf8')).contents as { items: unknown[] }).items.length,
    );
    expect(inFolder.every((count) => count > 0)).toBe(true);
    expect(inFolder.reduce((sum, count) => sum + count, 0)).toBe(petitions().length);
  });

  it('are refused with their name where a key is unknown, a tag is unknown, or an organ, a person or a number is none', () => {
    expect(() => readPetitions(written('{ back: 3, by: a, act: b }', 'sumary: x'), 'z.yaml')).toThrow(/^z\.yaml: .*sumary/s);
    expect(() => inputOf('{ a: !dya 5 }')).toThrow(/^z\.yaml: .*!dya/s);
    expect(() => inputOf('{ a: !organ housing.nowhere }')).toThrow(/^z\.yaml: .*housing\.nowhere/s);
    expect(() => inputOf('{ a: !person nobody }')).toThrow(/^z\.yaml: .*nobody/s);
    expect(() => inputOf('{ a: !day tomorrow }')).toThrow(/^z\.yaml: .*tomorrow/s);
    expect(() => inputOf('{ a: !at 3 }')).toThrow(/^z\.yaml: .*has no time/s);
  });
});

interface Sitting {
  readonly id: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly taken: readonly string[];
}

/** The sittings that stand at once on the days of one playing, with the room and everybody they take; a panel by lot is of those who are free. */
function sittingsOf(today: string): Sitting[] {
  const rooms = Object.fromEntries(ROOM_CODES.map((code) => [code, code]));
  return petitions().flatMap((petition) => {
    const filed: Filed = { ...FILED, rooms, seats: [], substitutes: [] };
    const panel: unknown[] = [];
    const standing: Sitting[] = [];
    for (const act of actsOf(petition, today)) {
      if (act.mutation !== 'listPanel' && act.mutation !== 'scheduleHearing' && act.mutation !== 'rescheduleHearing') continue;
      const input = act.input(filed, () => OTHER);
      if (act.mutation === 'listPanel') panel.push(input['presiderId'], ...((input['memberIds'] ?? []) as string[]));
      else {
        const taken = [input['roomId'], ...(input['clerkIds'] as string[]), ...panel].filter((one) => typeof one === 'string');
        standing.push({ id: petition.code, startsAt: String(input['startsAt']), endsAt: String(input['endsAt']), taken });
      }
    }
    return standing;
  });
}

describe('the hearings of the demo', () => {
  it('take no room and nobody twice at the same time, on whichever day of a year the demo is played', () => {
    const clashes: string[] = [];
    for (let day = Date.parse('2026-01-01T00:00:00Z'); day < Date.parse('2027-01-01T00:00:00Z'); day += 86_400_000) {
      const today = new Date(day).toISOString().slice(0, 10);
      const sittings = sittingsOf(today);
      expect(sittings.length).toBeGreaterThan(8);
      for (const [at, one] of sittings.entries()) {
        for (const other of sittings.slice(at + 1)) {
          const both = one.id !== other.id && one.startsAt < other.endsAt && other.startsAt < one.endsAt;
          const shared = both ? one.taken.filter((person) => other.taken.includes(person)) : [];
          clashes.push(...shared.map((what) => `${today}: ${one.id} and ${other.id} take ${what}`));
        }
      }
    }
    expect(clashes).toEqual([]);
  });
});

describe('an act of a file', () => {
  it('looks up what only its day knows', () => {
    expect(
      inputOf(
        '{ on: !day 3, by: !day -3, what: [!record promise, !record promise 1, !paper REFUSAL], who: !petitioner 0, point: { id: !request 0 }, with: !other P01, earlier: !numberOf P01, receipt: !serial "收字{serial}号", entries: !papers 2, room: !room city.1, present: !seats , left: !seat 1, next: !substitute 0, doubt: !challenge 0, guest: !follower 0, sitting: !hearingOf P01, startsAt: !at "3 09:00", said: !body REFUSAL }',
      ),
    ).toEqual({
      petitionId: 'own',
      on: '2026-11-23',
      by: '2026-11-27',
      what: ['first', 'second', 'paper'],
      who: 'p0',
      point: { id: 'r0' },
      with: 'other',
      earlier: '990100-20260101-000007',
      receipt: '收字000042号',
      entries: [{ documentId: 'paper', pages: 2 }],
      room: 'room',
      present: ['seat0', 'seat1', 'seat2'],
      left: 'seat1',
      next: 'substitute0',
      doubt: 'challenge0',
      guest: 'follower0',
      sitting: 'hearing',
      startsAt: '2026-11-23T01:00:00.000Z',
      said: '{}',
    });
  });

  it.each([
    '!record promise 2',
    '!record merge',
    '!paper OPINION',
    '!body OPINION',
    '!petitioner 1',
    '!request 1',
    '!room city.9',
    '!seat 3',
    '!substitute 1',
    '!challenge 1',
  ])('fails where %s is not there', (look) => {
    expect(() => inputOf(`{ a: ${look} }`)).toThrow(/there is no/);
  });
});
