import type { ReactNode } from 'react';
import { arrivals as texts } from '../../../../src/texts/arrivals';
import { matter as matterTexts } from '../../../../src/texts/matter';
import { Day } from '../../parts/day';
import { ArrivedFiles } from './files';
import { isKind } from './form-of';
import type { Opened } from './query';

const joined = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(' ');

/** What an arrived matter says, for whoever registers it. */
export function OpenedMatter({ of }: { readonly of: Opened }): ReactNode {
  const { petitioners, requests, respondents, accused, files, handing } = of;
  const people = of.anonymous
    ? texts.anonymous
    : petitioners
        .map(({ name, phone, landline, address, idType, idNumber }) => joined(name, phone, landline, address, idType, idNumber))
        .join('；') || texts.withheld;
  const parties = (named: Opened['respondents']): string => named.map(({ text, post }) => joined(text, post)).join('、');
  const facts: readonly (readonly [string, ReactNode])[] = [
    [texts.petitioners, `${people}${of.peopleCount === null ? '' : `（${texts.people(of.peopleCount)}）`}`],
    [texts.place, of.place],
    [texts.respondents, parties(respondents)],
    [texts.accused, parties(accused)],
    [texts.purposeOf, of.purpose],
    [texts.contentClass, joined(of.contentClass, of.contentClassName)],
    [texts.firstReceivedOn, <Day key="day" day={of.firstReceivedOn} />],
    [texts.from, handing.from],
    [texts.paper, joined(handing.paperNumber, handing.paperOn)],
    [texts.reason, handing.reason],
    [texts.points, handing.points.join('；')],
  ];
  return (
    <section className="arrived-content" aria-label={texts.content}>
      <h2>{of.summary}</h2>
      {isKind(of.kind) ? <p className="muted">{matterTexts.kinds[of.kind]}</p> : <p className="notice warn">{texts.kindMissing}</p>}
      {of.text !== null && <p className="arrived-text">{of.text}</p>}
      {requests.length > 0 && (
        <>
          <h3>{texts.requests}</h3>
          <ol>
            {requests.map((request, at) => (
              <li key={at}>{request}</li>
            ))}
          </ol>
        </>
      )}
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== null && value !== '')
          .map(([name, value]) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {files.length > 0 && (
        <>
          <h3>{texts.files}</h3>
          <p className="muted">{texts.filesNote}</p>
          <ArrivedFiles messageId={of.messageId} files={files} />
        </>
      )}
    </section>
  );
}
