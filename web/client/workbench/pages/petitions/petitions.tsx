import { CHANNEL_NAMES, KIND_NAMES, exitName } from '@sunshine/words';
import { useCallback, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { lists } from '../../../../src/texts/lists';
import { graphql, type ResultOf, type VariablesOf } from '../../graph/tada';
import { List } from '../../list/list';
import { useListState } from '../../list/state';
import { Day } from '../../parts/day';

const texts = lists.petitions;

const PETITIONS = graphql(`
  query Petitions(
    $filter: PetitionFilterInput
    $orderBy: PetitionOrder
    $first: Int!
    $after: String
    $withText: Boolean!
    $withNames: Boolean!
    $withOfficer: Boolean!
  ) {
    petitions(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      edges {
        node {
          id
          number
          kind
          channel
          registeredOn
          receivedOn
          summary
          text @include(if: $withText)
          stageName
          exit
          outcomeName
          closedOn
          organ {
            id
            name
          }
          officer @include(if: $withOfficer) {
            id
            name
          }
          registeringOrgan {
            id
            name
          }
          division
          contentClass
          purpose
          peopleCount
          anonymous
          petitioners @include(if: $withNames) {
            id
            masked {
              name
              phone
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

type Petition = ResultOf<typeof PETITIONS>['petitions']['edges'][number]['node'];
type Asked = VariablesOf<typeof PETITIONS>;

const USUAL = { columns: ['number', 'kind', 'registeredOn', 'summary', 'stage', 'organ'] };

const masked = (of: 'name' | 'phone') =>
  function Masked({ petitioners, anonymous }: Petition): ReactNode {
    return (
      petitioners
        ?.map((one) => one.masked[of])
        .filter(Boolean)
        .join('、') || (of === 'name' && anonymous ? texts.noName : null)
    );
  };

const CELLS: Readonly<Record<string, (petition: Petition) => ReactNode>> = {
  number: ({ id, number }) => (
    <Link href={`/petition/${id}`} className="number">
      {number}
    </Link>
  ),
  kind: ({ kind }) => KIND_NAMES[kind],
  channel: ({ channel }) => CHANNEL_NAMES[channel],
  registeredOn: ({ registeredOn }) => <Day day={registeredOn} />,
  receivedOn: ({ receivedOn }) => <Day day={receivedOn} />,
  summary: ({ summary }) => summary ?? <span className="muted">{texts.sealed}</span>,
  text: ({ text }) => <span className="list-long">{text ?? <span className="muted">{texts.sealed}</span>}</span>,
  stage: ({ stageName }) => stageName && <span className="badge brand">{stageName}</span>,
  exit: ({ exit }) => exit && exitName(exit),
  outcome: ({ outcomeName }) => outcomeName,
  organ: ({ organ }) => organ?.name,
  officer: ({ officer }) => officer?.name,
  registeringOrgan: ({ registeringOrgan }) => registeringOrgan.name,
  closedOn: ({ closedOn }) => closedOn && <Day day={closedOn} />,
  division: ({ division }) => division,
  contentClass: ({ contentClass }) => contentClass,
  purpose: ({ purpose }) => purpose,
  peopleCount: ({ peopleCount }) => peopleCount,
  maskedName: masked('name'),
  maskedPhone: masked('phone'),
};

/** The petitions that the reader may see. */
export default function Petitions(): ReactNode {
  const state = useListState('petitions', USUAL);
  const { columns } = state;
  const variables: Asked = {
    filter: state.conditions as Asked['filter'],
    orderBy: state.order as Asked['orderBy'],
    first: state.size,
    after: state.after,
    withText: columns.includes('text'),
    withOfficer: columns.includes('officer'),
    withNames: columns.includes('maskedName') || columns.includes('maskedPhone'),
  };
  const [{ data, error, stale, operation }, execute] = useQuery({
    query: PETITIONS,
    variables,
    pause: state.problem !== null || state.unfilled,
  });
  const again = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]);
  return (
    <>
      <h1>{texts.title}</h1>
      <List
        state={state}
        caption={texts.caption}
        variables={variables}
        answer={{ data: data?.petitions, error, stale, operation }}
        again={again}
        idOf={({ id }) => id}
        petitionOf={({ id, number }) => ({ id, name: number })}
        cells={CELLS}
      />
    </>
  );
}
