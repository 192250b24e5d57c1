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
