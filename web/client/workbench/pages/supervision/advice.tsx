import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useLocation, useSearchParams } from 'wouter';
import { advice as t } from '../../../../src/texts/advice';
import { choiceWords } from '../../../../src/texts/choices';
import { supervision } from '../../../../src/texts/supervision';
import { workbench } from '../../../../src/texts/workbench';
import { useAct } from '../../acts/open';
import { graphql, type VariablesOf } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Field } from '../../parts/field';
import { useMe } from '../../session/me';
import { GrowingTable, type More } from '../admin/growing-table';
import { Facts } from '../matter/parts';
import { ONE, type Shown } from './advice-query';
import { Card } from './records';
import { ActButtons, addressIn, Course, LastDay, Register, RegisterRows, type Step } from './register';
import { adviceAt, mayAdvise } from './roles';

const PATH = '/supervision/advice';
const SHOWN = 50;

const LIST = graphql(`
  query Advices($filter: AdviceFilter, $first: Int!, $after: String) {
    advices(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          id
          number
          kindName
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
type Kind = NonNullable<Filter['kinds']>[number];

const TABS = [
  { name: 'open', title: t.open, states: ['open'] },
  { name: 'answered', title: t.answered, states: ['answered'] },
  { name: 'reviewed', title: t.reviewed, states: ['reviewed'] },
  { name: 'concluded', title: t.concluded, states: ['concluded'] },
  { name: 'all', title: supervision.register.all, states: null },
] as const;

/** 三项建议: the register of advice, by state and kind, and the one that is chosen with its course. */
export default function AdviceRegister(): ReactNode {
  const me = useMe();
  const [given, change] = useSearchParams();
  const [, go] = useLocation();
  const tab = TABS.find(({ name }) => name === given.get('tab')) ?? TABS[0];
  const kind = (Object.keys(choiceWords.adviceKinds) as Kind[]).find((one) => one === given.get('kind')) ?? null;
  const id = given.get('id');
  const kept: Readonly<Record<string, string>> = kind === null ? {} : { kind };
  const filter: Filter = { ...(tab.states && { states: [...tab.states] }), ...(kind && { kinds: [kind] }) };
  const [open, dialog] = useAct(({ done: [one] }) => {
    const issued = (one?.result as { id: string } | undefined)?.id;
    if (issued) go(adviceAt(issued));
  });
  return (
    <>
      <Register
        title={workbench.pages.advice}
        lead={t.lead}
        path={PATH}
        tabs={TABS}
        tab={tab.name}
        kept={kept}
        actions={
          mayAdvise(me) && (
            <button type="button" className="button primary no-print" onClick={() => open({ act: 'issueAdvice', petitionIds: [] })}>
              {t.issue}
            </button>
          )
        }
        filters={
          <div className="filters no-print">
            <Field label={t.kind}>
              {(control) => (
                <select
                  id={control}
                  value={kind ?? ''}
                  onChange={({ target: { value } }) => change({ tab: tab.name, ...(value !== '' && { kind: value }) })}
                >
                  <option value="">{supervision.register.all}</option>
                  {Object.entries(choiceWords.adviceKinds).map(([code, name]) => (
                    <option key={code} value={code}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          </div>
        }
        list={
          <GrowingTable
            key={`${tab.name} ${kind}`}
            heads={t.heads}
            page={(after, more) => (
              <Page key={after} filter={filter} at={{ tab: tab.name, ...kept }} after={after} more={more} chosen={id} />
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
  readonly filter: Filter;
  /** What the address of a record keeps of the list. */
  readonly at: Readonly<Record<string, string>>;
  readonly after: string | null;
  readonly more: More;
  readonly chosen: string | null;
}

/** An empty list is read again, too, once an advice is issued. */
const READ_AGAIN = { additionalTypenames: ['Advice'] };

function Page({ filter, at, after, more, chosen }: PageProps): ReactNode {
  const [{ data, error }, again] = useQuery({ query: LIST, variables: { filter, first: SHOWN, after }, context: READ_AGAIN });
  return (
    <RegisterRows
      heads={t.heads}
      page={data?.advices}
      error={error}
      again={again}
      more={more}
      none={t.none}
      chosen={chosen}
      address={({ id }) => addressIn(PATH, { ...at, id })}
      cells={({ number, kindName, organ, state, stateName, replyBy }) => [
        number,
        kindName,
        organ.name,
        <span key="state" className="badge brand">
          {stateName}
        </span>,
        <LastDay key="due" day={replyBy} runs={state === 'open'} />,
      ]}
    />
  );
}

const courseOf = ({
  openedOn,
  byPerson,
  extensions,
  answeredOn,
  answeredBy,
  answerName,
  answerText,
  answerReasons,
  ...more
}: Shown): Step[] => [
  { on: openedOn, title: t.issued, byPerson },
  ...extensions.map(({ on, byPerson: by, replyBy, reason }) => ({
    ...{ on, byPerson: by, title: t.extended },
    facts: [[t.until, dayText(replyBy)] as const, [t.reason, reason] as const],
  })),
  ...(answeredOn === null
    ? []
    : [
        {
          ...{ on: answeredOn, byPerson: answeredBy, title: t.answer },
          facts: [[t.adopted, answerName] as const, [t.text, answerText] as const, [t.reasons, answerReasons] as const],
        },
      ]),
  ...more.effects.map(({ on, byPerson: by, effectName, text }) => ({
    ...{ on, byPerson: by, title: t.effect },
    facts: [[t.effectIs, effectName] as const, [t.effectText, text] as const],
  })),
  ...(more.result === null
    ? []
    : [
        {
          ...{ on: more.result.on, byPerson: more.result.byPerson, title: t.result },
          facts: [
            [t.resultIs, more.result.resultName] as const,
            [t.decidedBy, more.result.decidedBy] as const,
            [t.decidedOn, dayText(more.result.decidedOn)] as const,
            [t.resultText, more.result.text] as const,
          ],
        },
      ]),
];

function Chosen({ id }: { readonly id: string }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: ONE, variables: { id } });
  const reread = (): void => again({ requestPolicy: 'network-only' });
  const [open, dialog] = useAct(reread);
  const one = data?.advice;
  if (!one) return error ? <Failure error={error} again={reread} /> : data && <p>{t.gone}</p>;
  return (
    <Card title={one.number} state={one.stateName}>
      <Facts
        of={[
          [t.kind, one.kindName],
          [t.to, one.organ.name],
          [t.by, one.byOrgan.name],
          [t.unit, one.unit?.name],
          [
            t.petition,
            one.petition && (
              <Link href={`/petition/${one.petition.id}#supervision`} className="number">
                {one.petitionNumber}
              </Link>
            ),
          ],
          [t.on, dayText(one.openedOn)],
          [t.replyBy, <LastDay key="by" day={one.replyBy} runs={one.state === 'open'} />],
        ]}
      />
      <ActButtons acts={one.acts} request={(act) => [{ act, petitionIds: [], given: { adviceId: id } }]} open={open} />
      <Facts
        of={[
          [t.found, one.found],
          [t.basis, one.basis],
          [t.advised, one.advised],
          [t.consequences, one.consequences],
        ]}
      />
      <Course steps={courseOf(one)} />
      {dialog}
    </Card>
  );
}
