import canonicalize from 'canonicalize';

/** Whether a text that the server gives to be signed says exactly this, so that nothing else is signed. */
export function says(text: string, expected: Readonly<Record<string, unknown>>): boolean {
  try {
    return canonicalize(JSON.parse(text)) === canonicalize(expected);
  } catch {
    return false; // no JSON
  }
}
