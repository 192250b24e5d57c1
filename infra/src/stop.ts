const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Waits for Ctrl-C, a stop signal, or the end of the process that started us; then drains.
 * @returns the exit code
 */
export async function untilStopped(close: () => Promise<void>): Promise<number> {
  await new Promise<void>((stop) => {
    for (const signal of SIGNALS) process.on(signal, stop); // kept on: a second Ctrl-C must not cut the draining short
    process.once('disconnect', stop);
  });
  process.stdout.write('Stopping ...\n');
  await close();
  process.stdout.write('Stopped; the data is kept.\n');
  if (process.connected) process.disconnect();
  for (const signal of SIGNALS) process.removeAllListeners(signal);
  return 0;
}
