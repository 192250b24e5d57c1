const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves on Ctrl-C, a stop signal, or the end of the process that started us. To be called before anything that must be drained. */
export function stopSignal(): Promise<void> {
  return new Promise((stop) => {
    for (const signal of SIGNALS) process.on(signal, () => stop()); // kept on: a second Ctrl-C must not cut the draining short
    process.once('disconnect', () => stop());
  });
}

/**
 * Does `work` until it is done or a stop is asked for, then waits for the stop and drains.
 * @returns the exit code
 */
export async function servedUntil(stop: Promise<void>, work: Promise<void>, close: () => Promise<void>): Promise<number> {
  try {
    await Promise.race([work, stop]);
    await stop;
  } catch (error) {
    await close();
    throw error;
  }
  work.catch(() => undefined); // cut short by the stop
  process.stdout.write('Stopping ...\n');
  await close();
  process.stdout.write('Stopped; the data is kept.\n');
  for (const signal of SIGNALS) process.removeAllListeners(signal);
  return 0;
}
