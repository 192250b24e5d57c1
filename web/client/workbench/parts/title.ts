import { useEffect } from 'react';
import { common } from '../../../src/texts/common';

/** Sets the title of the tab to the page. The heading may contain more, such as the number of a matter. */
const nameTab = (page: string): void => {
  document.title = `${page} · ${common.workbench}`;
};

/** Sets the title of the tab while the component is shown, and restores it afterwards. */
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
 * When a page opens, sets the title of the tab to its heading and focuses the heading, for screen readers too, unless the reader already
 * works somewhere on the page. Waits for the heading, because pages load late and some headings come with the answer of the graph.
 */
export function usePageHeading(place: string): void {
  useEffect(() => {
    const main = document.getElementById('main');
    if (!main) return undefined;
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
    let begun = false;
    const look = (): void => {
      // While a page loads, the former one is still in the document, but hidden.
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
