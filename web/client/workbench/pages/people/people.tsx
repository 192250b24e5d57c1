import { useState, type FormEvent, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useSearchParams } from 'wouter';
import { admin, roleNames } from '../../../../src/texts/admin';
import { workbench } from '../../../../src/texts/workbench';
import '../../acts/acts.css';
import { Picker } from '../../acts/pickers';
import { graphql } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { holds, useMe } from '../../session/me';
import '../admin/admin.css';
import { Choose, Line, Tick } from '../admin/form';
import { GrowingTable, Rows, type More } from '../admin/growing-table';

const texts = admin.people;
const SHOWN = 50;

const PEOPLE = graphql(`
  query People($filter: PeopleFilterInput!, $first: Int!, $after: String) {
    people(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          id
          name
          account
          disabledOn
          passwordGiven
          roles {
            role
            organ {
              id
              name
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

const ORGAN_NAME = graphql(`
  query OrganOfFilter($id: ID!) {
    organ(id: $id) {
      id
      name
    }
  }
`);

/** People that meet the conditions of the address. */
export default function People(): ReactNode {
  const me = useMe();
  const [given] = useSearchParams();
  return (
    <>
      <div className="row spread">
        <h1>{workbench.pages.people}</h1>
        {holds(me, ['SYSTEM_ADMIN']) && (
          <Link href="/people/new" className="button">
            {texts.add}
          </Link>
        )}
      </div>
      <p>{texts.lead}</p>
      <Conditions key={given.toString()} />
      <List key={`list ${given.toString()}`} given={given} />
    </>
  );
}

function Conditions(): ReactNode {
  const [given, setGiven] = useSearchParams();
  const [text, setText] = useState(given.get('text') ?? '');
  const [role, setRole] = useState(given.get('role') ?? '');
  const [disabledToo, setDisabledToo] = useState(given.has('disabled'));
  const organId = given.get('organ');
  const [{ data }] = useQuery({ query: ORGAN_NAME, variables: { id: organId ?? '' }, pause: organId === null });
  /** Undefined: the organ of the address. */
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>();
  const organ = chosen === undefined ? (data?.organ ?? null) : chosen;
  const find = (event: FormEvent): void => {
    event.preventDefault();
    setGiven(
      new URLSearchParams({
        ...(text.trim() && { text: text.trim() }),
        ...(role && { role }),
        ...(organ && { organ: organ.id }),
        ...(disabledToo && { disabled: '1' }),
      }),
    );
  };
  return (
    <form role="search" className="card filters no-print" onSubmit={find}>
      <Line label={texts.search} name="text" type="search" value={text} onChange={setText} />
      <Choose label={texts.role} name="role" none={admin.all} of={Object.entries(roleNames)} value={role} onChange={setRole} />
      <Picker label={texts.organ} what="organ" value={organ} onChange={setChosen} />
      <div className="row">
        <Tick label={texts.disabledToo} checked={disabledToo} onChange={setDisabledToo} />
        <button type="submit" className="button primary">
          {admin.find}
        </button>
        {[...given.keys()].length > 0 && (
          <button type="button" className="button" onClick={() => setGiven(new URLSearchParams())}>
            {admin.clear}
          </button>
        )}
      </div>
    </form>
  );
}

function List({ given }: { readonly given: URLSearchParams }): ReactNode {
  return (
    <GrowingTable
      heads={[texts.name, texts.account, texts.roles, texts.state]}
      page={(after, more) => <Page key={after} given={given} after={after} more={more} />}
    />
  );
}

interface PageProps {
  readonly given: URLSearchParams;
  readonly after: string | null;
  readonly more: More;
}

function Page({ given, after, more }: PageProps): ReactNode {
  const filter = {
    text: given.get('text'),
    role: given.get('role'),
    organId: given.get('organ'),
    disabledToo: given.has('disabled'),
  };
  const [{ data, error }, again] = useQuery({ query: PEOPLE, variables: { filter, first: SHOWN, after } });
  return (
    <Rows
      columns={4}
      page={data?.people}
      error={error}
      again={() => again({ requestPolicy: 'network-only' })}
      more={more}
      none={texts.none}
      row={(node) => (
        <tr key={node.id}>
          <th scope="row">
            <Link href={`/people/${node.id}`}>{node.name}</Link>
          </th>
          <td data-label={texts.account}>{node.account}</td>
          <td data-label={texts.roles}>
            {node.roles.map(({ role, organ }) => `${organ?.name ?? texts.ofNode} ${roleNames[role] ?? role}`).join('；') || texts.noRoles}
          </td>
          <td data-label={texts.state}>
            {node.disabledOn ? (
              <span className="badge bad">{texts.disabledFrom(dayText(node.disabledOn))}</span>
            ) : (
              <span className="badge ok">{texts.active}</span>
            )}
            {node.passwordGiven && <span className="badge warn">{texts.given}</span>}
          </td>
        </tr>
      )}
    />
  );
}
