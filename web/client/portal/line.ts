import type { Fields } from '../../src/portal/filing/form';
import { filing } from '../../src/texts/filing';
import { button, element, main } from './dom';

/** Longer than any answer takes. After it a connection counts as broken. */
const PATIENCE_MS = 45_000;
const PAUSES_MS = [3_000, 6_000, 12_000, 30_000];
/** Milliseconds before the next try. */
export const pauseAfter = (tries: number): number => PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]!;

/** @throws if no page came back: the connection broke, or a proxy answered instead of the server */
export async function post(fields: Fields, signal: AbortSignal): Promise<[html: string, status: number]> {
  const trying = new AbortController();
  const give = () => trying.abort();
  const timer = setTimeout(give, PATIENCE_MS);
  signal.addEventListener('abort', give);
  try {
    const response = await fetch(main.querySelector('form')?.getAttribute('action') ?? location.pathname, {
      method: 'POST',
      body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
      signal: trying.signal,
    });
    const html = await response.text();
    if (!html.includes('<main')) throw new Error(`no page of ours: ${response.status}`);
    return [html, response.status];
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', give);
  }
}

interface StatusLine {
  readonly say: (text: string) => void;
  /** Shows why there is no answer. Resolves when it is time to try again. */
  readonly cut: (text: string, pause: number, aborted: AbortSignal) => Promise<void>;
  readonly end: () => void;
}

/** A status line beside the buttons, which are disabled meanwhile. */
export function statusLine(): StatusLine {
  main.querySelector('.filing-status')?.remove();
  const line = element('div', '', 'notice filing-status');
  line.setAttribute('role', 'status');
  const actions = [...main.querySelectorAll<HTMLElement>('.filing-actions')].find((each) => each.offsetParent !== null);
  (actions ?? main).after(line);
  const buttons = [...(actions?.querySelectorAll<HTMLButtonElement>('.primary') ?? [])];
  const rest = (resting: boolean) => buttons.forEach((each) => (each.disabled = resting));
  return {
    say: (text) => {
      rest(true);
      line.className = 'notice filing-status';
      line.replaceChildren(element('p', text));
    },
    cut: (text, pause, aborted) =>
      new Promise((next) => {
        const go = () => {
          clearTimeout(timer);
          window.removeEventListener('online', go);
          next();
        };
        const timer = setTimeout(go, pause);
        window.addEventListener('online', go);
        aborted.addEventListener('abort', go);
        line.className = 'notice warn filing-status';
        line.replaceChildren(element('p', text), button(filing.live.again, go, 'primary'));
      }),
    end: () => {
      rest(false);
      line.remove();
    },
  };
}
