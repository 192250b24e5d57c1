import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useLocation, useSearchParams } from 'wouter';
import { assessment as t } from '../../../../src/texts/assessment';
import { workbench } from '../../../../src/texts/workbench';
import type { Values } from '../../acts/fields';
import { useAct } from '../../acts/open';
import type { ActRequest } from '../../acts/request';
import { graphql } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { today } from '../../parts/days';
import { Failure } from '../../parts/failure';
import { useMe } from '../../session/me';
import { GrowingTable, type More } from '../admin/growing-table';
import { Facts } from '../matter/parts';
import { SCHEME, type Scheme } from './assessment-query';
import { Card } from './records';
import { ActButtons, addressIn, LastDay, Lines, Register, RegisterRows } from './register';
import { mayAssess } from './roles';

const PATH = '/supervision/assessment';
const SHOWN = 20;

const LIST = graphql(`
  query AssessmentSchemes($year: Int, $first: Int!, $after: String) {
    assessmentSchemes(year: $year, first: $first, after: $after) {
      edges {
        node {
          id
          year
          title
          selfCheckBy
          byOrgan {
            id
            name
          }
          organs {
            state
            acts
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

/** 履职考核: the schemes by year, newest first, and the one that is chosen with how each organ stands. */
export default function Assessment(): ReactNode {
  const me = useMe();
  const [given] = useSearchParams();
  const [, go] = useLocation();
  const now = Number(today().slice(0, 4));
  const tabs = [{ name: 'all', title: t.all }, ...[now, now - 1].map((year) => ({ name: String(year), title: t.year(year) }))];
  const tab = tabs.find(({ name }) => name === given.get('tab'))?.name ?? 'all';
  const id = given.get('id');
  const [open, dialog] = useAct(({ done: [one] }) => {
    const published = (one?.result as { id: string } | undefined)?.id;
    if (published) go(addressIn(PATH, { tab: 'all', id: published }));
  });
  return (
    <>
      <Register
        title={workbench.pages.assessment}
        lead={t.lead}
        path={PATH}
        tabs={tabs}
        tab={tab}
        actions={
          mayAssess(me) && (
            <button type="button" className="button primary no-print" onClick={() => open({ act: 'publishAssessment', petitionIds: [] })}>
              {t.publish}
            </button>
          )
        }
        list={
          <GrowingTable
            key={tab}
            heads={t.heads}
            page={(after, more) => <Page key={after} tab={tab} after={after} more={more} chosen={id} />}
          />
        }
        chosen={id === null ? null : <Chosen key={id} id={id} />}
      />
      {dialog}
    </>
  );
}

interface PageProps {
  readonly tab: string;
  readonly after: string | null;
  readonly more: More;
  readonly chosen: string | null;
}

/** An empty list is read again, too, once a scheme is published. */
const READ_AGAIN = { additionalTypenames: ['AssessmentScheme'] };

function Page({ tab, after, more, chosen }: PageProps): ReactNode {
  const variables = { year: tab === 'all' ? null : Number(tab), first: SHOWN, after };
  const [{ data, error }, again] = useQuery({ query: LIST, variables, context: READ_AGAIN });
  return (
    <RegisterRows
      heads={t.heads}
      page={data?.assessmentSchemes}
      error={error}
      again={again}
      more={more}
      none={t.none}
      chosen={chosen}
      address={({ id }) => addressIn(PATH, { tab, id })}
      cells={({ title, year, byOrgan, selfCheckBy, organs }) => [
        title,
        t.year(year),
        byOrgan.name,
        <LastDay key="by" day={selfCheckBy} runs={organs.some(({ state }) => state === 'self_check')} />,
        <>
          {t.final(organs.filter(({ state }) => state === 'final').length, organs.length)}{' '}
          {organs.some(({ acts }) => acts.length > 0) && <span className="badge warn">{t.mine}</span>}
        </>,
      ]}
    />
  );
}

function Chosen({ id }: { readonly id: string }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: SCHEME, variables: { id } });
  const reread = (): void => again({ requestPolicy: 'network-only' });
  const [open, dialog] = useAct(reread);
  const scheme = data?.assessmentScheme;
  if (!scheme) return error && <Failure error={error} again={reread} />;
  return (
    <Card title={scheme.title} state={t.year(scheme.year)}>
      <Facts
        of={[
          [t.by, scheme.byOrgan.name],
          [t.basis, scheme.basis],
          [t.publishedOn, dayText(scheme.publishedOn)],
          [t.selfCheckBy, dayText(scheme.selfCheckBy)],
          [t.contestDays, t.days(scheme.contestDays)],
        ]}
      />
      <Lines
        title={t.items}
        lines={scheme.items.map(({ title, points, standard, figure }) => (
          <>
            <strong>{t.most(title, points)}</strong> {standard}
            {figure && (
              <>
                <br />
                {t.byFigure(figure.title, figure.fullAt, figure.noneAt)}
              </>
            )}
          </>
        ))}
      />
      <h3>{t.organs}</h3>
      <ul className="matter-cards">
        {scheme.organs.map((one) => (
          <Assessed key={one.organ.id} scheme={scheme} one={one} open={open} />
        ))}
      </ul>
      {dialog}
    </Card>
  );
}

type One = Scheme['organs'][number];
interface AssessedProps {
  readonly scheme: Scheme;
  readonly one: One;
  readonly open: (request: ActRequest) => void;
}

function Assessed({ scheme, one, open }: AssessedProps): ReactNode {
  const { organ, state, stateName, total, acts, items } = one;
  return (
    <li>
      <p className="row">
        <strong>{organ.name}</strong>
        <span className={acts.length > 0 ? 'badge warn' : 'badge'}>{stateName}</span>
        {total !== null && <strong>{t.total(total)}</strong>}
      </p>
      <Facts
        of={[
          [t.selfCheckedOn, one.selfCheckedOn && dayText(one.selfCheckedOn)],
          [t.scored, one.scoredOn && one.scoredBy && t.scoredBy(dayText(one.scoredOn), one.scoredBy.name)],
          [t.contestBy, state === 'scored' && one.contestBy ? dayText(one.contestBy) : null],
          [t.decidedBy, one.decidedBy?.name],
        ]}
      />
      <ActButtons acts={acts} request={(act) => [requestOf(scheme, one, act)]} open={open} />
      {state !== 'self_check' && (
        <Lines
          title={t.sheet}
          lines={scheme.items.map(({ code, title, points }) => (
            <Line key={code} title={t.most(title, points)} item={items.find((item) => item.code === code)} />
          ))}
        />
      )}
    </li>
  );
}

function Line({ title, item }: { readonly title: string; readonly item: One['items'][number] | undefined }): ReactNode {
  if (!item) return title;
  const { claimed, evidence, scored, reason, numerator, denominator, contested, decided, points } = item;
  const said = [
    claimed !== null && t.claim(claimed, evidence ?? ''),
    scored !== null && (denominator === null ? t.score(scored, reason) : t.counted(scored, numerator ?? 0, denominator)),
    contested !== null && t.contested(contested),
    decided !== null && points !== null && t.decided(points, decided),
  ].filter((one) => one !== false);
  return (
    <>
      <strong>{title}</strong>
      {said.map((one, at) => (
        <span key={at}>
          <br />
          {one}
        </span>
      ))}
    </>
  );
}

/** The form with the items that the act is about: what is claimed stands there when it is scored, what is contested when it is decided. */
function requestOf({ id, items: all }: Scheme, { organ, items }: One, act: string): ActRequest {
  const shown = all.filter(({ figure }) => figure === null);
  const of = (code: string) => items.find((item) => item.code === code);
  const isOfOther = act === 'scoreAssessment' || act === 'decideAssessmentContest';
  const asked =
    act === 'contestAssessment'
      ? all.slice(0, 1)
      : act === 'decideAssessmentContest'
        ? all.filter(({ code }) => of(code)?.contested)
        : shown;
  const first = ({ code }: Scheme['items'][number]): Values => {
    if (act === 'submitSelfCheck') return { code, points: '', evidence: '' };
    if (act === 'contestAssessment') return { code: '', reason: '' };
    return { code, points: act === 'scoreAssessment' ? String(of(code)?.claimed ?? '') : '', reason: '' };
  };
  return {
    act,
    petitionIds: [],
    given: { schemeId: id, ...(isOfOther && { organId: organ.id }) },
    offers: {
      assessmentItem: all.map(({ code, title, points, standard }) => ({
        code,
        title: t.most(title, points),
        note: of(code)?.contested ? t.contested(of(code)?.contested ?? '') : standard,
        of: null,
      })),
    },
    start: { items: asked.map(first) },
  };
}
