import { LineCounter, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { lineNestedTooDeep } from './nesting.js';

/**
 * The line, from 1, at which an entry of a YAML text stands; of the nearest one above it where it is not there; of the fault where the
 * text is no YAML or nests too deep.
 * @param path `terms.ROUTE.length` or `days[0]`, as `refusedPath` names it
 */
export function lineOfPath(yaml: string, path: string): number {
  const tooDeep = lineNestedTooDeep(yaml);
  if (tooDeep !== null) return tooDeep;
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const fault = document.errors[0]?.linePos?.[0].line;
  if (fault !== undefined) return fault;
  let node: unknown = document.contents;
  let at = 0;
  for (const step of path.match(/[^.[\]]+/g) ?? []) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
      if (!pair) break;
      at = (isScalar(pair.key) ? pair.key.range?.[0] : undefined) ?? at;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)] as { range?: readonly number[] } | undefined;
      if (item === undefined) break;
      at = item.range?.[0] ?? at;
      node = item;
    } else break;
  }
  return lines.linePos(at).line;
}
