import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { sitting as texts } from '../../../../src/texts/sitting';
import { timeText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import type { Line } from './query';

const PAGE = 100;

interface Answered {
  readonly entries: readonly Line[] | null | undefined;
  readonly error: CombinedError | undefined;
}

interface Minutes {
  readonly lines: readonly Line[];
  /** Why the entries behind the last one could not be read. */
  readonly failed: CombinedError | undefined;
  readonly readOn: () => void;
}

/**
 * The minutes as they grow. Entries are numbered without gaps and never change, so a page asks for what stands behind the last one it has:
 * after a broken line it catches up and has nothing twice.
 * @param ask entries behind a number, at most so many; null when there is nothing to read
 */
export function useLines(ask: (after: number, first: number) => Promise<Answered>): Minutes {
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [failed, setFailed] = useState<CombinedError>();
  const known = useRef<readonly Line[]>([]);
  const reading = useRef(Promise.resolve());
  const readOn = useCallback((): void => {
    reading.current = reading.current.then(async () => {
      for (;;) {
        const { entries: more, error } = await ask(known.current.at(-1)?.number ?? 0, PAGE);
        setFailed(error);
        if (!more || more.length === 0) return;
        known.current = [...known.current, ...more];
        setLines(known.current);
        if (more.length < PAGE) return;
      }
    });
  }, [ask]);
  useEffect(readOn, [readOn]);
  return { lines, failed, readOn };
}

interface LinesProps {
  readonly minutes: Minutes;
  readonly more?: ReactNode;
  /** Whether the evidence of an entry is a file of the matter, by its number; left out where nobody has compared it. */
  readonly kept?: ReadonlyMap<number, boolean>;
}

/** The minutes in their order; a correction names its original, and the original its corrections. The end stays in view. */
export function Lines({ minutes, more, kept }: LinesProps): ReactNode {
  const { lines, failed, readOn } = minutes;
  const box = useRef<HTMLOListElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    const shown = box.current;
    if (shown && atEnd.current) shown.scrollTop = shown.scrollHeight;
  }, [lines]);
  const corrected = new Map<number, number[]>();
  const hidden = new Set<number>();
  for (const { number, corrects, text, withheld } of lines)
    if (corrects !== null) {
      corrected.set(corrects, [...(corrected.get(corrects) ?? []), number]);
      // Followers: a correction that is withheld withholds its original, which they may have read before.
      if (withheld === undefined && text === null) hidden.add(corrects);
    }
  const failure = failed && <Failure error={failed} again={readOn} />;
  if (lines.length === 0 && !more) return failure ?? <p className="muted">{texts.minutesNone}</p>;
  const list = (
    <ol
      ref={box}
      className="sitting-lines"
      aria-label={texts.minutes}
      // A list that scrolls is reached with the keyboard.
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 40;
      }}
    >
      {lines.map(({ number, kindName, speaker, text, hash, corrects, withheld, at }) => (
        <li key={number} data-entry={number} className={corrects === null ? undefined : 'sitting-correction'}>
          <span className="sitting-head muted">
            <span className="number">{texts.entryOf(number)}</span>
            <span>{timeText(at)}</span>
            <strong>{kindName}</strong>
            {speaker && <span>{speaker}</span>}
            {corrects !== null && <span className="badge">{texts.corrects(corrects)}</span>}
            {withheld && <span className="badge warn">{texts.withheld}</span>}
          </span>
          <p>{hidden.has(number) || text === null ? texts.followedHidden : text}</p>
          {hash && !hidden.has(number) && (
            <p className="muted">
              {texts.hash} <code>{hash}</code> {kept?.has(number) && (kept.get(number) ? texts.evidenceKept : texts.evidenceNotKept)}
            </p>
          )}
          {corrected.has(number) && (
            <p className="muted">{texts.correctedBy((corrected.get(number) ?? []).map(texts.entryOf).join('、'))}</p>
          )}
        </li>
      ))}
      {more}
    </ol>
  );
  return (
    <>
      {list}
      {failure}
    </>
  );
}
