const CHINESE = /\p{Script=Han}/u;

/**
 * What people are told of the source of a refusal or a right: its articles. What only builders look up (a section of their own papers)
 * is left out; null where nothing else is given.
 */
export function basisOf(source: unknown): string | null {
  if (typeof source !== 'string') return null;
  const parts = source.split(/[;；]/).map((part) => part.trim());
  return parts.filter((part) => CHINESE.test(part)).join('；') || null;
}
