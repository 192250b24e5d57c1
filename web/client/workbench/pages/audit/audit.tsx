import { useState, type FormEvent, type ReactNode } from 'react';
import { useQuery, type CombinedError } from 'urql';
import { useSearchParams } from 'wouter';
import { actTitle, hasAct } from '../../../../src/texts/acts/titles';
import { eventWords } from '../../../../src/texts/events';
import { roleNames, serviceNames } from '../../../../src/texts/admin';
import { audit as texts, otherActs } from '../../../../src/texts/audit';
import { workbench } from '../../../../src/texts/workbench';
import '../../acts/acts.css';
import { Picker } from '../../acts/pickers';
import { graphql, type ResultOf, type VariablesOf } from '../../graph/tada';
import { instantText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import '../admin/admin.css';
import { Choose, Line } from '../admin/form';
import { SERVICES, merged, type Cursors, type Service } from './merge';

const SHOWN = 30;

const LINES = graphql(`
  fragment AuditLines on AuditLineConnection {
    edges {
      cursor
      node {
        id
        at
        act
        outcome
        actorKind
        role
        subject
        part
        purpose
        correlationId
        actor {
          id
          name
          account
        }
        organ {
          id
          name
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
`);

/** One query per service, so that only the chosen services are asked, and none that has no more lines. */
const AUDIT = {
  directory: graphql(
    `
      query AuditOfDirectory($filter: AuditFilterInput!, $first: Int!, $after: String) {
        auditTrail {
          id
          found: directory(filter: $filter, first: $first, after: $after) {
            ...AuditLines
          }
        }
      }
    `,
    [LINES],
  ),
  intake: graphql(
    `
      query AuditOfIntake($filter: AuditFilterInput!, $first: Int!, $after: String) {
        auditTrail {
          id
          found: intake(filter: $filter, first: $first, after: $after) {
            ...AuditLines
          }
        }
      }
    `,
    [LINES],
  ),
  case: graphql(
    `
      query AuditOfCase($filter: AuditFilterInput!, $first: Int!, $after: String) {
        auditTrail {
          id
          found: case(filter: $filter, first: $first, after: $after) {
            ...AuditLines
          }
        }
      }
    `,
    [LINES],
  ),
  supervision: graphql(
    `
      query AuditOfSupervision($filter: AuditFilterInput!, $first: Int!, $after: String) {
        auditTrail {
          id
          found: supervision(filter: $filter, first: $first, after: $after) {
            ...AuditLines
          }
        }
      }
    `,
    [LINES],
  ),
  hearing: graphql(
    `
      query AuditOfHearing($filter: AuditFilterInput!, $first: Int!, $after: String) {
        auditTrail {
          id
          found: hearing(filter: $filter, first: $first, after: $after) {
            ...AuditLines
          }
        }
      }
    `,
    [LINES],
  ),
  exchange: graphql(
    `
      query AuditOfExchange($filter: AuditFilterInput!, $first: Int!, $after: String) {
        auditTrail {
          id
          found: exchange(filter: $filter, first: $first, after: $after) {
            ...AuditLines
          }
        }
      }
    `,
    [LINES],
  ),
};

const CHOICES = graphql(`
  query AuditChoices {
    auditTrail {
      id
      directoryActs
      intakeActs
      caseActs
      supervisionActs
      hearingActs
      exchangeActs
    }
  }
`);

const PERSON_NAME = graphql(`
  query PersonOfAudit($id: ID!) {
    person(id: $id) {
      id
      name
    }
  }
`);

/** The name of an act: of a command that a person ran, or of a message that a service sent. */
const actName = (act: string): string => otherActs[act] ?? (hasAct(act) ? actTitle(act) : (eventWords[act] ?? act));

/** A value of `datetime-local`, which is a time in Asia/Shanghai, as an instant. */
const instantOf = (local: string | null): string | null => (local ? new Date(`${local}:00+08:00`).toISOString() : null);

/** A search in the audits of all services, or of `?service=`. Its conditions are kept in the address. */
export default function Audit(): ReactNode {
  const [given] = useSearchParams();
  return (
    <>
      <div className="row spread">
        <h1>{workbench.pages.audit}</h1>
        <button type="button" className="button no-print" onClick={() => print()}>
          {texts.print}
        </button>
      </div>
      <p className="no-print">{texts.lead}</p>
      <Conditions key={given.toString()} />
      <Found key={`found ${given.toString()}`} given={given} />
    </>
  );
}

function Conditions(): ReactNode {
  const [given, setGiven] = useSearchParams();
  const [{ data: choices }] = useQuery({ query: CHOICES });
  const read = (name: string): string => given.get(name) ?? '';
  const [service, setService] = useState(read('service'));
  const [act, setAct] = useState(read('act'));
  const [subject, setSubject] = useState(read('subject'));
  const [outcome, setOutcome] = useState(read('outcome'));
  const [from, setFrom] = useState(read('from'));
  const [to, setTo] = useState(read('to'));
  const actorId = given.get('actor');
  const [{ data: named }] = useQuery({ query: PERSON_NAME, variables: { id: actorId ?? '' }, pause: actorId === null });
  /** Undefined: the person of the address. */
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>();
  const actor = chosen === undefined ? (named?.person ?? null) : chosen;
  const trail = choices?.auditTrail;
  const acts = new Set([
    ...(trail
      ? [
          ...trail.directoryActs,
          ...trail.intakeActs,
          ...trail.caseActs,
          ...trail.supervisionActs,
          ...trail.hearingActs,
          ...trail.exchangeActs,
        ]
      : []),
    ...(act ? [act] : []),
  ]);
  const byName = new Intl.Collator('zh-CN');
  const named_ = [...acts].map((code) => [code, actName(code)] as const).sort(([, a], [, b]) => byName.compare(a, b));
  const find = (event: FormEvent): void => {
    event.preventDefault();
    const all = { service, act, actor: actor?.id ?? '', subject: subject.trim(), outcome, from, to };
    setGiven(new URLSearchParams(Object.entries(all).filter(([, value]) => value !== '')));
  };
  return (
    <form role="search" className="card filters no-print" onSubmit={find}>
      <Choose
        label={texts.service}
        name="service"
        none={texts.services}
        of={SERVICES.map((one) => [one, serviceNames[one] ?? one])}
        value={service}
        onChange={setService}
      />
      <Choose label={texts.act} name="act" none={texts.services} of={named_} value={act} onChange={setAct} />
      <Picker label={texts.actor} what="person" value={actor} onChange={setChosen} />
      <Line label={texts.subject} name="subject" value={subject} onChange={setSubject} />
      <Choose
        label={texts.outcome}
        name="outcome"
        none={texts.services}
        of={Object.entries(texts.outcomes)}
        value={outcome}
        onChange={setOutcome}
      />
      <Line label={texts.from} name="from" type="datetime-local" value={from} onChange={setFrom} />
      <Line label={texts.to} name="to" type="datetime-local" value={to} onChange={setTo} />
      <div className="row">
        <button type="submit" className="button primary">
          {texts.find}
        </button>
        {[...given.keys()].length > 0 && (
          <button type="button" className="button" onClick={() => setGiven(new URLSearchParams())}>
            {texts.clear}
          </button>
        )}
      </div>
    </form>
  );
}

function Found({ given }: { readonly given: URLSearchParams }): ReactNode {
  const [pages, setPages] = useState<readonly Cursors[]>([{}]);
  return (
    <section aria-labelledby="audit-found">
      <h2 id="audit-found">{texts.found}</h2>
      <div className="cards-box">
        <table className="cards">
          <thead>
            <tr>
              <th scope="col">{texts.at}</th>
              <th scope="col">{texts.act}</th>
              <th scope="col">{texts.outcome}</th>
              <th scope="col">{texts.actor}</th>
              <th scope="col">{texts.subject}</th>
              <th scope="col">{texts.purpose}</th>
            </tr>
          </thead>
          {pages.map((after, at) => (
            <Page key={at} given={given} after={after} more={at === pages.length - 1 ? (next) => setPages([...pages, next]) : null} />
          ))}
        </table>
      </div>
    </section>
  );
}

type AuditFilter = VariablesOf<(typeof AUDIT)['directory']>['filter'];

interface Asked {
  readonly found: ResultOf<typeof LINES> | undefined;
  /** Whether the service has answered or was not asked. */
  readonly ready: boolean;
  readonly error: CombinedError | undefined;
  readonly again: () => void;
}

/** The query of one service. It is sent once, because each search writes a line of the audit. */
function useAudit(service: Service, filter: AuditFilter, asked: boolean, after: Cursors): Asked {
  const [{ data, error }, again] = useQuery({
    query: AUDIT[service],
    variables: { filter, first: SHOWN, after: after[service] ?? null },
    pause: !asked,
    requestPolicy: 'network-only',
  });
  const found = asked ? data?.auditTrail.found : undefined;
  return { found, ready: !asked || found !== undefined, error: asked ? error : undefined, again };
}

interface PageProps {
  readonly given: URLSearchParams;
  readonly after: Cursors;
  /** Loads the next page; only on the last page. */
  readonly more: ((after: Cursors) => void) | null;
}

function Page({ given, after, more }: PageProps): ReactNode {
  const of = given.get('service');
  const asked = (service: Service): boolean => (of === null || of === service) && after[service] !== null;
  const act = given.get('act');
  const outcome = given.get('outcome');
  const filter = {
    acts: act === null ? null : [act],
    actorId: given.get('actor'),
    subject: given.get('subject'),
    refused: outcome === null ? null : outcome === 'refused',
    from: instantOf(given.get('from')),
    to: instantOf(given.get('to')),
  };
  const directory = useAudit('directory', filter, asked('directory'), after);
  const intake = useAudit('intake', filter, asked('intake'), after);
  const inCase = useAudit('case', filter, asked('case'), after);
  const supervision = useAudit('supervision', filter, asked('supervision'), after);
  const hearing = useAudit('hearing', filter, asked('hearing'), after);
  const exchange = useAudit('exchange', filter, asked('exchange'), after);
  const all = [directory, intake, inCase, supervision, hearing, exchange];
  const error = all.find((one) => one.error)?.error;
  const page =
    !error && all.every(({ ready }) => ready)
      ? merged(
          {
            directory: directory.found,
            intake: intake.found,
            case: inCase.found,
            supervision: supervision.found,
            hearing: hearing.found,
            exchange: exchange.found,
          },
          after,
          SHOWN,
        )
      : null;
  const again = (): void => {
    for (const one of all) if (one.error) one.again();
  };
  return (
    <tbody>
      {error && (
        <tr>
          <td colSpan={6}>
            <Failure error={error} again={again} />
          </td>
        </tr>
      )}
      {!page && !error && (
        <tr>
          <td colSpan={6}>
            <Loading />
          </td>
        </tr>
      )}
      {page?.lines.length === 0 && (
        <tr>
          <td colSpan={6}>{texts.none}</td>
        </tr>
      )}
      {page?.lines.map(({ service, node }) => (
        <tr key={`${service} ${node.id}`}>
          <th scope="row" className="number">
            {instantText(node.at)}
          </th>
          <td data-label={texts.act}>
            {actName(node.act)}
            <span className="muted">{` ${serviceNames[service] ?? service}`}</span>
          </td>
          <td data-label={texts.outcome}>
            <span className={node.outcome === 'done' ? 'badge ok' : 'badge bad'}>
              {node.outcome === 'done' ? texts.done : texts.refused(node.outcome)}
            </span>
          </td>
          <td data-label={texts.actor}>
            {node.actorKind === 'person' ? (node.actor?.name ?? texts.unknownPerson) : (texts.actors[node.actorKind] ?? node.actorKind)}
            <span className="muted">{` ${[node.organ?.name, node.role && (roleNames[node.role] ?? node.role)].filter(Boolean).join(' ')}`}</span>
          </td>
          <td data-label={texts.subject}>
            {node.subject && <code className="audit-id">{node.subject}</code>}
            {node.part && ` ${roleNames[node.part] ?? node.part}`}
          </td>
          <td data-label={texts.purpose}>{node.purpose}</td>
        </tr>
      ))}
      {page?.next && more && (
        <tr className="no-print">
          <td colSpan={6}>
            <button type="button" className="button" onClick={() => page.next && more(page.next)}>
              {texts.more}
            </button>
          </td>
        </tr>
      )}
    </tbody>
  );
}
