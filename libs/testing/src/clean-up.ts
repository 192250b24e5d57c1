const KEY = Symbol.for('sunshine.cleanups');
type Cleanup = () => Promise<void>;

/** Has something undone after the last hook of the spec file, latest first; may be called in hooks and tests. */
export function cleanUp(work: Cleanup): void {
  const holder = globalThis as { [KEY]?: Cleanup[] };
  (holder[KEY] ??= []).push(work);
}
