import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { today as texts } from '../../../../src/texts/today';
import { workbench } from '../../../../src/texts/workbench';
import { graphql } from '../../graph/tada';
import { Day } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { organsOf, useMe } from '../../session/me';

const DUE = graphql(`
  query Due($organIds: [ID!]) {
    supervisionBoard(filter: { organIds: $organIds }, first: 50) {
      edges {
        node {
          id
          petitionNumber
          petition {
            id
          }
          organ {
            id
            name
          }
          clock {
            term
            state
            effectiveDue
          }
        }
      }
    }
  }
`);

/** What is due, the soonest first, of the organs the person works in. */
export default function Today(): ReactNode {
  const me = useMe();
  const [{ data, error }, again] = useQuery({ query: DUE, variables: { organIds: organsOf(me).map(({ id }) => id) } });
  const duties = data?.supervisionBoard.edges.map(({ node }) => node);
  return (
    <>
      <h1>{workbench.pages.today}</h1>
      <p>{texts.lead}</p>
      {error && <Failure error={error} again={() => again({ requestPolicy: 'network-only' })} />}
      {!duties && !error && <Loading />}
      {duties?.length === 0 && <p>{texts.empty}</p>}
      {duties && duties.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.due}</th>
              <th scope="col">{texts.duty}</th>
              <th scope="col">{texts.number}</th>
              <th scope="col">{texts.state}</th>
              <th scope="col">{texts.organ}</th>
            </tr>
          </thead>
          <tbody>
            {duties.map(({ id, petitionNumber, organ, clock }) => (
              <tr key={id}>
                <td>
                  <Day day={clock.effectiveDue} weekday />
                </td>
                <td>{clock.term}</td>
                <td className="number">{petitionNumber}</td>
                <td>{clock.state}</td>
                <td>{organ?.name}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
