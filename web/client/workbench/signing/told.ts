/** The same object as text, whatever the order of its members. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_name, of: unknown) =>
    typeof of === 'object' && of !== null && !Array.isArray(of)
      ? Object.fromEntries(Object.entries(of).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : of,
  );

/** Whether a text that the server gives to be signed says exactly this, so that nothing else is signed. */
export function says(text: string, expected: Readonly<Record<string, unknown>>): boolean {
  try {
    return sorted(JSON.parse(text)) === sorted(expected);
  } catch {
    return false; // no JSON
  }
}
