import { ConfigError, PeerRefusal } from '@sunshine/platform';
import { PostgresRefusal } from '@sunshine/postgres';
import { KafkaRefusal } from './kafka.js';

/** A reason not to start that the person at the terminal can act on. */
export class StartRefusal extends Error {
  override name = 'StartRefusal';
}

/** Runs a command's main function; refusals are shown without a stack. */
export async function command(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    const expected =
      error instanceof StartRefusal ||
      error instanceof PostgresRefusal ||
      error instanceof KafkaRefusal ||
      error instanceof PeerRefusal ||
      error instanceof ConfigError;
    process.stderr.write(`${expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    if (process.connected) process.disconnect(); // the channel to tools/run.mjs would keep us alive
  }
}
