import { beforeAll, describe, expect, it } from '@jest/globals';
import { RoleGranted } from '@sunshine/events';
import { KeyStore } from '@sunshine/sealing';
import { DataSource } from 'typeorm';
import { BUREAU, DISCIPLINE, id } from '../../test/builders.js';
import { WHO, World, registration } from '../../test/world.js';
import { EarlierReports } from './earlier.js';
import { SealedReports1710000000121 } from '../migrations/1710000000121-sealed-reports.js';
import { sealMatter, WORDS } from './matter.js';
import { DESTROYED, ReportWords } from './words.js';

const HEAD = id('p', 51);
let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.publish('directory', [HEAD, RoleGranted.create({ personId: HEAD, organId: BUREAU.id, role: 'HEAD', notices: false })]);
  world.setDay('2025-03-03');
}, 60_000);

const SAID = '被反映人属市管干部，另有隐情';

async function handedOver(kind: 'REPORT' | 'CLAIM' = 'REPORT'): Promise<string> {
  const filed = registration({ kind });
  await world.publish('intake', ...filed.events.map((event): [string, typeof event] => [filed.petitionId, event]));
  await world.act(WHO.dispatcher, 'markCrossing', { petitionId: filed.petitionId, kinds: ['CROSS_DEPARTMENT'], reason: SAID });
  return filed.petitionId;
}
const recorded = async (petitionId: string): Promise<string> =>
  JSON.stringify(await world.petition(WHO.dispatcher, petitionId, 'records { details { text } } history { remark }'));
const kept = async (petitionId: string): Promise<string> => {
  const rows = await world.rows.query(
    'select c::text row from case_record c where petition_id = $1 union all select h::text from history h where petition_id = $1',
    [petitionId],
  );
  return JSON.stringify(rows);
};

describe('words about a report', () => {
  it('stands sealed in its rows and is read by right as it was written; a claim is kept as ever', async () => {
    const [report, claim] = [await handedOver(), await handedOver('CLAIM')];
    expect(await kept(report)).not.toContain('隐情');
    expect(await kept(claim)).toContain('隐情');
    expect(await recorded(report)).toContain(SAID);
    expect(await recorded(claim)).toContain(SAID);
  });

  it('of a former release is sealed whole at the first start of this one, under keys that are made then', async () => {
    const report = await handedOver();
    const nobody = { petitionId: report, accused: [], unnamedReason: SAID, denied: [] };
    expect(await world.act(WHO.dispatcher, 'identifyAccused', nobody)).toHaveProperty('id');
    expect(await world.act(WHO.auditor, 'confirmAccused', { petitionId: report })).toHaveProperty('id');
    const body = { petitionId: report, toOrganId: DISCIPLINE.id, authority: SAID, cadreMatter: false, grave: false };
    expect(await world.act(WHO.dispatcher, 'handOverReport', body)).toHaveProperty('id');
    expect(await world.act(HEAD, 'confirmHandOver', { petitionId: report })).toHaveProperty('id');
    const before = await recorded(report);
    const db = world.service.app.get(DataSource);
    // As the release before left it: every text of every column open, no list of what is to be sealed, no key of this service.
    const words = world.service.app.get(ReportWords, { strict: false });
    let opened = 0;
    for (const [table, columns, of] of WORDS) {
      for (const { place, ...row } of await world.rows.query(`select ctid::text place, ${columns.join(', ')} from ${table} where ${of}`, [
        report,
      ])) {
        const former = await words.opened(row);
        opened += Number(JSON.stringify(former) !== JSON.stringify(row));
        await world.rows.query(
          `update ${table} t set ${columns.map((column) => `${column} = v.${column}`).join(', ')}
           from json_populate_record(null::${table}, $2::json) v where t.ctid = $1::tid`,
          [place, JSON.stringify(former)],
        );
      }
    }
    expect(opened).toBeGreaterThan(3);
    expect(await kept(report)).not.toContain('\\u0001');
    await world.service.app.get(KeyStore, { strict: false }).destroy([report]);
    const runner = db.createQueryRunner();
    await new SealedReports1710000000121().down(runner);
    await new SealedReports1710000000121().up(runner);
    await runner.release();
    await world.service.app.get(EarlierReports, { strict: false }).onApplicationBootstrap();
    expect(await kept(report)).not.toContain('隐情');
    expect(await recorded(report)).toBe(before);
  });

  it('that is found to be one later is sealed with all that was written before', async () => {
    const claim = await handedOver('CLAIM');
    await world.service.app.get(DataSource).transaction((tx) => sealMatter(tx, claim));
    expect(await kept(claim)).not.toContain('隐情');
    expect(await recorded(claim)).toContain(SAID);
  });

  it('opens nowhere once its key is destroyed, while the matter is still read', async () => {
    const report = await handedOver();
    await world.service.app.get(KeyStore, { strict: false }).destroy([report]);
    const told = await recorded(report);
    expect(told).toContain(DESTROYED);
    expect(told).not.toContain('隐情');
  });
});
