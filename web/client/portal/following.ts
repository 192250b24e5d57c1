/** Keys of `/live` end after a quarter of an hour, and a server that restarts takes a moment. */
const AGAIN_MS = 3_000;

/**
 * Listens to a sitting and adds new entries behind the last one that is shown. After a broken line, and when the key has ended, it asks for
 * all that is missing: entries are numbered without gaps and never change.
 */
export function followSitting(page: HTMLElement): void {
  const refresh = page.querySelector<HTMLFormElement>('[data-follow-refresh]');
  const live = page.querySelector<HTMLElement>('[data-follow-live]');
  const broken = page.querySelector<HTMLElement>('[data-follow-broken]');
  if (!refresh || !live || !broken) return;
  let source: EventSource | null = null;
  let over = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const say = (cut: boolean): void => {
    broken.className = cut ? 'notice warn' : '';
    broken.textContent = cut ? (broken.dataset.followBroken ?? '') : '';
  };
  const lastShown = (): number => Number(page.querySelector('[data-entry]:last-child')?.getAttribute('data-entry') ?? 0);

  /** Null: no whole answer came, as when the line breaks in the middle of it. */
  const asked = async (fields: URLSearchParams): Promise<{ status: number; fresh: HTMLElement | null } | null> => {
    try {
      const answer = await fetch(refresh.action, { method: 'POST', body: fields });
      const found = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector<HTMLElement>('[data-follow]');
      return { status: answer.status, fresh: answer.ok ? found : null };
    } catch {
      return null;
    }
  };

  let reading: Promise<void> = Promise.resolve();
  const readOn = (): void => {
    reading = reading.then(catchUp);
  };
  const catchUp = async (): Promise<void> => {
    for (let more = true; more && !over;) {
      const last = lastShown();
      const fields = new URLSearchParams(new FormData(refresh) as unknown as Record<string, string>);
      fields.set('after', String(last));
      const answer = await asked(fields);
      // The admission was taken back, or the sitting is closed now.
      if (answer?.status === 422) return end();
      const fresh = answer?.fresh;
      if (!fresh) return later();
      page.dataset.liveKey = fresh.dataset.liveKey;
      const state = fresh.querySelector('[data-follow-state]')?.textContent ?? '';
      const shownState = page.querySelector('[data-follow-state]');
      if (shownState) shownState.textContent = state;
      // The sitting has begun, or is over: the page is another one.
      if (Boolean(fresh.querySelector('[data-follow-lines]')) !== Boolean(page.querySelector('[data-follow-lines]'))) return end();
      more = add([...fresh.querySelectorAll<HTMLElement>('[data-entry]')].filter((one) => Number(one.dataset.entry) > last));
      say(false);
    }
  };
  const add = (entries: readonly HTMLElement[]): boolean => {
    const list = page.querySelector('[data-follow-lines]');
    if (!list) return false;
    if (entries.length > 0) page.querySelector('[data-follow-none]')?.remove();
    for (const entry of entries) {
      list.append(document.adoptNode(entry));
      const hidden = page.querySelector(`[data-entry="${entry.dataset.withholds ?? ''}"]`);
      const text = hidden?.querySelector<HTMLElement>('[data-entry-text]');
      if (text) text.textContent = text.dataset.hiddenText ?? '';
      hidden?.querySelector('code')?.parentElement?.remove();
    }
    return entries.length > 0;
  };
  const end = (): void => {
    over = true;
    clearTimeout(waiting);
    source?.close();
    // What may no longer be read is no longer shown.
    page.querySelector('[data-follow-lines]')?.remove();
    refresh.submit();
  };
  const later = (): void => {
    say(true);
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      readOn();
      reading = reading.then(listen);
    }, AGAIN_MS);
  };
  const listen = (): void => {
    source?.close();
    if (over) return;
    source = new EventSource(`/live?keys=${encodeURIComponent(page.dataset.liveKey ?? '')}`);
    for (const event of ['ready', 'change', 'refresh']) source.addEventListener(event, readOn);
    source.addEventListener('end', () => {
      readOn();
      reading = reading.then(listen);
    });
    source.addEventListener('error', () => {
      say(true);
      if (source?.readyState === EventSource.CLOSED) later();
    });
  };
  addEventListener('online', readOn);
  live.textContent = live.dataset.followLive ?? '';
  listen();
}
