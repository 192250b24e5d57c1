import { outcomeName, stageName } from '@sunshine/words';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { levels as t } from '../../../../src/texts/levels';
import { messageKinds } from '../../../../src/texts/message-kinds';
import { graphql } from '../../graph/tada';
import { Day, dayText, instantText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Facts, Section } from './parts';
import type { Matter } from './query';

/** Most matters are taken. */
const WhyNotTaken = lazy(() => import('./why-not-taken'));

const COURSE = graphql(`
  query CourseAtNodes($id: ID!) {
    petition(id: $id) {
      id
      mayAskOtherNodes
      course {
        node
        nodeName
        way
        state
        code
        number
        receivedAt
        answeredAt
        partial
        organ {
          id
          name
        }
        steps {
          messageId
          kind
          on
          due
          ground
          stage
          outcome
          text
          asOf
        }
        said {
          kind
          at
          state
          code
        }
      }
    }
  }
`);

const ASK = graphql(`
  mutation AskOtherNodes($input: AskOtherNodesInput!) {
    askOtherNodes(input: $input) {
      id
    }
  }
`);

/** What the day of a step says, where it is not the last day of handling. */
const dueOf: Readonly<Record<string, (day: string) => string>> = {
  'report-return': t.redoBy,
  'urgent-report': t.endsOn,
  reminder: t.answerBy,
  'supervised-handling': t.answerBy,
};

/** What other nodes told of the matter, as of when; nothing where it is of this node alone. */
export default function Levels({ matter }: { readonly matter: Matter }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: COURSE, variables: { id: matter.id }, requestPolicy: 'cache-and-network' });
  const [{ error: refused, fetching }, ask] = useMutation(ASK);
  const [asked, setAsked] = useState(false);
  const reread = (): void => again({ requestPolicy: 'network-only' });
  if (error)
    return (
      <Section id="levels" title={t.title}>
        <Failure error={error} again={reread} />
      </Section>
    );
  const course = data?.petition?.course ?? [];
  if (course.length === 0) return null;
  const press = async (): Promise<void> => {
    setAsked(false);
    const { data: done } = await ask({ input: { requestId: crypto.randomUUID(), petitionId: matter.id } });
    if (!done) return;
    setAsked(true);
    reread();
  };
  return (
    <Section id="levels" title={t.title}>
      <ul className="matter-cards">
        {course.map(({ node, nodeName, way, state, code, number, receivedAt, answeredAt, partial, organ, steps, said }) => (
          <li key={`${node} ${way}`}>
            <p className="row">
              {`${t.ways[way]}${way === 'sent' ? organ.name : nodeName}`}
              {partial && <span className="badge warn">{t.waiting}</span>}
              <span className={state === 'refused' ? 'badge warn' : 'badge brand'}>
                {(way === 'came' && t.cameStates[state]) || t.states[state]}
              </span>
            </p>
            <Suspense fallback={null}>
              <Facts
                of={[
                  [t.number, number],
                  [way === 'sent' ? t.received : t.receivedHere, receivedAt && instantText(receivedAt)],
                  [t.answered, way === 'sent' && answeredAt && instantText(answeredAt)],
                  [t.why, code && <WhyNotTaken key="why" code={code} />],
                ]}
              />
            </Suspense>
            {((state === 'held' && way === 'sent') || steps.length > 0) && (
              <>
                <h3>{way === 'sent' ? t.steps : t.decisions}</h3>
                {steps.length === 0 && <p>{t.noSteps}</p>}
                <ol className="matter-cards">
                  {steps.map(({ messageId, kind, on, due, ground, stage, outcome, text, asOf }) => (
                    <li key={messageId}>
                      <p className="row">
                        <Day day={on} />
                        <span>{way === 'came' && kind === 'completion' ? t.verified : (messageKinds[kind] ?? kind)}</span>
                        {stage && <span>{t.stage(stageName(stage), outcome && outcomeName(outcome))}</span>}
                        {ground === 'undeliverable' && <span className="badge warn">{t.undelivered}</span>}
                        {due && <span>{(dueOf[kind] ?? t.due)(dayText(due))}</span>}
                        <span className="muted">{t.asOf(instantText(asOf))}</span>
                      </p>
                      {text && <p className="matter-text">{text}</p>}
                    </li>
                  ))}
                </ol>
              </>
            )}
            {said.length > 0 && (
              <>
                <h3>{t.said}</h3>
                <ol className="matter-cards">
                  {said.map((one) => (
                    <li key={`${one.kind} ${one.at}`}>
                      <p className="row">
                        <span>{messageKinds[one.kind] ?? one.kind}</span>
                        <span className={one.state === 'refused' ? 'badge warn' : 'badge'}>{t.saidStates[one.state]}</span>
                        <span className="muted">{instantText(one.at)}</span>
                      </p>
                      <Suspense fallback={null}>{one.code && <WhyNotTaken code={one.code} />}</Suspense>
                    </li>
                  ))}
                </ol>
              </>
            )}
          </li>
        ))}
      </ul>
      {data?.petition?.mayAskOtherNodes && (
        <p className="row no-print">
          <button type="button" className="button" disabled={fetching} onClick={() => void press()}>
            {t.ask}
          </button>
          {course.some(({ partial }) => partial) && (
            <button type="button" className="button quiet" onClick={reread}>
              {t.look}
            </button>
          )}
        </p>
      )}
      <div role="status" className="no-print">
        {asked && <p>{t.asked}</p>}
      </div>
      {refused && <Failure error={refused} />}
    </Section>
  );
}
