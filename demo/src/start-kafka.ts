import { join } from 'node:path';
import { endOnError, giveMemoryBack } from '@sunshine/platform';
import { command, Parts, servedUntil, startKafka, startSettings, stopSignal } from '@sunshine/infra';
import { demoIsThere, playDemoOnce } from './demo-once.js';
import { welcome } from './welcome.js';
import { startDemoNode, startDemoProcesses } from './node.js';

endOnError(
  'launcher',
  'The launcher has ended by an error of its own; its rooms drain and end. What was confirmed is kept: start it again.',
);

/** `npm run start:kafka`: a process for each service, events over a real broker (its own, or that of KAFKA_BROKERS). */
await command(async () => {
  const started = performance.now();
  const { port, dataDir, databaseUrl, brokers, env } = startSettings(process.env);
  const stop = stopSignal();
  process.stdout.write('Sunshine Petitions 阳光信访 is starting, a process for each service\n');
  const progress = (line: string) => process.stdout.write(`  ${line}\n`);
  const parts = new Parts(progress);
  const kafka = brokers ? null : await startKafka({ folder: join(dataDir, 'kafka'), parts, progress });
  try {
    const shared = { dataDir, databaseUrl, env: { ...env, KAFKA_BROKERS: brokers ?? kafka?.brokers }, progress };
    if (!(await demoIsThere(dataDir))) {
      // The demo's acts lie on many days, and only one process can move its clock.
      const first = await startDemoNode(shared);
      await playDemoOnce(first, dataDir, progress).finally(first.close);
    }
    const node = await startDemoProcesses({ ...shared, port, parts });
    process.stdout.write(welcome({ url: node.url, dataDir, seconds: (performance.now() - started) / 1000 }));
    giveMemoryBack();
    return await servedUntil(stop, Promise.resolve(), node.close);
  } finally {
    await kafka?.stop();
  }
});
