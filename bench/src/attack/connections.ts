import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { passFor } from './asking.js';
import type { Attack, Field } from './attack.js';

/** A bare connection: what it was answered is noted by its first line. */
class Line {
  readonly socket: Socket;
  private head = '';
  private held = false;
  private done = false;

  constructor(private readonly field: Field) {
    const { hostname, port } = new URL(field.target.origin);
    this.socket = connect(Number(port), hostname);
    this.socket.on('error', (error: NodeJS.ErrnoException) => this.end(error.code ?? error.message));
    this.socket.on('close', () => this.end('closed by the node'));
    this.socket.on('data', (chunk: Buffer) => {
      if (this.head.length < 200) this.head += chunk.toString('latin1');
      for (const [answer] of chunk.toString('latin1').matchAll(/HTTP\/1\.1 \d{3}/g)) this.field.note(answer.slice(9));
    });
  }

  get open(): boolean {
    return !this.done;
  }

  /** Sends what the connection takes; whether it is still there. */
  send(text: string | Buffer): boolean {
    if (this.open) this.socket.write(text);
    return this.open;
  }

  /** Reads nothing from now on. */
  hold(): void {
    this.held = true;
    this.socket.pause();
  }

  hangUp(): void {
    if (this.open) this.field.note(this.held ? 'unread until the end' : 'open until the end');
    this.done = true;
    this.socket.destroy();
  }

  private end(why: string): void {
    if (!this.done) this.field.note(why);
    this.done = true;
  }
}

const lines = async (field: Field, count: number): Promise<Line[]> => {
  const made: Line[] = [];
  for (let n = 0; n < count && !field.over; n += 1) {
    made.push(new Line(field));
    if (n % 50 === 49) await sleep(20);
  }
  return made;
};

const POST = (length: number, more = '') =>
  `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n${more}\r\n`;

async function every(ms: number, seconds: number, field: Field, turn: () => void): Promise<void> {
  for (const until = performance.now() + seconds * 1_000; performance.now() < until && !field.over; await sleep(ms)) turn();
}

const LARGE = JSON.stringify({
  query:
    '{organs(first:100){edges{node{id name shortName kind division validFrom closedOn parent{id name shortName} reviewedBy{id name shortName}}}}}',
});

export const connectionAttacks: readonly Attack[] = [
  {
    name: 'stalled',
    tries: '300 connections that begin a request and send a blank now and then',
    short: true,
    async run(field) {
      const open = await lines(field, 300);
      open.forEach((line, n) => line.send(n % 3 === 0 ? 'POST /graphql HTTP/1.1\r\nhost: x\r\n' : POST(100_000)));
      await every(2_000, field.times(40), field, () => open.forEach((line, n) => line.send(n % 3 === 0 ? 'x-a: b\r\n' : ' ')));
      for (const line of open) line.hangUp();
    },
  },
  {
    name: 'slow-uploads',
    tries: '200 uploads of one byte a second',
    short: false,
    async run(field) {
      const from = field.address();
      const pass = await passFor(field.target.origin, from);
      const open = await lines(field, 200);
      for (const line of open)
        line.send(
          `POST /files/whole HTTP/1.1\r\nhost: x\r\nupload-pass: ${pass}\r\nx-forwarded-for: ${from}\r\ncontent-length: 1000000\r\n\r\n%PDF-1.7`,
        );
      await every(1_000, field.times(20), field, () => open.forEach((line) => line.send('x')));
      for (const line of open) line.hangUp();
    },
  },
  {
    name: 'half-open',
    tries: '2,000 connections that send nothing, and 100 that send 200 requests in one go',
    short: false,
    async run(field) {
      const silent = await lines(field, 2_000);
      const hasty = await lines(field, 100);
      const body = '{"query":"{__typename}"}';
      for (const line of hasty) line.send(`${POST(body.length)}${body}`.repeat(200));
      await every(500, field.times(15), field, () => undefined);
      for (const line of [...silent, ...hasty]) line.hangUp();
    },
  },
  {
    name: 'slow-readers',
    tries: '150 connections that ask for large answers and files again and again and read none',
    short: true,
    async run(field) {
      const open = await lines(field, 150);
      for (const line of open) {
        line.hold();
        line.send(`${POST(LARGE.length)}${LARGE}`.repeat(50));
        line.send(`GET /work/ HTTP/1.1\r\nhost: x\r\n\r\n`.repeat(50));
      }
      await every(500, field.times(25), field, () => undefined);
      for (const line of open) line.hangUp();
    },
  },
  {
    name: 'headers',
    tries: 'heads of 14 KB, of 2,000 lines, of 1 MB, and heads without end',
    short: false,
    async run(field) {
      const open = await lines(field, 200);
      const head = 'GET / HTTP/1.1\r\nhost: x\r\n';
      open.forEach((line, n) => {
        if (n % 4 === 0) line.send(`${head}x-a: ${'a'.repeat(14_000)}\r\n\r\n`.repeat(20));
        else if (n % 4 === 1) line.send(`${head}${Array.from({ length: 2_000 }, (_, at) => `x-${at}: 1\r\n`).join('')}\r\n`);
        else if (n % 4 === 2) line.send(`${head}${`x-a: ${'a'.repeat(1_000)}\r\n`.repeat(1_000)}\r\n`);
        else line.send(head);
      });
      await every(500, field.times(10), field, () => open.forEach((line, n) => n % 4 === 3 && line.send(`x-${n}: ${'a'.repeat(50)}\r\n`)));
      for (const line of open) line.hangUp();
    },
  },
  {
    name: 'live-connections',
    tries: '2,000 connections to /live from many addresses, with a good key and with none',
    short: false,
    async run(field) {
      const token = await field.target.tokenOf('dispatcher.city');
      const { text } = await field.graph('{organLiveKey}', {}, { token, from: field.address() });
      const key = /"organLiveKey":"([^"]+)"/.exec(text)?.[1] ?? '';
      field.expect(key !== '', 'no live key was given');
      const open = await lines(field, 2_000);
      open.forEach((line, n) =>
        line.send(`GET /live?keys=${n % 2 ? key : 'a'.repeat(60)} HTTP/1.1\r\nhost: x\r\nx-forwarded-for: ${field.address()}\r\n\r\n`),
      );
      await every(500, field.times(15), field, () => undefined);
      for (const line of open) line.hangUp();
    },
  },
];
