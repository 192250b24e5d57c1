import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { dispatch as texts } from '../../../../src/texts/dispatch';
import { matter as matterTexts } from '../../../../src/texts/matter';
import { graphql, type ResultOf } from '../../graph/tada';
import { Day } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { Facts, namesOf } from '../matter/parts';

const CONTENT = graphql(`
  query ContentToRoute($id: ID!) {
    petition(id: $id) {
      id
      kind
      channel
      text
      peopleCount
      anonymous
      previousNumber
      requests {
        id
        text
      }
      petitioners {
        id
        masked {
          name
        }
      }
      respondent {
        organ {
          id
          name
        }
        text
      }
      addressedTo {
        id
        name
      }
      visit {
        id
        collective
        aboveLevel
      }
      urgentEvent {
        reason
        endsOn
      }
      repeats {
        id
        number
        summary
        stageName
        outcomeName
        receivedOn
        organ {
          id
          name
        }
      }
    }
  }
`);

type Content = NonNullable<ResultOf<typeof CONTENT>['petition']>;
const { content: words } = matterTexts;

/** Facts for routing a matter: its text, requests and respondents, and where similar matters went. */
export function ContentToRoute({ id }: { readonly id: string }): ReactNode {
  const [{ data, error, stale }, read] = useQuery({ query: CONTENT, variables: { id } });
  const petition = data?.petition;
  return (
    <section className="card dispatch-content" aria-label={words.title} aria-busy={!petition || stale}>
      {error && <Failure error={error} again={() => read({ requestPolicy: 'network-only' })} />}
      {!petition && !error && <Loading />}
      {petition && <Shown petition={petition} />}
    </section>
  );
}

function Shown({ petition }: { readonly petition: Content }): ReactNode {
  const { channel, text, requests, respondent, visit, urgentEvent, repeats } = petition;
  return (
    <>
      <p className="row">
        <span className="badge brand">{matterTexts.kinds[petition.kind]}</span>
        <span className="badge">{matterTexts.channels[channel]}</span>
        {visit?.collective && <span className="badge warn">{words.collective}</span>}
        {visit?.aboveLevel && <span className="badge">{words.aboveLevel}</span>}
        {petition.peopleCount > 1 && <span className="badge">{texts.people(petition.peopleCount)}</span>}
      </p>
      {petition.kind === 'REPORT' && <p className="notice">{words.sealed}</p>}
      {urgentEvent && (
        <p className="notice warn">
          {texts.urgent(urgentEvent.reason)} <Day day={urgentEvent.endsOn} />
        </p>
      )}
      {text !== null && (
        <div className="dispatch-text" role="region" aria-label={words.text} tabIndex={0}>
          {text}
        </div>
      )}
      {requests.some((request) => request.text !== null) && (
        <>
          <h3>{words.requests}</h3>
          <ol>
            {requests.map((request) => (
              <li key={request.id}>{request.text}</li>
            ))}
          </ol>
        </>
      )}
      <Facts
        of={[
          [
            matterTexts.people.title,
            petition.anonymous ? texts.anonymous : petition.petitioners.map(({ masked }) => masked.name).join('、'),
          ],
          [words.respondent, respondent.map(({ organ, text: named }) => organ?.name ?? named).join('、')],
          [words.addressedTo, namesOf(petition.addressedTo)],
          [texts.previousNumber, petition.previousNumber],
        ]}
      />
      {repeats.length > 0 && (
        <>
          <h3>{texts.earlier}</h3>
          <ul>
            {repeats.map((earlier) => (
              <li key={earlier.id}>
                <Link href={`/petition/${earlier.id}`} className="number">
                  {earlier.number}
                </Link>{' '}
                {earlier.summary ?? texts.sealed}{' '}
                <span className="muted">
                  <Day day={earlier.receivedOn} />
                  {` ${[earlier.organ?.name, earlier.stageName, earlier.outcomeName].filter(Boolean).join(' ')}`}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
