import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useLocation, useSearchParams } from 'wouter';
import { measures as t } from '../../../../src/texts/measures';
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
import { ONE, type Shown } from './measure-query';
import { Card } from './records';
import { ActButtons, addressIn, Course, LastDay, Register, RegisterRows, type Step } from './register';
import { maySupervise } from './roles';

const PATH = '/supervision/measures';
const SHOWN = 50;

const LIST = graphql(`
  query ConferenceMeasures($filter: SupervisionRecordFilter, $first: Int!, $after: String) {
    conferenceMeasures(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          id
          number
          meansNames
          state
          stateName
          replyBy
          organ {
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

type Filter = NonNullable<VariablesOf<typeof LIST>['filter']>;

const TABS = [
  { name: 'open', title: t.open, states: ['open'] },
  { name: 'running', title: t.running, states: ['decided', 'correcting', 'corrected'] },
  { name: 'ended', title: t.ended, states: ['done', 'checked', 'removed', 'rejected'] },
  { name: 'all', title: supervision.register.all, states: null },
] as const;
/** States in which somebody owes something by the last day. */
const OWED: readonly string[] = ['open', 'decided', 'correcting'];

/** 联席会议措施: the file of measures by state, and the one that is chosen with its course. */
export default function MeasureFile(): ReactNode {
  const me = useMe();
  const [given] = useSearchParams();
  const [, go] = useLocation();
  const tab = TABS.find(({ name }) => name === given.get('tab')) ?? TABS[0];
  const id = given.get('id');
  const [open, dialog] = useAct(({ done: [one] }) => {
    const proposed = (one?.result as { id: string } | undefined)?.id;
    if (proposed) go(addressIn(PATH, { tab: 'open', id: proposed }));
  });
  return (
    <>
      <Register
        title={workbench.pages.measures}
        lead={t.lead}
        path={PATH}
        tabs={TABS}
        tab={tab.name}
        actions={
          maySupervise(me) && (
            <button
              type="button"
              className="button primary no-print"
              onClick={() => open({ act: 'proposeConferenceMeasure', petitionIds: [] })}
            >
              {t.propose}
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

/** An empty list is read again, too, once a measure is proposed. */
const READ_AGAIN = { additionalTypenames: ['ConferenceMeasure'] };

function Page({ filter, tab, after, more, chosen }: PageProps): ReactNode {
  const [{ data, error }, again] = useQuery({ query: LIST, variables: { filter, first: SHOWN, after }, context: READ_AGAIN });
  return (
    <RegisterRows
      heads={t.heads}
      page={data?.conferenceMeasures}
      error={error}
      again={again}
      more={more}
      none={t.none}
      chosen={chosen}
      address={({ id }) => addressIn(PATH, { tab, id })}
      cells={({ number, meansNames, organ, state, stateName, replyBy }) => [
        number,
        meansNames.join(t.join),
        organ.name,
        <span key="state" className="badge brand">
          {stateName}
        </span>,
        replyBy && <LastDay key="due" day={replyBy} runs={OWED.includes(state)} />,
      ]}
    />
  );
}

/** One after the other; a correction stands before its check on the same day. */
function courseOf({ openedOn, byPerson, answer, decision, record, corrections, checks, removal }: Shown): Step[] {
  const of = (title: string, entry: NonNullable<Shown['answer']> | null, name: string): Step[] =>
    entry === null ? [] : [{ on: entry.on, byPerson: entry.byPerson, title, facts: [[name, entry.text]] }];
  const decided: Step[] =
    decision === null
      ? []
      : [
          {
            ...{ on: decision.on, byPerson: decision.byPerson, title: t.decision },
            facts: [
              [t.taken, decision.taken ? t.isTaken : t.notTaken],
              [t.meeting, decision.meeting],
              [t.reason, decision.reason],
            ],
          },
        ];
  const corrected = corrections.flatMap((correction, at): Step[] => {
    const check = checks[at];
    return [
      ...of(t.correction, correction, t.correctionText),
      ...(check
        ? [
            {
              ...{ on: check.on, byPerson: check.byPerson, title: t.check },
              facts: [[t.passed, check.passed ? t.isPassed : t.notPassed] as const, [t.checkText, check.text] as const],
            },
          ]
        : []),
    ];
  });
  return [
    { on: openedOn, title: t.proposed, byPerson },
    ...of(t.answer, answer, t.answerText),
    ...decided,
    ...of(t.record, record, t.recordText),
    ...corrected,
    ...of(t.removal, removal, t.reason),
  ];
}

function Chosen({ id }: { readonly id: string }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: ONE, variables: { id } });
  const reread = (): void => again({ requestPolicy: 'network-only' });
  const [open, dialog] = useAct(reread);
  const one = data?.conferenceMeasure;
  if (!one) return error ? <Failure error={error} again={reread} /> : data && <p>{t.gone}</p>;
  const request = (act: string): readonly (ActRequest & { readonly words?: string })[] => {
    const on = { act, petitionIds: [], given: { measureId: id } };
    if (act === 'decideConferenceMeasure') return [{ ...on, start: { means: [...one.means] } }];
    if (act !== 'checkCorrection') return [on];
    return [
      { ...on, words: t.isPassed, start: { passed: 'yes' } },
      { ...on, words: t.notPassed, start: { passed: 'no' } },
    ];
  };
  return (
    <Card title={one.number} state={one.stateName}>
      <Facts
        of={[
          [t.means, one.meansNames.join(t.join)],
          [t.to, one.organ.name],
          [t.addressee, one.cadre ? t.cadre(one.cadre.name) : t.body],
          [t.by, one.byOrgan.name],
          [t.on, dayText(one.openedOn)],
          [
            one.decision === null ? t.answerBy : t.correctBy,
            one.replyBy && <LastDay key="by" day={one.replyBy} runs={OWED.includes(one.state)} />,
          ],
        ]}
      />
      <ActButtons acts={one.acts} request={request} open={open} />
      <Facts
        of={[
          [t.facts, one.facts],
          [t.basis, one.basis],
          [t.gravity, one.gravity],
        ]}
      />
      <Course steps={courseOf(one)} />
      {dialog}
    </Card>
  );
}
