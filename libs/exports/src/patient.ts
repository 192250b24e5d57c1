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
 * A stream that makes a piece when one is asked for, and nothing ahead. Whoever takes nothing for a while, from the first piece on, loses
 * it, so that what it holds open is given back. Where its pieces fail it fails too: what was read until then is not whole.
 */
export function patient(
  pieces: AsyncGenerator<Uint8Array>,
  { done, failed, patience = PATIENCE_MS }: Patience,
): ReadableStream<Uint8Array> {
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  /** Never rejects: its reader is gone, so that `failed` is the one to be told. */
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
