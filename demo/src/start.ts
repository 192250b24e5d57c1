import { endOnError, giveMemoryBack } from '@sunshine/platform';
import { command, servedUntil, startSettings, stopSignal } from '@sunshine/infra';
import { playDemoOnce } from './demo-once.js';
import { welcome } from './welcome.js';
import { startDemoNode } from './node.js';

endOnError(
  'node',
  'Sunshine Petitions has ended by an error of its own, all of it: services, gateway and pages are one process here. What was confirmed\n' +
    'is kept. Start it again; what starts it again without you is in docs/operations.md.',
);

/** `npm start`: the whole platform in one process, with the demo city. */
await command(async () => {
  const started = performance.now();
  const { port, dataDir, databaseUrl, env } = startSettings(process.env);
  const stop = stopSignal();
  process.stdout.write('Sunshine Petitions 阳光信访 is starting\n');
  const progress = (line: string) => process.stdout.write(`  ${line}\n`);
  const node = await startDemoNode({ dataDir, databaseUrl, port, env, progress });
  const opening = playDemoOnce(node, dataDir, progress).then(() => {
    process.stdout.write(welcome({ url: node.url, dataDir, seconds: (performance.now() - started) / 1000 }));
    giveMemoryBack();
  });
  return servedUntil(stop, opening, node.close);
});
