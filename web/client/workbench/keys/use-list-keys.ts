import { useEffect, type RefObject } from 'react';
import { listenIn } from './keys';

const rowsIn = (box: HTMLElement): HTMLElement[] => [...box.querySelectorAll<HTMLElement>('tbody tr')];
const linkOf = (row: HTMLElement | undefined): HTMLElement | null => row?.querySelector<HTMLElement>('a[href]') ?? null;

/** Moves by keys through the rows and pages of a list. The link of the row has the focus, so Enter opens it. */
export function useListKeys(box: RefObject<HTMLElement | null>, next: (() => void) | null, previous: (() => void) | null): void {
  useEffect(() => {
    const move = (by: number): void => {
      const rows = box.current ? rowsIn(box.current) : [];
      const at = rows.findIndex((row) => row.contains(document.activeElement));
      linkOf(rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)])?.focus();
    };
    return listenIn('lists', {
      down: () => move(1),
      up: () => move(-1),
      select: () => document.activeElement?.closest('tr')?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click(),
      filter: () => document.querySelector<HTMLElement>('[data-filter]')?.focus(),
      next: () => next?.(),
      previous: () => previous?.(),
    });
  }, [box, next, previous]);
}
