import { button, element, focusOn, main } from './dom';

interface Offer {
  readonly title: string;
  /** Found drafts, each with the action that continues it. */
  readonly found: readonly { readonly text: string; readonly goOn: string; readonly act: () => void }[];
  /** Buttons that lead to the empty form, each with the action that it runs before. */
  readonly begin: readonly (readonly [text: string, before: () => Promise<unknown> | void])[];
  /** Called when the empty form is in the page again. */
  readonly begun: () => void;
}

/** Replaces the empty form by a list of earlier drafts, to be continued or deleted. */
export function offer({ title, found, begin, begun }: Offer): void {
  const root = main.querySelector<HTMLElement>('.filing')!;
  const kept = [...root.children].filter((child) => child.tagName !== 'H1') as HTMLElement[];
  kept.forEach((child) => (child.hidden = true));
  const box = element('section', '', 'card');
  const head = element('h2', title);
  head.tabIndex = -1;
  const start = async (before: () => Promise<unknown> | void): Promise<void> => {
    await before();
    box.remove();
    kept.forEach((child) => (child.hidden = false));
    begun();
    focusOn(main.querySelector('section:not([hidden]) h2'));
  };
  const ways = found.flatMap(({ text, goOn, act }) => {
    const row = element('div', '', 'row filing-actions');
    row.append(button(goOn, act, 'primary'));
    return [element('p', text), row];
  });
  const fresh = element('div', '', 'row');
  fresh.append(...begin.map(([text, before]) => button(text, () => void start(before))));
  box.append(head, ...ways, fresh);
  root.append(box);
}
