import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// Jest's own, of the Jest that runs.
const { default: Sequencer } = createRequire(createRequire(import.meta.url).resolve('jest'))('@jest/test-sequencer');

const root = join(import.meta.dirname, '..', '..', '..');
const PROJECTS = ['e2e', 'int', 'unit'];

/**
 * Files that took above 80 s beside others when all were last measured, the longest first; but of the first three only one plays the demo, for
 * which others that need it would wait.
 */
const LONG = [
  'test/leak-matrix.e2e.spec.ts',
  'libs/messaging/src/kafka.int.spec.ts',
  'infra/src/growth.int.spec.ts',
  'test/web/quality.e2e.spec.ts',
  'test/web/acts.e2e.spec.ts',
  'test/tours.e2e.spec.ts',
  'test/words.e2e.spec.ts',
  'demo/src/start.e2e.spec.ts',
  'bench/test/conformance.int.spec.ts',
  'test/web/lists.e2e.spec.ts',
  'test/refusals.e2e.spec.ts',
  'services/case/src/domain/model.unit.spec.ts',
  'demo/src/scenario.e2e.spec.ts',
  'test/web/exchange.e2e.spec.ts',
  'test/web/hearings.e2e.spec.ts',
  'test/web/measures.e2e.spec.ts',
  'test/web/filing.e2e.spec.ts',
  'test/web/sitting.e2e.spec.ts',
  'test/web/admin.e2e.spec.ts',
  'test/web/reviews.e2e.spec.ts',
  'test/web/same-matter.e2e.spec.ts',
  'test/web/opinion.e2e.spec.ts',
  'test/files.e2e.spec.ts',
  'test/columns.e2e.spec.ts',
  'test/web/matter.e2e.spec.ts',
  'test/findings.e2e.spec.ts',
  'libs/messaging/src/embedded.int.spec.ts',
  'test/web/desk.e2e.spec.ts',
  'test/rooms.e2e.spec.ts',
  'test/web/breaks.e2e.spec.ts',
  'test/web/review.e2e.spec.ts',
];
const gone = LONG.filter((path) => !existsSync(join(root, path)));
if (gone.length > 0) throw new Error(`The order of the tests names files that are gone: ${gone.join(', ')}`);

/**
 * Files that take long first, so that no core waits at the end for one that began late: those known to, then by project and size. Jest's own
 * order is by size alone where nothing was measured before, as in a fresh checkout, and left the leak matrix, a small file whose parts lie
 * beside it, to the end, where it ran for minutes alone.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const known = ({ path }) => {
      const at = LONG.findIndex((long) => path === join(root, long));
      return at === -1 ? LONG.length : at;
    };
    const project = ({ context }) => PROJECTS.indexOf(context.config.displayName?.name);
    const size = new Map(tests.map(({ path }) => [path, statSync(path).size]));
    return [...tests].sort((a, b) => known(a) - known(b) || project(a) - project(b) || size.get(b.path) - size.get(a.path));
  }
}
