import { useEffect } from 'react';
import { common } from '../../../src/texts/common';

/** Names the tab by its page; what the page may add, such as the number of a matter, comes with its heading. */
const nameTab = (page: string): void => {
  document.title = `${page} · ${common.workbench}`;
};

/** Names the tab while what calls it is shown, and then as before. */
export function useTitle(page: string): void {
  useEffect(() => {
    const former = document.title;
    nameTab(page);
    return () => {
      document.title = former;
    };
  }, [page]);
}

/**
 * Each page that is opened names the tab by its heading and begins there, for eyes and for screen readers; who already works somewhere
 * on the page is not called away. Pages come late, and headings with what the graph answers.
 */
export function usePageHeading(place: string): void {
  useEffect(() => {
    const main = document.getElementById('main');
    if (!main) return undefined;
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
    let begun = false;
    const look = (): void => {
      // While a page comes, the former one still stands there unseen.
      const heading = [...main.querySelectorAll('h1')].find((one) => one.checkVisibility());
      if (!heading) return;
      nameTab(heading.textContent.replace(/\s+/g, ' ').trim());
      if (begun) return;
      begun = true;
      if (document.activeElement !== main) return;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    };
    const watch = new MutationObserver(look);
    watch.observe(main, { childList: true, subtree: true, characterData: true });
    look();
    return () => watch.disconnect();
  }, [place]);
}
