import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { cleanUp, temporaryFolder } from '@sunshine/testing';

export const root = join(import.meta.dirname, '..', '..', '..');

/** Compiles what child processes run. */
export async function build(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(root, 'tools', 'build.mjs')]);
}

/** A broker of this spec file's own, or why there is none. */
export async function broker(): Promise<{ brokers: string; pid: number } | { refused: string }> {
  await build();
  const folder = temporaryFolder();
  const child = spawn(process.execPath, [join(root, 'infra', 'dist', 'kafka.js'), folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  cleanUp(async () => {
    child.stdin.end();
    await exited;
  });
  for await (const line of createInterface(child.stdout)) return JSON.parse(line) as { brokers: string; pid: number } | { refused: string };
  return { refused: 'the launcher ended without an answer' };
}
