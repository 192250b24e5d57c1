import { useState, type ReactNode } from 'react';
import { useMutation } from 'urql';
import { matter as texts } from '../../../../src/texts/matter';
import { graphql } from '../../graph/tada';
import { Day } from '../../parts/day';
import { Failure } from '../../parts/failure';
import type { Matter } from './query';
import { mayDesk } from './sealed';

const t = texts.sameMatter;

const ASK = graphql(`
  mutation AskSameMatter($input: AskSameMatterInput!) {
    askSameMatter(input: $input) {
      id
    }
  }
`);

/** Whether the same matter may be in hand at another node: asked by the registrar, answered by the other node. */
export function SameMatter({ matter, reread }: { readonly matter: Matter; readonly reread: () => void }): ReactNode {
  const [{ error, fetching }, ask] = useMutation(ASK);
  const [told, setTold] = useState(false);
  const questions = matter.sameMatterQuestions;
  const may = mayDesk(matter, 'askSameMatter');
  if (!may && !questions?.length) return null;
  const press = async (): Promise<void> => {
    setTold(false);
    const { data } = await ask({ input: { requestId: crypto.randomUUID(), petitionId: matter.id } });
    if (!data) return;
    setTold(true);
    reread();
  };
  return (
    <section aria-labelledby="same-matter-title">
      <h3 id="same-matter-title">{t.title}</h3>
      {may && (
        <p className="no-print">
          <button type="button" className="button" disabled={fetching} onClick={() => void press()}>
            {t.ask}
          </button>{' '}
          <span className="muted">{t.hint}</span>
        </p>
      )}
      <div role="status" className="no-print">
        {told && <p>{t.asked}</p>}
      </div>
      {error && <Failure error={error} />}
      {questions && questions.length > 0 && (
        <>
          <ul>
            {questions.map(({ id, node, askedOn, state, numberPrefix, reason }) => (
              <li key={id}>
                <Day day={askedOn} /> {node}：<span className={`badge ${state === 'match' ? 'warn' : ''}`}>{t.states[state]}</span>
                {numberPrefix !== null && ` ${t.prefix(numberPrefix)}`}
                {reason !== null && ` ${reason}`}
              </li>
            ))}
          </ul>
          {questions.some(({ state }) => state === 'asked') && (
            <p className="no-print">
              <button type="button" className="button quiet" onClick={reread}>
                {t.look}
              </button>
            </p>
          )}
        </>
      )}
    </section>
  );
}
