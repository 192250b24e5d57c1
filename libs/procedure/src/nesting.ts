import { CST, Lexer } from 'yaml';

/** Flow lists and maps that may be open at once; the packs of this product open 3. */
const FLOW_MAX = 50;
/** Columns that may stand before what a line says: indentation and the marks of lists and keys, each of which may nest once. */
const LEADING_MAX = 200;

/**
 * The line, from 1, at which a YAML text nests deeper than any pack does; null where none does. It is to be asked before the text is
 * parsed: the parser recurses, and 200 kB of brackets cost it 340 MB.
 */
export function lineNestedTooDeep(yaml: string): number | null {
  let [line, open, leading, atStart] = [1, 0, 0, true];
  for (const token of new Lexer().lex(yaml)) {
    if (token === CST.DOCUMENT) continue; // the beginning, not a part of the first line
    if (token === '[' || token === '{') open += 1;
    else if (token === ']' || token === '}') open -= 1;
    const mark = token === '-' || token === '?' || token === ':' || token.trim() === '';
    if (token.includes('\n')) {
      line += token.split('\n').length - 1;
      [leading, atStart] = [0, true];
    } else if (!mark) atStart = false;
    else if (atStart) leading += token.length;
    if (open > FLOW_MAX || leading > LEADING_MAX) return line;
  }
  return null;
}
