import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** A line between a browser and the node that can be cut and mended, with all that was on its way. */
export interface Line {
  readonly address: string;
  /** Ends every connection and takes no new one. */
  cut(): Promise<void>;
  /** Does nothing to a line that is whole. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function lineTo(port: number): Promise<Line> {
  const open = new Set<Socket>();
  const pass = (near: Socket): void => {
    const far = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      // The other end is told by its own end.
      one.once('error', () => other.destroy());
      one.once('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  };
  let server: Server = createServer(pass);
  const listen = (at: number): Promise<void> => new Promise((done) => server.listen(at, '127.0.0.1', done));
  const cut = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      for (const socket of open) socket.destroy();
    });
  await listen(0);
  const own = (server.address() as AddressInfo).port;
  return {
    address: `http://127.0.0.1:${own}`,
    cut,
    mend: async () => {
      if (server.listening) return;
      server = createServer(pass);
      await listen(own);
    },
    close: () => (server.listening ? cut() : Promise.resolve()),
  };
}
