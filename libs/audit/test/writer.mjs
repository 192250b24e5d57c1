// Writes lines on several connections at once, undoes some, and seals all the while, until it is killed: writer.mjs URL HEADS COPY
import { AuditLog, AuditSealer, lineOf, writeLine } from '@sunshine/audit';
import { Time, contextOf, dataSourceFor, transaction } from '@sunshine/platform';

const [url, heads, copy] = process.argv.slice(2);
const service = { name: 'intake', schema: 'intake', entities: [], migrations: [] };
const db = await dataSourceFor(service, { DATABASE_URL: url }).initialize();
const ctx = () => contextOf(Time.shared, { kind: 'person', person: '018f0000-0000-7000-8000-000000000001', session: null });
const log = new AuditLog(db);
const sealer = new AuditSealer(db, service, Time.shared, { AUDIT_HEADS_DIR: heads, AUDIT_HEADS_COPY: copy });
await log.note(ctx(), 'started');
process.send('writing');

async function lane(number) {
  for (let at = 0; ; at += 1) {
    await log.note(ctx(), 'noted', { purpose: `${number} ${at}` });
    await transaction(db, async (tx) => {
      await writeLine(tx, lineOf(ctx(), 'done', { purpose: `${number} ${at}` }));
      if (at % 3 === 0) throw new Error('undone');
    }).catch(() => undefined);
  }
}
async function sealing() {
  for (;;) {
    await sealer.seal();
    await new Promise((again) => setTimeout(again, 20));
  }
}
await Promise.all([lane(1), lane(2), lane(3), sealing()]);
