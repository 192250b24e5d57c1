import { addReaders } from './read-aloud';

/** A merged matter and a report have no live key, so the page polls for them. The pass ends after ten minutes. */
const EVERY_MS = 60_000;

/** Listens for changes of the course and shows it again. Open details stay open, and the focus does not move. */
export function followCourse(page: HTMLElement): void {
  const refresh = page.querySelector<HTMLFormElement>('[data-course-refresh]');
  const live = page.querySelector<HTMLElement>('[data-course-live]');
  const status = page.querySelector<HTMLElement>('[data-course-status]');
  if (!refresh || !live) return;

  let showing: Promise<void> = Promise.resolve();
  const show = (after?: string): void => {
    showing = showing.then(() => showAgain(after));
  };
  const ask = (after?: string): Promise<Response | null> =>
    fetch(refresh.action, {
      method: 'POST',
      headers: after ? { 'x-after': after } : {},
      body: new URLSearchParams(new FormData(refresh) as unknown as Record<string, string>),
    }).catch(() => null); // No network: ask again at the next signal or in the next minute.
  const showAgain = async (after?: string): Promise<void> => {
    const answer = await ask(after);
    if (!answer) return;
    if (answer.status === 403) return end();
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-course-parts]');
    const shown = page.querySelector('[data-course-parts]');
    if (!fresh || !shown || sameText(fresh, shown)) return;
    keepOpen(shown, fresh);
    shown.replaceWith(fresh);
    addReaders(fresh);
    if (status) status.textContent = status.dataset.courseStatus ?? '';
  };

  const key = page.dataset.liveKey;
  const source = key === undefined ? null : new EventSource(`/live?keys=${encodeURIComponent(key)}`);
  source?.addEventListener('change', ({ data }: MessageEvent<string>) =>
    show(JSON.stringify((JSON.parse(data) as { after: unknown }).after)),
  );
  source?.addEventListener('refresh', () => show());
  source?.addEventListener('end', () => end());
  const minutely = setInterval(() => {
    if (!document.hidden) show();
  }, EVERY_MS);
  const end = (): void => {
    clearInterval(minutely);
    source?.close();
  };
  live.textContent = live.dataset.courseLive ?? '';
}

const textOf = (part: Element): string =>
  [...part.querySelectorAll('h2, h3, p, li, dt, dd, time')].map(({ textContent }) => textContent).join('\n');
const sameText = (one: Element, other: Element): boolean => textOf(one) === textOf(other);

/** Identifies a `details` element by its part, the clock it explains, and its summary. */
const nameOf = (details: HTMLDetailsElement): string =>
  [
    details.closest('[aria-labelledby]')?.getAttribute('aria-labelledby'),
    details.closest('.limit, .ended')?.querySelector('h3, strong')?.firstChild?.textContent,
    details.querySelector('summary')?.textContent,
  ].join(' ');

function keepOpen(shown: Element, fresh: Element): void {
  const open = new Set([...shown.querySelectorAll('details')].filter((details) => details.open).map(nameOf));
  for (const details of fresh.querySelectorAll('details')) details.open = open.has(nameOf(details));
}
