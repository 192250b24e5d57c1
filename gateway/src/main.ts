import { eventTail } from '@sunshine/messaging';
import { ConfigError, endOnError, giveMemoryBack, logOf, PeerRefusal } from '@sunshine/platform';
import { listenConfig } from './config.js';
import { createGateway } from './gateway.js';
import { ToldParts } from './parts.js';

// The gateway alone in its process: subgraphs over HTTP from SUBGRAPHS, listening on HOST:PORT.
const log = logOf('gateway');
endOnError('gateway');
const parts = ToldParts.by(process);

try {
  const { urls, host, port } = listenConfig(process.env);
  const gateway = await createGateway({ urls, env: process.env, events: await eventTail(process.env), checks: () => parts.checks() });
  log.info({ url: await gateway.listen(port, host) }, 'listening');
  giveMemoryBack();
  const stop = (): void =>
    void gateway.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof PeerRefusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
