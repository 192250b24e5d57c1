import { useCallback, useLayoutEffect, useRef } from 'react';
import { flushSync } from 'react-dom';

/**
 * For an answer that comes after the event that asked for it: it goes to the newest handler, and is drawn at once, because the next event
 * would otherwise begin from what was there before the answer.
 */
export function useLate<Value>(onChange: (value: Value) => void): (value: Value) => void {
  const latest = useRef(onChange);
  useLayoutEffect(() => {
    latest.current = onChange;
  });
  return useCallback((value: Value) => flushSync(() => latest.current(value)), []);
}
