import { useState, type ReactNode } from 'react';
import { useMutation } from 'urql';
import { pending as texts } from '../../../../src/texts/pending';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { OPEN, type Content } from './query';

type Party = Content['respondent'][number];
const partyText = ({ organ, text }: Party): string => organ?.name ?? text ?? texts.accusedPerson;

/** Loads the content of a filing when it is opened; each opening is recorded. */
export function useContent(filingId: string): {
  readonly shown: boolean;
  readonly toggle: () => void;
  readonly content: ReactNode;
} {
  const [{ data, error }, open] = useMutation(OPEN);
  const [shown, setShown] = useState(false);
  const ask = (): void => void open({ input: { filingId } });
  return {
    shown,
    toggle: () => {
      if (!shown) ask();
      setShown(!shown);
    },
    content: error ? <Failure error={error} again={ask} /> : data ? <Said of={data.openPendingFiling} /> : <Loading />,
  };
}

function Said({ of }: { readonly of: Content }): ReactNode {
  const { summary, text, requests, petitioners, anonymous, peopleCount, respondent, accused, files } = of;
  const people = anonymous ? texts.anonymous : petitioners.map(({ name, phone }) => [name, phone].filter(Boolean).join(' ')).join('、');
  const facts: readonly (readonly [string, string | null])[] = [
    [texts.petitioners, `${people}${peopleCount === null ? '' : `（${texts.people(peopleCount)}）`}`],
    [texts.respondent, respondent.map(partyText).join('、')],
    [texts.accused, accused.map(partyText).join('、')],
    [texts.urgentReason, of.urgentReason],
    [texts.previousNumber, of.previousNumber],
    [texts.attachments, files.length === 0 ? '' : `${files.map(({ type }) => type).join('、')}（${texts.attachmentsNote}）`],
    [texts.note, of.asideNote],
  ];
  return (
    <section className="pending-content" aria-label={texts.content}>
      <h2>{summary}</h2>
      <p className="pending-text">{text}</p>
      <ol>
        {requests.map((request, at) => (
          <li key={at}>{request}</li>
        ))}
      </ol>
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
