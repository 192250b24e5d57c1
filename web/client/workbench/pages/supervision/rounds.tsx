import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useLocation, useSearchParams } from 'wouter';
import { rounds as t } from '../../../../src/texts/rounds';
import { supervision } from '../../../../src/texts/supervision';
import { workbench } from '../../../../src/texts/workbench';
import { useAct } from '../../acts/open';
import type { ActRequest } from '../../acts/request';
import { graphql, type VariablesOf } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { useMe } from '../../session/me';
import { GrowingTable, type More } from '../admin/growing-table';
import { Facts } from '../matter/parts';
import { Card } from './records';
import { ActButtons, addressIn, Course, LastDay, Lines, Register, RegisterRows, type Step } from './register';
import { mayAdvise } from './roles';
import { ROUND, type Part, type Round } from './round-query';

const PATH = '/supervision/rounds';
const SHOWN = 50;

const LIST = graphql(`
  query InspectionRounds($filter: SupervisionRecordFilter, $first: Int!, $after: String) {
    inspectionRounds(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          id
          number
          matters
          state
          stateName
          from
          to
          replyBy
          organs {
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

type Filter = NonNullable<VariablesOf<typeof LIST>['filter']>;

const TABS = [
  { name: 'running', title: t.running, states: ['planned', 'running', 'correcting', 'checked'] },
  { name: 'ended', title: t.ended, states: ['ended'] },
  { name: 'all', title: supervision.register.all, states: null },
] as const;

/** 督查: the rounds, and the one that is chosen with what each inspected organ has of it. */
export default function Rounds(): ReactNode {
  const me = useMe();
  const [given] = useSearchParams();
  const [, go] = useLocation();
  const tab = TABS.find(({ name }) => name === given.get('tab')) ?? TABS[0];
  const id = given.get('id');
  const [open, dialog] = useAct(({ done: [one] }) => {
    const planned = (one?.result as { id: string } | undefined)?.id;
    if (planned) go(addressIn(PATH, { tab: 'running', id: planned }));
  });
  return (
    <>
      <Register
        title={workbench.pages.rounds}
        lead={t.lead}
        path={PATH}
        tabs={TABS}
        tab={tab.name}
        actions={
          mayAdvise(me) && (
            <button type="button" className="button primary no-print" onClick={() => open({ act: 'planInspectionRound', petitionIds: [] })}>
              {t.plan}
            </button>
          )
        }
        list={
          <GrowingTable
            key={tab.name}
            heads={t.heads}
            page={(after, more) => (
              <Page key={after} filter={tab.states && { states: [...tab.states] }} tab={tab.name} after={after} more={more} chosen={id} />
            )}
          />
        }
        chosen={id === null ? null : <Chosen key={id} id={id} />}
      />
      {dialog}
    </>
  );
}

interface PageProps {
  readonly filter: Filter | null;
  readonly tab: string;
  readonly after: string | null;
  readonly more: More;
  readonly chosen: string | null;
}

/** An empty list is read again, too, once a round is planned. */
const READ_AGAIN = { additionalTypenames: ['InspectionRound'] };
const namesOf = (all: readonly { readonly name: string }[]): string => all.map(({ name }) => name).join(t.join);

function Page({ filter, tab, after, more, chosen }: PageProps): ReactNode {
  const [{ data, error }, again] = useQuery({ query: LIST, variables: { filter, first: SHOWN, after }, context: READ_AGAIN });
  return (
    <RegisterRows
      heads={t.heads}
      page={data?.inspectionRounds}
      error={error}
      again={again}
      more={more}
      none={t.none}
      chosen={chosen}
      address={({ id }) => addressIn(PATH, { tab, id })}
      cells={({ number, matters, organs, stateName, from, to, replyBy }) => [
        number,
        matters,
        namesOf(organs.map(({ organ }) => organ)),
        <span key="state" className="badge brand">
          {stateName}
        </span>,
        t.from(dayText(from), dayText(to)),
        replyBy && <LastDay key="due" day={replyBy} runs />,
      ]}
    />
  );
}

/** The course of the round as a whole; that of each organ stands with it. */
function courseOf({ openedOn, byPerson, teamChanges, reports, endedOn, result }: Round): Step[] {
  return [
    { on: openedOn, title: t.planned, byPerson },
    ...teamChanges.map(({ left, joined, reason, ...change }) => ({
      ...{ on: change.on, byPerson: change.byPerson, title: t.teamChanged },
      facts: [
        ...(left.length > 0 ? [[t.left, namesOf(left)] as const] : []),
        ...(joined.length > 0 ? [[t.joined, namesOf(joined)] as const] : []),
        [t.reason, reason] as const,
      ],
    })),
    ...reports.map(({ toOrgan, text, ...report }) => ({
      ...{ on: report.on, byPerson: report.byPerson, title: t.reported },
      facts: [[t.to, toOrgan.name] as const, [t.text, text] as const],
    })),
    ...(endedOn === null ? [] : [{ on: endedOn, title: t.end, facts: [[t.result, result] as const] }]),
  ].toSorted((one, other) => one.on.localeCompare(other.on));
}

function Chosen({ id }: { readonly id: string }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: ROUND, variables: { id } });
  const reread = (): void => again({ requestPolicy: 'network-only' });
  const [open, dialog] = useAct(reread);
  const round = data?.inspectionRound;
  if (!round) return error ? <Failure error={error} again={reread} /> : data && <p>{t.gone}</p>;
  const { team } = round;
  const request = (act: string): readonly ActRequest[] => [
    {
      ...{ act, petitionIds: [], given: { roundId: id } },
      ...(act === 'changeRoundTeam' && { start: { team: team.map((one) => ({ id: one.id, name: one.name })) } }),
    },
  ];
  return (
    <Card title={round.number} state={round.stateName}>
      <Facts
        of={[
          [t.matters, round.matters],
          [t.orderedBy, round.orderedBy.name],
          [t.order, round.order],
          [t.by, round.byOrgan.name],
          [t.team, team.map(({ name }, at) => (at === 0 ? t.leader(name) : name)).join(t.join)],
          [t.methods, round.methodNames.join(t.join)],
          [t.period, t.from(dayText(round.from), dayText(round.to))],
        ]}
      />
      <ActButtons acts={round.acts} request={request} open={open} />
      <h3>{t.organs}</h3>
      <ul className="matter-cards">
        {round.organs.map((part) => (
          <Inspected key={part.organ.id} roundId={id} part={part} open={open} />
        ))}
      </ul>
      <Course steps={courseOf(round)} />
      {dialog}
    </Card>
  );
}

interface InspectedProps {
  readonly roundId: string;
  readonly part: Part;
  readonly open: (request: ActRequest) => void;
}

/** What the round has of one organ; a correction stands before its check. */
function Inspected({ roundId, part, open }: InspectedProps): ReactNode {
  const { organ, places, state, stateName, findings, feedback, correctBy, corrections, checks, acts } = part;
  const request = (act: string): readonly (ActRequest & { readonly words?: string })[] => {
    const on = { act, petitionIds: [], given: { roundId, organId: organ.id } };
    if (act !== 'checkRoundCorrection') return [on];
    return [
      { ...on, words: t.isPassed, start: { passed: 'yes' } },
      { ...on, words: t.notPassed, start: { passed: 'no' } },
    ];
  };
  return (
    <li>
      <p className="row">
        <strong>{organ.name}</strong>
        <span className="badge brand">{stateName}</span>
      </p>
      <Facts
        of={[
          [t.places, places],
          [t.feedback, feedback && `${dayText(feedback.on)} ${feedback.byPerson.name}：${feedback.text}`],
          [t.correctBy, correctBy && <LastDay key="by" day={correctBy} runs={state === 'correcting'} />],
        ]}
      />
      <ActButtons acts={acts} request={request} open={open} />
      <Lines
        title={t.findings}
        lines={findings.map(({ found, evidence, important }) => (
          <>
            {found} {important && <span className="badge warn">{t.important}</span>}
            <br />
            {t.evidence(evidence)}
          </>
        ))}
      />
      <Lines
        title={t.corrections}
        lines={corrections.flatMap(({ on, byPerson, text }, at) => {
          const check = checks[at];
          const reported = t.corrected(dayText(on), byPerson.name, text);
          if (!check) return [reported];
          return [
            reported,
            <>
              {t.checked(dayText(check.on), check.byPerson.name, check.text)}{' '}
              <span className="badge">{check.passed ? t.isPassed : t.notPassed}</span>
            </>,
          ];
        })}
      />
    </li>
  );
}
