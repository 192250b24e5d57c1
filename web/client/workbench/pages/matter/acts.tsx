import type { ReactNode } from 'react';
import { matter as texts } from '../../../../src/texts/matter';
import type { Matter } from './query';

const t = texts.acts;

/** What the reader may do now; what waits for a second person first. */
export function Acts({ matter }: { readonly matter: Matter; readonly reread: () => void }): ReactNode {
  const acts = matter.acts ?? [];
  return (
    <section className="card matter-side no-print" aria-labelledby="acts-title">
      <h2 id="acts-title">{t.title}</h2>
      {acts.length === 0 && <p>{t.none}</p>}
      <ul>
        {acts.map(({ act, name }) => (
          <li key={act}>{name}</li>
        ))}
      </ul>
    </section>
  );
}
