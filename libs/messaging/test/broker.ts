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

interface Broker {
  readonly brokers: string;
  readonly secureBrokers: string | null;
  readonly pid: number;
}

/** A broker of this spec file's own, or why there is none; `secure` gives it a second listener, with TLS and these users. */
export async function broker(secure?: { pem: string; users: Record<string, string> }): Promise<Broker | { refused: string }> {
  await build();
  const folder = temporaryFolder();
  const child = spawn(process.execPath, [join(root, 'infra', 'dist', 'kafka.js'), folder, ...(secure ? [JSON.stringify(secure)] : [])], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  cleanUp(async () => {
    child.stdin.end();
    await exited;
  });
  for await (const line of createInterface(child.stdout)) return JSON.parse(line) as Broker | { refused: string };
  return { refused: 'the launcher ended without an answer' };
}
