import { cited } from '@sunshine/words';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { desk } from '../../../../src/texts/desk';
import { useAct } from '../../acts/open';
import { Day, dayText } from '../../parts/day';
import { Candidates, MatterText, SameLetter } from './candidates';
import type { DeskForm } from './form';
import type { Registered as Answer } from './register';
import { PrintSlip } from './slip';

const { done: texts } = desk;

type Codes = Pick<Answer, 'number' | 'registeredOn' | 'queryCode' | 'secret'> & {
  readonly petition: {
    readonly id: string;
    readonly receivedOn: string;
    readonly registeringOrgan: { readonly name: string | null };
  } | null;
};

function CodeCard({ title, answer, sort }: { readonly title: string; readonly answer: Codes; readonly sort: 'own' | 'report' }): ReactNode {
  const { number, registeredOn, queryCode, secret, petition } = answer;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (sort === 'own') heading.current?.focus();
  }, [sort]);
  return (
    <section className="card desk-codes" data-registered={sort}>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <dl className="facts">
        <dt>{texts.number}</dt>
        <dd className="number" data-fact="number">
          {number}
        </dd>
        <dt>{texts.code}</dt>
        <dd className="number desk-code" data-fact="code">
          {queryCode}
        </dd>
        <dt>{texts.secret}</dt>
        <dd className="number desk-code" data-fact="secret">
          {secret}
        </dd>
        {petition && (
          <>
            <dt>{texts.receivedOn}</dt>
            <dd data-fact="receivedOn">
              <Day day={petition.receivedOn} />
            </dd>
          </>
        )}
        <dt>{texts.registeredOn}</dt>
        <dd>{registeredOn && <Day day={registeredOn} />}</dd>
      </dl>
      <p className="row">
        <PrintSlip
          label={texts.print}
          number={number ?? ''}
          queryCode={queryCode}
          secret={secret}
          on={registeredOn ?? ''}
          organ={petition?.registeringOrgan.name ?? ''}
        />
        {petition && <GiveSlip petitionId={petition.id} />}
        {petition && (
          <Link href={`/petition/${petition.id}`} className="button">
            {texts.open}
          </Link>
        )}
      </p>
    </section>
  );
}

/** Records once how the slip was given: handed over at the window, or posted, with the number of the registered letter. */
function GiveSlip({ petitionId }: { readonly petitionId: string }): ReactNode {
  const [given, setGiven] = useState(false);
  const [openAct, dialog] = useAct(() => setGiven(true));
  return (
    <>
      {given ? (
        <span className="notice ok" role="status">
          {texts.slipGiven}
        </span>
      ) : (
        <button type="button" className="button" onClick={() => openAct({ act: 'giveCodeSlip', petitionIds: [petitionId] })}>
          {texts.giveSlip}
        </button>
      )}
      {dialog}
    </>
  );
}

function Channels({ channels }: { readonly channels: Answer['channelDays'] }): ReactNode {
  return (
    <section className="card" aria-labelledby="desk-channels">
      <h2 id="desk-channels">{texts.channels}</h2>
      <p className="notice warn">{channels[0]?.notStopped}</p>
      <ul>
        {channels.map(({ channelId, title, body, rule, lastDay, daysLeft, provisional, source }) => (
          <li key={channelId}>
            <strong>{title}</strong> {body}
            <br />
            {rule} {lastDay !== null && daysLeft !== null ? texts.lastDay(dayText(lastDay), daysLeft) : null}
            {provisional && texts.provisional} <span className="muted">{cited(source)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RegisteredProps {
  readonly form: DeskForm;
  readonly answer: Answer;
  readonly next: () => void;
}

/** Result of a registration: query codes, terms of other channels, and candidates to compare with. */
export function Registered({ form, answer, next }: RegisteredProps): ReactNode {
  const { petition, channelDays, report } = answer;
  const sealed = form.kind === 'REPORT';
  return (
    <>
      <div className="desk-result">
        <CodeCard title={texts.title} answer={answer} sort="own" />
        {report && <CodeCard title={texts.titleReport} answer={report} sort="report" />}
      </div>
      <p>
        <button type="button" className="button primary" onClick={next}>
          {texts.next}
        </button>{' '}
        <kbd>Ctrl</kbd> + <kbd>Enter</kbd>
      </p>
      {sealed && <p className="notice">{texts.candidatesSealed}</p>}
      {!sealed && petition && (
        <div className="desk-compare">
          <section className="card desk-own" aria-labelledby="desk-own">
            <h2 id="desk-own">{texts.mine}</h2>
            <MatterText {...petition} />
          </section>
          <div>
            <Candidates own={petition} />
            <SameLetter petitionId={petition.id} />
          </div>
        </div>
      )}
      {channelDays.length > 0 && <Channels channels={channelDays} />}
    </>
  );
}
