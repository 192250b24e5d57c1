/**
 * Gives memory that loading and filling left back to the system: V8 would keep it for objects to come. Stops the process for about half
 * a second, so it is called once, before it is busy. Does nothing where the process was not started with `--expose-gc`.
 */
export function giveMemoryBack(): void {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
