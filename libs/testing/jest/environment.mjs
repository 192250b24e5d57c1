import { TestEnvironment } from 'jest-environment-node';

/** Runs what a spec file left to clean up, after its last hook: hooks of the file itself may still need the database. */
export default class SunshineEnvironment extends TestEnvironment {
  async handleTestEvent(event) {
    if (event.name !== 'run_finish') return;
    const cleanups = this.global[Symbol.for('sunshine.cleanups')] ?? [];
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  }
}
