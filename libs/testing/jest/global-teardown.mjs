import { rm } from 'node:fs/promises';

export default async function teardown() {
  const own = globalThis.sunshineTestServer;
  if (!own) return;
  await own.server.stop();
  await rm(own.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
