import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanUp } from './clean-up.js';

/** A new empty folder; gone, with all in it, after the spec file's last hook. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sunshine-spec-'));
  cleanUp(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  return folder;
}

/** The folder of this run of tests, for what its spec files share; gone after the run. Specs named as `testServer` says have one. */
export function runFolder(): string {
  const folder = process.env['SUNSHINE_TEST_FOLDER'];
  if (!folder) throw new Error('No folder of the run: only *.int.spec.ts and *.e2e.spec.ts run with one.');
  return folder;
}
