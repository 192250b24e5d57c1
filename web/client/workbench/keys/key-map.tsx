import { Fragment, useEffect, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { keys as texts } from '../../../src/texts/keys';
import { Window } from '../parts/window';
import { keysAreOn, listenIn, listenToKeys, switchKeys } from './keys';
import { KEYS, namesOf, PAGE_KEYS, type Place } from './table';

/** Places whose keys work only for people who may open the page. */
const PAGE_OF: Readonly<Partial<Record<Place, string>>> = { desk: '/desk', dispatch: '/dispatch' };
const PLACES: readonly Place[] = ['everywhere', 'lists', 'desk', 'dispatch'];

type Line = readonly [key: ReactNode, what: string];

interface KeyMapProps {
  /** Pages of the person's navigation. */
  readonly pages: readonly { readonly path: string; readonly title: string | null }[];
}

/** The list of keys, opened by a button or `?`. Single keys can be switched off in it. */
export function KeyMap({ pages }: KeyMapProps): ReactNode {
  const [shown, setShown] = useState(false);
  const [on, setOn] = useState(keysAreOn);
  const [, go] = useLocation();
  const reached = pages.flatMap(({ path, title }) => (PAGE_KEYS[path] && title ? [{ path, title, key: PAGE_KEYS[path] }] : []));
  const paths = reached.map(({ path }) => path).join();
  useEffect(() => listenIn('everywhere', { help: () => setShown(true) }), []);
  useEffect(
    () => listenToKeys(Object.fromEntries(paths.split(',').map((path) => [`g ${PAGE_KEYS[path] ?? ''}`, () => go(path)]))),
    [go, paths],
  );
  const linesOf = (place: Place): readonly Line[] => {
    const words: Readonly<Record<string, string>> = texts.acts[place];
    const own = Object.entries<string>(KEYS[place]).map(([name, key]): Line => [<Chord key={key} of={key} />, words[name] ?? '']);
    if (place === 'lists') return [...own, [<kbd key="Enter">Enter</kbd>, texts.enter]];
    if (place !== 'everywhere') return own;
    const opening = reached.map(({ key, title }): Line => [
      <span key={key}>
        <kbd>g</kbd> {texts.then} <kbd>{key}</kbd>
      </span>,
      texts.go(title),
    ]);
    return [...own, ...opening];
  };
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
          {PLACES.filter((place) => !PAGE_OF[place] || pages.some(({ path }) => path === PAGE_OF[place])).map((place) => (
            <KeyTable key={place} caption={texts.places[place]} lines={linesOf(place)} />
          ))}
        </Window>
      )}
    </>
  );
}

function Chord({ of }: { readonly of: string }): ReactNode {
  return namesOf(of).map((name, at) => (
    <Fragment key={name}>
      {at > 0 && ' + '}
      <kbd>{name}</kbd>
    </Fragment>
  ));
}

function KeyTable({ caption, lines }: { readonly caption: string; readonly lines: readonly Line[] }): ReactNode {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.key}</th>
          <th scope="col">{texts.what}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(([key, what]) => (
          <tr key={what}>
            <td>{key}</td>
            <td>{what}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
