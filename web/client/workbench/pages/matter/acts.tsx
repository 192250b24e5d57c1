import type { ReactNode } from 'react';
import { hasAct } from '../../../../src/texts/acts/titles';
import { matter as texts } from '../../../../src/texts/matter';
import { useAct } from '../../acts/open';
import type { Matter } from './query';

const t = texts.acts;

/** Acts of the desk that other parts of the page offer. */
const IN_PLACE: readonly string[] = ['openSealedField', 'linkRepeat', 'unlinkRepeat', 'attachFile'];

interface ActsProps {
  readonly matter: Matter;
  readonly reread: () => void;
}

/** Acts that the reader may do now: confirmations first, then acts of the course, then of the desk. */
export function Acts({ matter, reread }: ActsProps): ReactNode {
  const [openAct, dialog] = useAct(reread);
  const acts = matter.acts ?? [];
  const desk = matter.deskActs.filter(({ act }) => !IN_PLACE.includes(act));
  const list = (title: string, those: readonly { readonly act: string; readonly name: string }[], look: string): ReactNode =>
    those.length > 0 && (
      <>
        <h3>{title}</h3>
        <ul>
          {those.map(({ act, name }) => (
            <li key={act}>
              {hasAct(act) ? (
                <button type="button" className={`button ${look}`} onClick={() => openAct({ act, petitionIds: [matter.id] })}>
                  {name}
                </button>
              ) : (
                name
              )}
            </li>
          ))}
        </ul>
      </>
    );
  return (
    <section className="card matter-side no-print" aria-labelledby="acts-title" tabIndex={0}>
      <h2 id="acts-title">{t.title}</h2>
      {acts.length === 0 && desk.length === 0 && <p>{t.none}</p>}
      {list(
        t.confirm,
        acts.filter(({ part }) => part === 'confirmation'),
        'primary',
      )}
      {list(
        t.course,
        acts.filter(({ part }) => part !== 'confirmation'),
        '',
      )}
      {list(t.desk, desk, '')}
      {dialog}
    </section>
  );
}
