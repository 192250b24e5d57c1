import { join } from 'node:path';
import { ConfigError, endOnError } from '@sunshine/platform';
import { command, servedUntil, startSettings, stopSignal } from '@sunshine/infra';
import { linkLevels } from './levels/link.js';
import { LEVEL_NAMES } from './levels/levels.js';
import { startLevels } from './levels/running.js';
import { welcomeLevels } from './welcome.js';

/** What each of the three nodes has to itself, so that one value for all of them would be wrong. */
const OWN = ['DATABASE_URL', 'KAFKA_BROKERS', 'BUS', 'EXCHANGE_NODE', 'SECRETS_DIR', 'FILES_DIR', 'AUDIT_HEADS_DIR', 'AUDIT_HEADS_COPY'];

endOnError('levels', 'The launcher of the three nodes has ended by an error of its own; they drain and end. Start it again.');

/** `npm run start:levels`: province, city and county of the demo, three nodes that exchange matters. */
await command(async () => {
  const started = performance.now();
  const shared = OWN.filter((name) => process.env[name]);
  if (shared.length > 0) throw new ConfigError(shared.map((name) => `${name}: each of the three nodes has its own`));
  const { port, dataDir, env } = startSettings(process.env);
  const folder = join(dataDir, 'levels');
  const stop = stopSignal();
  process.stdout.write('Sunshine Petitions 阳光信访 is starting: province, city and county\n');
  const progress = (line: string) => process.stdout.write(`  ${line}\n`);
  const levels = startLevels({ ...{ folder, env, progress }, petitions: true, portOf: (name) => port + LEVEL_NAMES.indexOf(name) });
  const opening = async () => {
    const nodes = await levels.ready;
    await linkLevels(nodes);
    process.stdout.write(welcomeLevels(nodes, { folder, seconds: (performance.now() - started) / 1000 }));
    await levels.ended;
  };
  return servedUntil(stop, opening(), levels.close);
});
