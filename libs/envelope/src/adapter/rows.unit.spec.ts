import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BODIES } from '../../test/bodies.js';
import { readBody } from '../kinds/read-body.js';
import { COLUMNS, SEEN_NAMES, type Column } from './columns.js';
import { bodyOfRow, codesOfRow, keysOfRow, rowAbout, rowOfBody, type RowKind, type RowSystem } from './rows.js';

const SYSTEM: RowSystem = {
  system: 'county-990101',
  names: { channel: { '100': '来信', '200': '来访' }, purpose: { '01': '求决', '04': '揭发控告' } },
};
const kinds = Object.keys(COLUMNS) as RowKind[];
const ALL = ['registering', 'sender', 'in-charge'] as const;
const two = (of: number) => String(of).padStart(2, '0');
const day = fc
  .tuple(fc.integer({ min: 1992, max: 2040 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([y, m, d]) => `${y}-${two(m)}-${two(d)}`);

function cells({ form, path }: Column): fc.Arbitrary<string> {
  if (path === 'place.code') return fc.constant('990101');
  // An extension ends after what it extends.
  if (path === 'originalDue') return fc.constant('2025-05-08');
  if (path === 'newDue') return fc.constant('2025-06-07');
  switch (form) {
    case 'text':
      return fc.stringMatching(/^[一-龥A-Za-z0-9]{1,20}$/);
    case 'day':
      return day;
    case 'instant':
      return fc.tuple(day, fc.nat(23), fc.nat(59)).map(([on, hour, minute]) => `${on} ${two(hour)}:${two(minute)}:07`);
    case 'flag':
      return fc.constantFrom('0', '1');
    case 'count':
      return fc.integer({ min: 1, max: 999 }).map(String);
    default:
      return fc.constantFrom(
        ...Object.keys({ ...SEEN_NAMES[form], ...SYSTEM.names?.[form] }),
        ...(form === 'channel' ? ['来访', '777'] : []),
        ...(form === 'way' || form === 'value' || form === 'state' || form === 'signature' || form === 'view' ? [] : ['888']),
      );
  }
}

describe.each(kinds)('a row of %s', (kind) => {
  const row = fc.record(Object.fromEntries(COLUMNS[kind].map((column) => [column.column, cells(column)])));
  const part = fc.record(Object.fromEntries(COLUMNS[kind].map((column) => [column.column, cells(column)])), { requiredKeys: [] });

  it('mapped there and back keeps what it had', () => {
    fc.assert(fc.property(part, (given) => expect(rowOfBody(kind, bodyOfRow(kind, given, SYSTEM).body, SYSTEM)).toEqual(given)));
  });

  it('that is full is a body that a receiver reads, whole', () => {
    fc.assert(
      fc.property(row, (given) => {
        const { body, unknown, dropped } = bodyOfRow(kind, given, SYSTEM);
        expect([unknown, dropped]).toEqual([[], []]);
        expect(readBody(kind, 1, body, ALL)).toEqual({ value: body, unknown: {}, dropped: [], ignored: [] });
      }),
    );
  });

  it('made of a body makes a body again that says no less than the row', () => {
    const made = rowOfBody(kind, BODIES[kind], SYSTEM);
    expect(rowOfBody(kind, bodyOfRow(kind, made, SYSTEM).body, SYSTEM)).toEqual(made);
  });
});

describe('rows', () => {
  it('lose profiles and marks of threat, which are told by column, and keep aside nothing else in silence', () => {
    const read = bodyOfRow('transfer', { gkxx: '噪声', yybz: '1', mz: '01', hkszd: '某地', blbm: '办公室', xfrs: 3, sxr: null }, SYSTEM);
    expect(read).toEqual({ body: { summary: '噪声', peopleCount: 3 }, unknown: ['blbm'], dropped: ['hkszd', 'mz', 'yybz'] });
  });

  it('meet by the names of codes, and keep the code of the other system', () => {
    const { body } = bodyOfRow('transfer', { xfxs: '100', xfmddm: '04', nrfldm: '环境保护_噪声污染' }, SYSTEM);
    expect(body).toEqual({
      channel: { code: 'LETTER', name: '来信', foreignCode: '100' },
      purpose: { name: '揭发控告', foreignCode: '04' },
      contentClass: { code: '050100', name: '环境保护_噪声污染', foreignCode: '环境保护_噪声污染' },
      kind: 'REPORT',
    });
    expect(rowOfBody('transfer', { channel: { code: 'VISIT' } }, SYSTEM)).toEqual({ xfxs: '200' });
    expect(bodyOfRow('transfer', { xfxs: 'constructor' }, SYSTEM).body).toEqual({ channel: { foreignCode: 'constructor' } });
  });

  it('tell which codes of the other system they had, and which of them nobody knows', () => {
    const { body } = bodyOfRow('transfer', { xfxs: '777', xfmddm: '04', gkxx: '噪声' }, SYSTEM);
    expect(codesOfRow('transfer', body)).toEqual([
      { column: 'xfxs', foreignCode: '777' },
      { column: 'xfmddm', foreignCode: '04', name: '揭发控告' },
    ]);
  });

  it('of a report are its last, or say when the matter will be closed', () => {
    expect(bodyOfRow('assigned-matter-report', { hfgznr: '已办结' }, SYSTEM).body).toMatchObject({ form: 'final' });
    expect(bodyOfRow('assigned-matter-report', { nbjrq: '2025-06-01' }, SYSTEM).body).toMatchObject({ form: 'stage' });
  });

  it('name themselves and their matter: a matter is its own row, what is done with it names its number', () => {
    expect(keysOfRow('transfer', { xfjid: 'a1', xfjbh: '东-7', gkxx: '噪声' })).toEqual({
      ...{ id: 'a1', number: '东-7' },
      rest: { xfjid: 'a1', xfjbh: '东-7', gkxx: '噪声' },
    });
    const told = { blfsid: 12, xfjbh: '东-7', blsj: '2025-03-09' };
    expect(keysOfRow('acceptance', told)).toEqual({ id: '12', number: '东-7', rest: { blsj: '2025-03-09' } });
    expect(rowAbout('acceptance', { id: '12', number: '东-7' }, { acceptedOn: '2025-03-09' }, SYSTEM)).toEqual({ ...told, blfsid: '12' });
    expect(rowAbout('transfer', { id: 'a1', number: '东-7' }, { number: '东-7' }, SYSTEM)).toEqual({ xfjid: 'a1', xfjbh: '东-7' });
  });

  it.each([
    ['transfer', { xfjbh: '东-7' }, 'xfjid'],
    ['transfer', { xfjid: 'a,b', xfjbh: '东-7' }, 'xfjid'],
    ['transfer', { xfjid: 'a'.repeat(101), xfjbh: '东-7' }, 'xfjid'],
    ['transfer', { xfjid: 'a1', xfjbh: '7'.repeat(65) }, 'xfjbh'],
    ['acceptance', { xfjid: 'a1', xfjbh: '东-7' }, 'blfsid'],
    ['acceptance', { blfsid: 'a1' }, 'xfjbh'],
  ] as const)('of %s without what names them are refused by the column: %j', (kind, row, field) => {
    expect(() => keysOfRow(kind, row)).toThrow(expect.objectContaining({ code: 'ROW_MALFORMED', field }));
  });

  it('say times of Asia/Shanghai', () => {
    expect(bodyOfRow('transfer', { xfrq: '2025-03-03 09:00:00', djsj: '2025-03-03 07:30:00' }, SYSTEM).body).toEqual({
      receivedOn: '2025-03-03',
      registeredAt: '2025-03-02T23:30:00.000Z',
    });
  });

  it.each([
    ['xfrq', '03/03/2025'],
    ['djsj', '2025-13-01 00:00:00'],
    ['nmbz', '2'],
    ['xfrs', '-1'],
    ['gkxx', { a: 1 }],
  ])('with a wrong %s are refused by the column', (column, cell) => {
    expect(() => bodyOfRow('transfer', { [column]: cell }, SYSTEM)).toThrow(
      expect.objectContaining({ code: 'ROW_MALFORMED', field: column }),
    );
  });

  it.each([null, 'text', [], 7])('that are %j are refused', (row) =>
    expect(() => bodyOfRow('transfer', row, SYSTEM)).toThrow(expect.objectContaining({ code: 'BODY_MALFORMED' })),
  );
});
