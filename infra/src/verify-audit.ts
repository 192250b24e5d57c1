import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FAULTS, headsFolders, headsOf, verifyChain, type ChainReport, type Fault } from '@sunshine/audit';
import { databaseAddress, loadConfig } from '@sunshine/platform';
import { addressOf, startPostgres } from '@sunshine/postgres';
import pg from 'pg';
import { z } from 'zod';
import { auditHeadsOf } from './prepare.js';
import { command, StartRefusal } from './refusal.js';
import { services } from './services.js';
import { startSettings } from './settings.js';

const UNSEALED_MINUTES = 15;
const FAULTS_SHOWN = 5;

export interface AuditCheck {
  /** Address of the node's database, as a role that may read the audit of every service. */
  readonly database: string;
  /** Folders of the heads kept outside the database, the first one first. */
  readonly heads: readonly string[];
  /** Minutes that a line may wait for its seal. */
  readonly unsealedMinutes?: number;
}

const span = ([from, to]: readonly [string | number, string | number]): string => (from === to ? `${from}` : `${from} 至 ${to}`);

function faultText({ code, ids, batches, place, noted }: Fault): string {
  const where = [
    ids && `第 ${code === 'ROWS_SWAPPED' ? ids.join('、') : span(ids)} 行`,
    batches && `第 ${span(batches)} 批`,
    place,
    noted && `运行中于 ${noted} 发现`,
  ];
  return `${FAULTS[code]}（${where.filter(Boolean).join('，')}）`;
}

function lineOf({ service, rows, batches, unsealed, faults }: ChainReport): string {
  const counts = `${service}：${rows} 行，${batches} 批，${unsealed} 行未封存`;
  if (faults.length === 0) return `对 ${counts}，链首一致`;
  const more = faults.length > FAULTS_SHOWN ? ` 等 ${faults.length} 处` : '';
  return `错 ${counts}；${faults.slice(0, FAULTS_SHOWN).map(faultText).join('；')}${more}`;
}

/** Recomputes the audit chain of every service; tells a line each and answers what is wrong, first fault first. */
export async function verifyAudit(check: AuditCheck, say: (line: string) => void = () => undefined): Promise<ChainReport[]> {
  const client = new pg.Client({ connectionString: check.database });
  await client.connect();
  try {
    const reports: ChainReport[] = [];
    for (const { name, schema } of services) {
      const report = await verifyChain(client, {
        service: name,
        schema,
        heads: check.heads,
        unsealedMinutes: check.unsealedMinutes ?? UNSEALED_MINUTES,
      });
      say(lineOf(report));
      reports.push(report);
    }
    return reports;
  } finally {
    await client.end();
  }
}

/** The newest head of every service, for a keeper outside the node. */
async function printHeads([folder]: readonly string[]): Promise<void> {
  for (const { name } of services) {
    const head = folder === undefined ? undefined : (await headsOf(folder, name))?.at(-1);
    if (head) process.stdout.write(`${JSON.stringify(head)}\n`);
  }
}

/** The database of a folder: the one that a running node serves, or its own for the time of the check. */
async function databaseOf(dataDir: string): Promise<{ url: string; close: () => Promise<void> }> {
  const folder = join(dataDir, 'postgres');
  if (!existsSync(join(folder, 'cluster')))
    throw new StartRefusal(`${dataDir} holds no database. Name one: npm run verify-audit -- --database URL --heads DIR`);
  const server = await startPostgres({ folder, safety: 'durable' });
  return {
    url: addressOf(server.adminUrl(), 'sunshine'),
    close: async () => {
      if (!server.takenOver) await server.stop();
    },
  };
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      database: { type: 'string' },
      heads: { type: 'string', multiple: true },
      minutes: { type: 'string' },
      'print-heads': { type: 'boolean' },
    },
  });
  const { dataDir, databaseUrl } = startSettings(process.env);
  const heads =
    values.heads?.map((folder) => resolve(folder)) ??
    headsFolders(await auditHeadsOf(resolve(dataDir), { throwaway: false, env: process.env }));
  if (values['print-heads']) {
    await printHeads(heads);
    return 0;
  }
  const named =
    values.database && loadConfig(z.object({ DATABASE_URL: databaseAddress(process.env) }), { DATABASE_URL: values.database }).DATABASE_URL;
  const url = named ?? (databaseUrl ? addressOf(databaseUrl, 'sunshine') : undefined);
  const database = url === undefined ? await databaseOf(dataDir) : { url, close: () => Promise.resolve() };
  try {
    const reports = await verifyAudit(
      { database: database.url, heads, ...(values.minutes === undefined ? {} : { unsealedMinutes: Number(values.minutes) }) },
      (line) => void process.stdout.write(`${line}\n`),
    );
    const faults = reports.reduce((sum, report) => sum + report.faults.length, 0);
    process.stdout.write(`${JSON.stringify({ services: reports, faults })}\n`);
    return faults > 0 ? 1 : 0;
  } finally {
    await database.close();
  }
}

if (process.argv[1] === import.meta.filename) await command(main);
