import { setTimeout as sleep } from 'node:timers/promises';

export interface ToldEvent<D> {
  event: string;
  id: string;
  data: D;
}

/** A page that listens to server-sent events and keeps what it receives. */
export class EventStream<D> {
  readonly told: ToldEvent<D>[] = [];
  /** All that came, as it came. */
  text = '';
  ended = false;
  private readonly abort = new AbortController();

  /** Resolves once the first event is there. Rejects where the answer is no stream of events. */
  static async open<D>(url: string, lastId?: string): Promise<EventStream<D>> {
    const stream = new EventStream<D>();
    const headers: Record<string, string> = lastId === undefined ? {} : { 'last-event-id': lastId };
    const response = await fetch(url, { headers, signal: stream.abort.signal });
    const type = response.headers.get('content-type');
    if (response.status !== 200 || type !== 'text/event-stream' || !response.body)
      throw new Error(`no events: ${response.status} ${type} ${await response.text()}`);
    void stream.read(response.body);
    await stream.until(() => stream.told.length > 0);
    return stream;
  }

  named(event: string): ToldEvent<D>[] {
    return this.told.filter((told) => told.event === event);
  }

  async until(come: () => boolean, ms = 10_000): Promise<void> {
    for (const end = Date.now() + ms; !come(); await sleep(10))
      if (Date.now() > end) throw new Error(`told only ${JSON.stringify(this.told)}`);
  }

  close(): void {
    this.abort.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    let left = '';
    try {
      for await (const part of body.pipeThrough(new TextDecoderStream())) {
        this.text += part;
        const blocks = (left + part).split('\n\n');
        left = blocks.pop() ?? '';
        for (const block of blocks) this.receive(block);
      }
    } catch (error) {
      if (!this.abort.signal.aborted && (error as Error).message !== 'terminated') throw error;
    } finally {
      this.ended = true;
    }
  }

  private receive(block: string): void {
    const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
    const event = field('event');
    if (event) this.told.push({ event, id: field('id') ?? '', data: JSON.parse(field('data') ?? 'null') as D });
  }
}
