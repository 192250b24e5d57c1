import { useEffect, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { lists } from '../../../src/texts/lists';
import { Window } from '../list/window';
import { keysAreOn, listenToKeys, switchKeys } from './keys';

const texts = lists.keys;

/** Letters that open a page after `g`, by the page's path. */
const PAGE_KEYS: Readonly<Record<string, string>> = {
  '/': 't',
  '/petitions': 'r',
  '/board': 'b',
  '/confirmations': 'c',
  '/dispatch': 'f',
  '/desk': 'd',
  '/exports': 'e',
};

interface KeyMapProps {
  /** Pages of the person's navigation. */
  readonly pages: readonly { readonly path: string; readonly title: string | null }[];
}

/** The map of keys: a button and `?` show it; there they are switched off too. */
export function KeyMap({ pages }: KeyMapProps): ReactNode {
  const [shown, setShown] = useState(false);
  const [on, setOn] = useState(keysAreOn);
  const [, go] = useLocation();
  const reached = pages.flatMap(({ path, title }) => (PAGE_KEYS[path] && title ? [{ path, title, key: PAGE_KEYS[path] }] : []));
  const paths = reached.map(({ path }) => path).join();
  useEffect(
    () =>
      listenToKeys({
        'Shift+?': () => setShown(true),
        ...Object.fromEntries(paths.split(',').map((path) => [`g ${PAGE_KEYS[path] ?? ''}`, () => go(path)])),
      }),
    [go, paths],
  );
  const table = (caption: string, rows: readonly (readonly [key: ReactNode, what: string])[]): ReactNode => (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.key}</th>
          <th scope="col">{texts.what}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([key, what]) => (
          <tr key={what}>
            <td>{key}</td>
            <td>{what}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
  return (
    <>
      <button type="button" className="button quiet on-brand keys-open" onClick={() => setShown(true)}>
        {texts.open}
      </button>
      {shown && (
        <Window title={texts.title} closeText={texts.close} onClose={() => setShown(false)}>
          <p>{texts.lead}</p>
          <label className="keys-on">
            <input
              type="checkbox"
              checked={on}
              onChange={({ target }) => {
                switchKeys(target.checked);
                setOn(target.checked);
              }}
            />
            {texts.on}
          </label>
          {table(texts.everywhere, [
            [<kbd key="help">?</kbd>, texts.help],
            ...reached.map(
              ({ key, title }) =>
                [
                  <span key={key}>
                    <kbd>g</kbd> {texts.then} <kbd>{key}</kbd>
                  </span>,
                  texts.go(title),
                ] as const,
            ),
          ])}
          {table(texts.inLists, [
            [<kbd key="/">/</kbd>, texts.filter],
            [<kbd key="j">j</kbd>, texts.down],
            [<kbd key="k">k</kbd>, texts.up],
            [<kbd key="x">x</kbd>, texts.select],
            [<kbd key="Enter">Enter</kbd>, texts.enter],
            [<kbd key="n">n</kbd>, texts.next],
            [<kbd key="p">p</kbd>, texts.previous],
          ])}
        </Window>
      )}
    </>
  );
}
