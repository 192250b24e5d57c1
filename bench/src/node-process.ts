import { startDemoNode } from '@sunshine/demo';
import { ReaderCopies } from './copy-reader.js';

/** A node with one copying reader in a process of its own, to be killed: `node-process.js FOLDER PORT [KAFKA_BROKERS]`. */
const [folder, port, brokers] = process.argv.slice(2);
if (!folder || !port) throw new Error('folder and port are needed');
const bus = brokers ? { BUS: 'kafka', KAFKA_BROKERS: brokers } : { BUS: 'embedded' };
const node = await startDemoNode({ dataDir: folder, port: Number(port), env: bus });
await ReaderCopies.start(node.database.adminUrl, 1, undefined, node.database.env('case'));
process.send?.({ ready: { adminUrl: node.database.adminUrl, today: node.services.case.time.today() } });
