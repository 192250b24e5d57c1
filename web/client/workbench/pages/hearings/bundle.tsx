import { lazy, Suspense, useState, type ReactNode } from 'react';
import { hearings as texts } from '../../../../src/texts/hearings';
import { signing as signTexts } from '../../../../src/texts/signing';
import { Section } from '../matter/parts';
import { Downloads } from './downloads';
import type { OpenAct } from './parts';
import type { HearingShown } from './query';
import { Unsealed } from './unsealed';

const SignSheet = lazy(() => import('../../signing/sign-sheet'));

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
  readonly reread: () => void;
}

type Signer = NonNullable<HearingShown['bundle']>['signers'][number];

/** The bound file of the hearing, and who has signed it. */
export function Bundle({ hearing, may, open, reread }: BundleProps): ReactNode {
  const { id: hearingId, bundle, state } = hearing;
  const [signing, setSigning] = useState<Signer | null>(null);
  const [unsealing, setUnsealing] = useState(false);
  const petitionId = hearing.petition?.id ?? '';
  const signed = signing && bundle?.sections.find(({ section }) => section === signing.section);
  if (state !== 'concluded') return null;
  return (
    <Section id="bundle" title={t.title}>
      {!bundle && !may('openHearingSealed') && <p>{t.none}</p>}
      {bundle?.sections.map(({ section, digest, algorithm, open: told, sealed }) => (
        <p key={section}>
          {t.contents(told, sealed)} {t.digest}
          <code className="digest">{` ${algorithm} ${digest}`}</code>
        </p>
      ))}
      {bundle && (
        <>
          <ul className="matter-cards" aria-label={t.title}>
            {bundle.signers.map((signer) => {
              const { section, id, name, partName, state: how, witness, video, mine } = signer;
              return (
                <li key={`${section} ${id}`}>
                  <p className="row">
                    <strong>{name ?? t.unnamed}</strong> {partName}
                    <span className={`badge ${LOOKS[how] ?? ''}`}>{t.states[how] ?? how}</span>
                    {witness && t.witness(witness)}
                    {video && t.video(video)}
                  </p>
                  {how === 'open' && (
                    <p className="row no-print">
                      {mine && may('signHearingBundle') && (
                        <button
                          type="button"
                          className="button primary"
                          aria-label={signTexts.signOf(name ?? partName)}
                          onClick={() => setSigning(signer)}
                        >
                          {signTexts.sign}
                        </button>
                      )}
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
              );
            })}
          </ul>
          <Downloads hearingId={hearingId} office={bundle.link !== null} />
        </>
      )}
      {may('openHearingSealed') && (
        <p className="no-print">
          <button type="button" className="button" onClick={() => setUnsealing(true)}>
            {t.unseal}
          </button>
        </p>
      )}
      {unsealing && <Unsealed petitionId={petitionId} hearing={hearing} onClose={() => setUnsealing(false)} />}
      {signing && signed && (
        <Suspense>
          <SignSheet
            petitionId={petitionId}
            hearingId={hearingId}
            section={signed}
            signer={signing}
            onClose={(done) => {
              setSigning(null);
              if (done) reread();
            }}
          />
        </Suspense>
      )}
    </Section>
  );
}
