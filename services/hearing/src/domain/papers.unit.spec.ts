import { describe, expect, it } from '@jest/globals';
import { HEARING, ORGAN, PEOPLE, PETITIONER, id, matter, requested } from '../../test/given.js';
import type { Hearing, MatterState } from './hearing.js';
import { paperBody, papersOf, type PaperFacts } from './papers.js';

const ON = '2025-04-18';
const decision = { hold: true, ground: null, reason: '', contains: [], proposedBy: id(10), proposedOn: ON, confirmedBy: id(11) };
const decided = (more: Partial<Hearing> = {}): Hearing => ({
  ...(requested().hearings[0] as Hearing),
  state: 'decided',
  decision: { ...decision, confirmedOn: ON, confirmedAt: null, seed: 'seed' },
  ...more,
});
const panel = { size: 3, presiderId: PEOPLE[0] ?? '', memberIds: PEOPLE.slice(0, 3), substituteIds: [], left: [] };
const listed = { ...panel, seed: null, pool: null, presiders: null, listedOn: ON };
const [startsAt, endsAt] = ['2025-04-18T01:00:00.000Z', '2025-04-18T04:00:00.000Z'];
const schedule = { roomId: id(5), startsAt, endsAt, on: ON, public: true, closedReason: null, clerkIds: [], round: 1, reason: null };
const held = (more: Partial<Hearing> = {}): Hearing => decided({ panel: listed, schedule, ...more });

const facts: PaperFacts = {
  stageName: '复核',
  room: { id: id(5), organId: ORGAN, name: '听证室', place: '政务中心', seats: 40, endedOn: null },
  nameOf: (personId) => `姓名${PEOPLE.indexOf(personId)}`,
  timeOf: (instant) => `${(Number(instant.slice(11, 13)) + 8).toString().padStart(2, '0')}${instant.slice(13, 16)}`,
  pauseDays: null,
  due: null,
  entries: [],
};
const state: MatterState = matter();
const parts = (hearing: Hearing, more: Partial<PaperFacts> = {}): Record<string, unknown> =>
  paperBody('HEARING_NOTICE', state, hearing, { ...facts, ...more }).parts;

describe('the papers of a hearing', () => {
  it('are none before it is decided that it is held', () => {
    expect(papersOf(requested().hearings[0] as Hearing)).toEqual([]);
    expect(papersOf(decided({ decision: { ...decision, hold: false, confirmedOn: ON, confirmedAt: null, seed: null } }))).toEqual([]);
  });

  it('need time and panel where they name them; a closed hearing is announced nowhere; minutes need somebody who spoke', () => {
    expect(papersOf(decided())).toEqual(['HEARING_RULES']);
    const all = ['HEARING_NOTICE', 'HEARING_ANNOUNCEMENT', 'HEARING_SEATS', 'HEARING_SIGN_IN', 'HEARING_RULES', 'HEARING_RIGHTS'];
    expect(papersOf(held())).toEqual(all);
    expect(papersOf(held({ schedule: { ...schedule, public: false } }))).not.toContain('HEARING_ANNOUNCEMENT');
    expect(papersOf(held({ entries: 1 }))).toEqual([...all, 'HEARING_MINUTES']);
  });

  it('name petitioners and organs by id, members as on notices, and the time of Shanghai', () => {
    expect(parts(held())).toMatchObject({
      organ: ORGAN,
      petitionerIds: [PETITIONER],
      day: '2025-04-18',
      time: '09:00至12:00',
      place: '政务中心 听证室',
      panel: [
        { name: '姓名0', presides: true },
        { name: '姓名1', presides: false },
        { name: '姓名2', presides: false },
      ],
    });
    expect(held().id).toBe(HEARING);
  });

  it('say of a pause its first day, its last day at most and the new date; nothing where the term runs on', () => {
    expect(parts(held({ serviceOn: '2025-04-10' }))).not.toHaveProperty('pauseDays');
    const due = { before: '2025-05-07', now: '2025-06-06' };
    expect(parts(held({ serviceOn: '2025-04-10' }), { pauseDays: 30, due })).toMatchObject({
      pauseFrom: '2025-04-10',
      pauseAtMost: '2025-05-09',
      pauseDays: '30',
      dueBefore: '2025-05-07',
      due: '2025-06-06',
    });
    expect(parts(held(), { pauseDays: 30 })).not.toHaveProperty('pauseFrom');
  });
});
