import { useState, type FormEvent, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useSearchParams } from 'wouter';
import { admin, organKindNames } from '../../../../src/texts/admin';
import { workbench } from '../../../../src/texts/workbench';
import { graphql } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { holds, useMe } from '../../session/me';
import '../admin/admin.css';
import { Choose, Line, Tick } from '../admin/form';
import { GrowingTable, Rows, type More } from '../admin/growing-table';
import './organs.css';

const texts = admin.organs;
const FOUND = 50;

const BRANCH = graphql(`
  fragment Branch on Organ {
    id
    name
    kind
    children {
      id
      name
      kind
      children {
        id
      }
    }
  }
`);

// Organs below the top level are loaded when they are shown, because two levels of a hundred organs would cost too much.
const TOPS = graphql(`
  query OrganTree {
    organs(filter: { top: true }, first: 100) {
      edges {
        node {
          id
          name
          kind
          children {
            id
          }
        }
      }
    }
  }
`);

const BELOW = graphql(
  `
    query OrgansBelow($id: ID!) {
      organ(id: $id) {
        ...Branch
      }
    }
  `,
  [BRANCH],
);

const SEARCH = graphql(`
  query OrganSearch($filter: OrganFilterInput!, $first: Int!, $after: String) {
    organs(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          id
          name
          shortName
          kind
          division
          closedOn
          parent {
            id
            name
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

/** The organs as a tree, or a list of those that meet the conditions of the address. */
export default function Organs(): ReactNode {
  const me = useMe();
  const [given, setGiven] = useSearchParams();
  const [text, setText] = useState(given.get('text') ?? '');
  const [kind, setKind] = useState(given.get('kind') ?? '');
  const [closedToo, setClosedToo] = useState(given.has('closed'));
  const filtered = [...given.keys()].length > 0;
  const find = (event: FormEvent): void => {
    event.preventDefault();
    setGiven(new URLSearchParams({ ...(text.trim() && { text: text.trim() }), ...(kind && { kind }), ...(closedToo && { closed: '1' }) }));
  };
  const clear = (): void => {
    setText('');
    setKind('');
    setClosedToo(false);
    setGiven(new URLSearchParams());
  };
  return (
    <>
      <div className="row spread">
        <h1>{workbench.pages.organs}</h1>
        {holds(me, ['SYSTEM_ADMIN']) && (
          <Link href="/organs/new" className="button">
            {texts.add}
          </Link>
        )}
      </div>
      <p>{texts.lead}</p>
      <form role="search" className="card filters no-print" onSubmit={find}>
        <Line label={texts.search} name="text" type="search" value={text} onChange={setText} />
        <Choose label={texts.kind} name="kind" none={admin.all} of={Object.entries(organKindNames)} value={kind} onChange={setKind} />
        <div className="row">
          <Tick label={texts.closedToo} checked={closedToo} onChange={setClosedToo} />
          <button type="submit" className="button primary">
            {admin.find}
          </button>
          {filtered && (
            <button type="button" className="button" onClick={clear}>
              {admin.clear}
            </button>
          )}
        </div>
      </form>
      {filtered ? <Found key={given.toString()} given={given} /> : <Tree />}
    </>
  );
}

function Tree(): ReactNode {
  const [{ data, error }, again] = useQuery({ query: TOPS });
  const tops = data?.organs.edges.map(({ node }) => node);
  return (
    <section className="card" aria-labelledby="organ-tree">
      <h2 id="organ-tree">{texts.tree}</h2>
      {error && <Failure error={error} again={() => again({ requestPolicy: 'network-only' })} />}
      {!tops && !error && <Loading />}
      {tops?.length === 0 && <p>{texts.none}</p>}
      <ul className="organs">
        {tops?.map((organ) => (
          <Branch key={organ.id} organ={organ} open />
        ))}
      </ul>
    </section>
  );
}

interface BranchProps {
  readonly organ: {
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    /** The organs below if they were loaded; otherwise only whether there are any. */
    readonly children: readonly {
      readonly id: string;
      readonly name?: string;
      readonly kind?: string;
      readonly children?: readonly { readonly id: string }[];
    }[];
  };
  readonly open?: boolean;
}

function Branch({ organ, open = false }: BranchProps): ReactNode {
  const [shown, setShown] = useState(open);
  const whole = organ.children.every(({ name }) => name !== undefined);
  const [{ data, error, fetching }, again] = useQuery({ query: BELOW, variables: { id: organ.id }, pause: whole || !shown });
  const below = whole ? organ.children : data?.organ?.children;
  return (
    <li>
      <div className={organ.children.length > 0 ? 'organ' : 'organ leaf'}>
        {organ.children.length > 0 && (
          <button
            type="button"
            className="organ-open"
            aria-expanded={shown}
            aria-label={shown ? texts.shut(organ.name) : texts.open(organ.name)}
            onClick={() => setShown(!shown)}
          >
            <span className="chevron" aria-hidden="true" />
          </button>
        )}
        <Link href={`/organs/${organ.id}`}>{organ.name}</Link>
        <span className="muted">{organKindNames[organ.kind] ?? organ.kind}</span>
      </div>
      {shown && error && <Failure error={error} again={() => again({ requestPolicy: 'network-only' })} />}
      {shown && fetching && !below && <Loading />}
      {shown && below && below.length > 0 && (
        <ul className="organs">
          {below.map(
            ({ id, name, kind, children }) =>
              name !== undefined && <Branch key={id} organ={{ id, name, kind: kind ?? '', children: children ?? [] }} />,
          )}
        </ul>
      )}
    </li>
  );
}

function Found({ given }: { readonly given: URLSearchParams }): ReactNode {
  return (
    <section aria-labelledby="organs-found">
      <h2 id="organs-found">{texts.found}</h2>
      <GrowingTable
        heads={[texts.name, texts.shortName, texts.kind, texts.division, texts.parent]}
        page={(after, more) => <FoundPage key={after} given={given} after={after} more={more} />}
      />
    </section>
  );
}

interface PageProps {
  readonly given: URLSearchParams;
  readonly after: string | null;
  readonly more: More;
}

function FoundPage({ given, after, more }: PageProps): ReactNode {
  const filter = { text: given.get('text'), kind: given.get('kind'), closedToo: given.has('closed') };
  const [{ data, error }, again] = useQuery({ query: SEARCH, variables: { filter, first: FOUND, after } });
  return (
    <Rows
      columns={5}
      page={data?.organs}
      error={error}
      again={() => again({ requestPolicy: 'network-only' })}
      more={more}
      none={texts.none}
      row={(node) => (
        <tr key={node.id}>
          <th scope="row">
            <Link href={`/organs/${node.id}`}>{node.name}</Link>
            {node.closedOn && <span className="badge warn">{texts.closedFrom(dayText(node.closedOn))}</span>}
          </th>
          <td data-label={texts.shortName}>{node.shortName}</td>
          <td data-label={texts.kind}>{organKindNames[node.kind] ?? node.kind}</td>
          <td data-label={texts.division} className="number">
            {node.division}
          </td>
          <td data-label={texts.parent}>{node.parent?.name}</td>
        </tr>
      )}
    />
  );
}
