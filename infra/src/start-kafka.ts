import { join } from 'node:path';
import { startKafka } from './kafka.js';
import { startProcesses } from './processes.js';
import { command } from './refusal.js';
import { startSettings } from './settings.js';
import { untilStopped } from './stop.js';
import { welcome } from './welcome.js';

/** `npm run start:kafka`: a process for each service, events over a real broker (its own, or that of KAFKA_BROKERS). */
await command(async () => {
  const started = performance.now();
  const { port, dataDir, databaseUrl, brokers, env } = startSettings(process.env);
  process.stdout.write('Sunshine Petitions 阳光信访 is starting, a process for each service\n');
  const progress = (line: string) => process.stdout.write(`  ${line}\n`);
  const kafka = brokers ? null : await startKafka({ folder: join(dataDir, 'kafka'), progress });
  const close = async () => kafka?.stop();
  try {
    const node = await startProcesses({ dataDir, databaseUrl, port, env: { ...env, KAFKA_BROKERS: brokers ?? kafka?.brokers }, progress });
    process.stdout.write(welcome({ url: node.url, dataDir, seconds: (performance.now() - started) / 1000 }));
    return await untilStopped(async () => {
      await node.close();
      await close();
    });
  } catch (error) {
    await close();
    throw error;
  }
});
