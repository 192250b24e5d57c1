import { createServer } from 'node:net';

/** Below the range from which Linux takes the ports of outgoing connections: a part that is started again finds its port free. */
const LOWEST = 15_000;
const HIGHEST = 32_000;

function listens(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer().once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
}

/** `count` different ports of 127.0.0.1 at which nothing listens. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (await listens(port)) found.add(port);
  }
  return [...found];
}
