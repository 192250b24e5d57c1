import type { Readable } from 'node:stream';

export interface WebStream {
  readonly stream: ReadableStream<Uint8Array>;
  /** Ends it for whoever still reads, with this fault. Afterwards, as after its own end, nothing happens. */
  cut(fault: Error): void;
}

/** Bytes that wait for the reader before the source is held back. */
const WAITING_BYTES = 65_536;

/**
 * A Node stream as a web stream that may be cancelled or cut while data still flows. `Readable.toWeb` must not be: what arrives between
 * the cancellation and the next turn of the event loop it pushes into a controller that is closed, and that throws where nobody catches.
 * @param cancelled what becomes of a source of which the reader wants no more; it is paused by then
 */
export function webStream(source: Readable, cancelled: () => void = () => undefined): WebStream {
  let cut: WebStream['cut'] = () => undefined;
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let open = true;
        const over = (how: () => void) => {
          if (!open) return;
          open = false;
          source.off('data', take).off('end', end).pause();
          how();
        };
        const take = (part: Uint8Array) => {
          controller.enqueue(part);
          if ((controller.desiredSize ?? 0) <= 0) source.pause();
        };
        const end = () => over(() => controller.close());
        cut = (fault) => over(() => controller.error(fault));
        source.on('error', (fault) => cut(fault));
        source.once('close', () => cut(new Error('the connection was cut')));
        if (source.destroyed) cut(source.errored ?? new Error('the connection was cut'));
        else source.pause().on('data', take).once('end', end);
      },
      pull: () => void source.resume(),
      cancel(reason) {
        cut(reason instanceof Error ? reason : new Error('no more is wanted'));
        cancelled();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: WAITING_BYTES }),
  );
  return { stream, cut: (fault) => cut(fault) };
}
