import { statSync } from 'node:fs';
import { createRequire } from 'node:module';

// Jest's own, of the Jest that runs.
const { default: Sequencer } = createRequire(createRequire(import.meta.url).resolve('jest'))('@jest/test-sequencer');

const PROJECTS = ['e2e', 'int', 'unit'];

/**
 * Files that take long first, so that no core waits at the end for one that began late: by project, then by size. Jest's own order is by
 * size alone where nothing was measured before, as in a fresh checkout, and leaves a small file that takes long, the bus on Kafka, to the end.
 */
export default class ByProject extends Sequencer {
  sort(tests) {
    const project = ({ context }) => PROJECTS.indexOf(context.config.displayName?.name);
    const size = new Map(tests.map(({ path }) => [path, statSync(path).size]));
    return [...tests].sort((a, b) => project(a) - project(b) || size.get(b.path) - size.get(a.path));
  }
}
