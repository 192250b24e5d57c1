/** Milliseconds after which a reader who takes nothing is taken for gone. */
const PATIENCE_MS = 60_000;

interface Patience {
  /** Called once, when nothing more is read and what the pieces held is given back. */
  readonly done: () => void;
  /** Told of each failure of the pieces, also of those that no reader is there to be told. */
  readonly failed: (error: unknown) => void;
  readonly patience?: number;
}

/**
 * A stream that makes each piece only on demand. A reader that takes nothing for a while after the first piece loses the stream, so that
 * the resources it holds are released. If a piece fails, the stream fails: what was read until then is incomplete.
 */
export function patient(
  pieces: AsyncGenerator<Uint8Array>,
  { done, failed, patience = PATIENCE_MS }: Patience,
): ReadableStream<Uint8Array> {
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  /** Never rejects: the reader is gone, so errors go to `failed`. */
  const giveUp = async (): Promise<void> => {
    if (ended) return;
    end();
    try {
      await pieces.return(undefined);
    } catch (error) {
      failed(error);
    } finally {
      done();
    }
  };
  const end = (): void => {
    clearTimeout(timer);
    ended = true;
  };
  const wait = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    timer = setTimeout(() => {
      controller.error(new Error('nobody takes the file'));
      void giveUp();
    }, patience);
    timer.unref();
  };
  return new ReadableStream<Uint8Array>(
    {
      start: wait,
      async pull(controller) {
        clearTimeout(timer);
        try {
          const { value, done: last } = await pieces.next();
          if (ended) return; // given up meanwhile
          if (!last) {
            controller.enqueue(value);
            wait(controller);
            return;
          }
          end();
          done();
          controller.close();
        } catch (error) {
          failed(error);
          if (!ended) done();
          end();
          throw error;
        }
      },
      cancel: giveUp,
    },
    { highWaterMark: 0 },
  );
}
