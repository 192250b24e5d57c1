const HAN: Readonly<Record<string, string>> = Object.fromEntries(
  ['0〇零○洞', '1一幺壹弌', '2二贰两', '3三叁', '4四肆', '5五伍', '6六陆', '7七柒拐', '8八捌', '9九玖勾'].flatMap((row) =>
    [...row.slice(1)].map((char) => [char, row[0] as string]),
  ),
);

/** Digits that stand behind each other, `digits` in Arabic; each of `groups` is where a group without separators begins, in `digits`. */
export interface Run {
  readonly digits: string;
  /** Offset of each digit in the plain text. */
  readonly at: readonly number[];
  readonly groups: readonly number[];
}

const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9';
const SEPARATOR = /[\s\-‐-―−_.·•・/()+]/u;
const MOST_SEPARATORS = 3;

/** Letters that are written or read for digits between digits. */
const LIKE: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/** Runs of digits, whatever they are written in, with few separators between. */
export function runsOf(chars: string): Run[] {
  const runs: Run[] = [];
  let digits = '';
  let at: number[] = [];
  let groups: number[] = [];
  let gap = 0;
  const end = () => {
    if (digits.length > 4) runs.push({ digits, at, groups });
    [digits, at, groups, gap] = ['', [], [], 0];
  };
  for (let place = 0; place < chars.length; place++) {
    const char = chars[place] as string;
    const like = isDigit(chars[place - 1]) && isDigit(chars[place + 1]) ? LIKE[char] : undefined;
    const inside = digits !== '' && gap === 0 && LIKE[char] !== undefined && (like !== undefined || isLike(chars, place));
    const digit = isDigit(char) ? char : (HAN[char] ?? (inside ? LIKE[char] : undefined));
    if (digit !== undefined) {
      if (digits === '' || gap > 0) groups.push(digits.length);
      digits += digit;
      at.push(place);
      gap = 0;
    } else if (digits !== '' && SEPARATOR.test(char) && gap < MOST_SEPARATORS) gap += 1;
    else end();
  }
  end();
  return runs;
}

/** Several letters for digits behind each other, with digits on both sides. */
function isLike(chars: string, place: number): boolean {
  let to = place;
  while (LIKE[chars[to] ?? ''] !== undefined) to += 1;
  return isDigit(chars[to]);
}
