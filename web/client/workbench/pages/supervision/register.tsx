import './supervision.css';
import type { ReactNode } from 'react';
import type { CombinedError, UseQueryExecute } from 'urql';
import { Link } from 'wouter';
import { actTitle, hasAct } from '../../../../src/texts/acts/titles';
import { supervision } from '../../../../src/texts/supervision';
import type { ActRequest } from '../../acts/request';
import { Day, dayText } from '../../parts/day';
import { today } from '../../parts/days';
import '../admin/admin.css';
import { Rows, type More, type PageOf } from '../admin/growing-table';
import '../hearings/hearings.css';
import '../matter/matter.css';
import { Facts } from '../matter/parts';

const t = supervision.register;

export interface Tab {
  readonly name: string;
  readonly title: string;
}

interface RegisterProps {
  readonly title: string;
  readonly lead: string;
  /** Below `/work`. */
  readonly path: string;
  readonly tabs: readonly Tab[];
  /** The name of the tab that is open. */
  readonly tab: string;
  /** What else the address asks for, which every tab keeps. */
  readonly kept?: Readonly<Record<string, string>>;
  readonly actions?: ReactNode;
  readonly filters?: ReactNode;
  readonly list: ReactNode;
  /** Null: nothing is chosen. */
  readonly chosen: ReactNode | null;
}

/** Address of a tab of a register, or of a record in it. */
export const addressIn = (path: string, more: Readonly<Record<string, string>>): string =>
  `${path}?${new URLSearchParams(more).toString()}`;

/** A register: tabs, left the list, right the one that is chosen. */
export function Register({ title, lead, path, tabs, tab, kept = {}, actions, filters, list, chosen }: RegisterProps): ReactNode {
  return (
    <>
      <div className="row spread">
        <h1>{title}</h1>
        {actions}
      </div>
      <p>{lead}</p>
      <nav className="hearing-tabs no-print" aria-label={t.tabs}>
        <ul>
          {tabs.map(({ name, title: words }) => (
            <li key={name}>
              <Link href={addressIn(path, { tab: name, ...kept })} aria-current={name === tab ? 'page' : undefined}>
                {words}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {filters}
      <div className={chosen === null ? 'supervision-orders' : 'supervision-orders supervision-one'}>
        <div className="hearing-list">{list}</div>
        <section className={chosen === null ? 'card supervision-none' : 'card'} aria-labelledby="supervision-chosen">
          <h2 id="supervision-chosen">{t.detail}</h2>
          {chosen !== null && (
            <p className="supervision-back no-print">
              <Link href={addressIn(path, { tab, ...kept })}>{t.back}</Link>
            </p>
          )}
          {chosen ?? <p>{t.choose}</p>}
        </section>
      </div>
    </>
  );
}

interface RegisterRowsProps<Node> {
  readonly heads: readonly string[];
  readonly page: PageOf<Node> | undefined;
  readonly error: CombinedError | undefined;
  readonly again: UseQueryExecute;
  readonly more: More;
  /** Text if there is no row. */
  readonly none: string;
  /** Id of the record that is shown beside the list. */
  readonly chosen: string | null;
  readonly address: (node: Node) => string;
  /** What stands below each head; the first is the link to the record. */
  readonly cells: (node: Node) => readonly ReactNode[];
}

/** One page of the list of a register. */
export function RegisterRows<Node extends { readonly id: string }>(props: RegisterRowsProps<Node>): ReactNode {
  const { heads, page, error, again, more, none, chosen, address, cells } = props;
  return (
    <Rows
      columns={heads.length}
      page={page}
      error={error}
      again={() => again({ requestPolicy: 'network-only' })}
      more={more}
      none={none}
      row={(node) => {
        const [number, ...rest] = cells(node);
        return (
          <tr key={node.id} aria-current={node.id === chosen ? 'true' : undefined}>
            <th scope="row" aria-label={heads[0]}>
              <Link href={address(node)} className="number">
                {number}
              </Link>
            </th>
            {rest.map((cell, at) => (
              <td key={at} data-label={heads[at + 1]}>
                {cell}
              </td>
            ))}
          </tr>
        );
      }}
    />
  );
}

/** Lines of a record; nothing where there is none. */
export function Lines({ title, lines }: { readonly title: string; readonly lines: readonly ReactNode[] }): ReactNode {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ol className="supervision-lines">
        {lines.map((line, at) => (
          <li key={at}>{line}</li>
        ))}
      </ol>
    </>
  );
}

/** A step of the course of a record. */
export interface Step {
  readonly on: string;
  readonly title: string;
  readonly byPerson?: { readonly name: string } | null;
  readonly facts?: readonly (readonly [name: string, value: ReactNode])[];
}

/** The course of a record, oldest first. */
export function Course({ steps }: { readonly steps: readonly Step[] }): ReactNode {
  return (
    <>
      <h3>{t.course}</h3>
      <ol className="timeline">
        {steps.map(({ on, title, byPerson, facts = [] }, at) => (
          <li key={at}>
            <p className="row">
              <Day day={on} weekday />
              <strong>{title}</strong>
              <span className="muted">{byPerson?.name}</span>
            </p>
            <Facts of={facts} />
          </li>
        ))}
      </ol>
    </>
  );
}

interface ActButtonsProps {
  readonly acts: readonly string[];
  readonly request: (act: string) => readonly (ActRequest & { readonly words?: string })[];
  readonly open: (request: ActRequest) => void;
}

/** Buttons for the acts that the reader may do; an act may have several. */
export function ActButtons({ acts, request, open }: ActButtonsProps): ReactNode {
  const requests = acts.flatMap(request);
  if (requests.length === 0) return null;
  return (
    <p className="row no-print">
      {requests.map(({ words, ...one }, at) => (
        <button key={`${one.act} ${at}`} type="button" className="button" onClick={() => open(one)}>
          {words ?? (hasAct(one.act) ? actTitle(one.act) : one.act)}
        </button>
      ))}
    </p>
  );
}

/** The last day of an answer, marked where it has passed and still `runs`. */
export function LastDay({ day, runs }: { readonly day: string; readonly runs: boolean }): ReactNode {
  return (
    <>
      {dayText(day)} {runs && day < today() && <span className="badge bad">{t.late}</span>}
    </>
  );
}
