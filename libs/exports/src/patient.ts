/** Milliseconds after which a reader who takes nothing is taken for gone. */
const PATIENCE_MS = 60_000;

/**
 * A stream that makes a piece when one is asked for, and nothing ahead. Whoever stops taking loses it after a while, so that what it
 * holds open is given back.
 * @param done called once, when nothing more is read
 */
export function patient(pieces: AsyncGenerator<Uint8Array>, done: () => void, patience = PATIENCE_MS): ReadableStream<Uint8Array> {
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const finish = () => {
    clearTimeout(timer);
    if (!ended) done();
    ended = true;
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        clearTimeout(timer);
        try {
          const { value, done: last } = await pieces.next();
          if (last) {
            finish();
            controller.close();
            return;
          }
          controller.enqueue(value);
          timer = setTimeout(() => {
            finish();
            controller.error(new Error('nobody takes the file'));
            void pieces.return(undefined).catch(() => undefined); // the reader is gone, and whoever it failed for
          }, patience);
          timer.unref();
        } catch (error) {
          finish();
          throw error;
        }
      },
      async cancel() {
        finish();
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
