import type { ReactNode } from 'react';
import { hearings as texts } from '../../../../src/texts/hearings';
import { Day } from '../../parts/day';
import { Section } from '../matter/parts';
import type { OpenAct } from './parts';
import type { HeardMatter, HearingShown } from './query';

const t = texts.notices;

interface NoticesProps {
  readonly hearing: HearingShown;
  readonly matter: HeardMatter | null;
  /** Null: the reader serves nothing. */
  readonly open: OpenAct | null;
}

/** Who was told, how and when; first whoever is still to be told. */
export function Notices({ hearing, matter, open }: NoticesProps): ReactNode {
  const { untold, notices, panel, schedule, formValues } = hearing;
  // What is served is told to those inside alone.
  if (!untold || !notices) return null;
  // Petitioners of a petition that joined this one stand there, not here.
  const joined = [...new Set([...notices, ...untold].flatMap(({ to, toKind }) => (toKind === 'petitioner' ? [to] : [])))]
    .filter((id) => matter?.petitioners.every((own) => own.id !== id))
    .toSorted();
  const nameOf = (to: string, toKind: string): string => {
    const kind = t.kinds[toKind] ?? '';
    if (toKind === 'member') return `${kind}${panel?.seats.find(({ person }) => person.id === to)?.name ?? ''}`;
    const at = matter?.petitioners.findIndex(({ id }) => id === to) ?? -1;
    if (joined.includes(to)) return t.joinedAt(joined.indexOf(to) + 1);
    return at < 0 ? kind : t.petitionerAt(at + 1, matter?.petitioners[at]?.masked.name ?? '');
  };
  const ways = formValues?.find(({ name }) => name === 'serviceWay')?.values ?? [];
  const wayOf = (way: string): string => ways.find(({ code }) => code === way)?.title ?? way;
  return (
    <Section id="notices" title={t.title}>
      <h3>{t.untold}</h3>
      {untold.length === 0 && <p className={notices.length > 0 ? 'notice ok' : ''}>{notices.length > 0 ? t.allTold : t.nobody}</p>}
      {untold.length > 0 && (
        <ul className="matter-cards" aria-label={t.untold}>
          {untold.map(({ kind, kindName, to, toKind }) => (
            <li key={`${kind} ${to}`} className="row spread">
              <span>
                <span className="badge warn">{kindName}</span> {nameOf(to, toKind)}
              </span>
              {open && (
                <button
                  type="button"
                  className="button no-print"
                  aria-label={t.serveTo(kindName, nameOf(to, toKind))}
                  onClick={() => open('serveHearingNotice', { kind, to })}
                >
                  {t.serve}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {notices.length > 0 && (
        <>
          <h3>{t.told}</h3>
          <ul>
            {notices.map(({ id, kind, kindName, to, toKind, way, servedOn, round, waiver }) => (
              <li key={id}>
                {`${kindName} ${nameOf(to, toKind)} ${wayOf(way)} `}
                <Day day={servedOn} />
                {kind === 'notice' && round < (schedule?.round ?? 0) && <span className="muted">{t.former}</span>}
                {waiver && <span className="muted">{` ${t.waiver}：${waiver}`}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
