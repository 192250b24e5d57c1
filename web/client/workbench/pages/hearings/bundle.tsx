import type { ReactNode } from 'react';
import { hearings as texts } from '../../../../src/texts/hearings';
import { Section } from '../matter/parts';
import type { OpenAct } from './parts';
import type { HearingShown } from './query';

const t = texts.bundle;
const LOOKS: Readonly<Record<string, string>> = { open: 'warn', key: 'ok', paper: 'ok', refused: 'bad' };
/** How a signature that is missing is closed by the office; there is no other way. */
const CLOSED_BY = [
  ['recordPaperSignature', t.paper],
  ['recordRefusedSignature', t.refused],
] as const;

interface BundleProps {
  readonly hearing: HearingShown;
  readonly may: (act: string) => boolean;
  readonly open: OpenAct;
}

/** The bound file of the hearing, and who has signed it. */
export function Bundle({ hearing: { bundle, state }, may, open }: BundleProps): ReactNode {
  if (state !== 'concluded') return null;
  return (
    <Section id="bundle" title={t.title}>
      {!bundle && <p>{t.none}</p>}
      {bundle?.sections.map(({ section, digest, algorithm, open: told, sealed }) => (
        <p key={section}>
          {t.contents(told, sealed)} {t.digest}
          <code className="hearing-seed">{` ${algorithm} ${digest}`}</code>
        </p>
      ))}
      {bundle && (
        <>
          <ul className="matter-cards" aria-label={t.title}>
            {bundle.signers.map(({ section, id, name, partName, state: signed, witness, video }) => (
              <li key={`${section} ${id}`}>
                <p className="row">
                  <strong>{name ?? t.unnamed}</strong> {partName}
                  <span className={`badge ${LOOKS[signed] ?? ''}`}>{t.states[signed] ?? signed}</span>
                  {witness && t.witness(witness)}
                  {video && t.video(video)}
                </p>
                {signed === 'open' && (
                  <p className="row no-print">
                    {CLOSED_BY.filter(([act]) => may(act)).map(([act, title]) => (
                      <button
                        key={act}
                        type="button"
                        className="button"
                        aria-label={t.of(title, name ?? partName)}
                        onClick={() => open(act, { signerId: id, section })}
                      >
                        {title}
                      </button>
                    ))}
                  </p>
                )}
              </li>
            ))}
          </ul>
          <p className="row no-print">
            {bundle.link && <a href={bundle.link}>{t.load}</a>}
            <a href={bundle.partyLink}>{t.loadParty}</a>
          </p>
        </>
      )}
    </Section>
  );
}
