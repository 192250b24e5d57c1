import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useLocation, useSearchParams } from 'wouter';
import { reviews as t } from '../../../../src/texts/reviews';
import { workbench } from '../../../../src/texts/workbench';
import { useAct } from '../../acts/open';
import type { ActRequest } from '../../acts/request';
import { graphql } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { holds, useMe } from '../../session/me';
import { GrowingTable, type More } from '../admin/growing-table';
import { Facts } from '../matter/parts';
import { ChosenCorrection, CorrectionPage } from './corrections';
import { MissingPage } from './patrol';
import { ActButtons, addressIn, Lines, Register, RegisterRows } from './register';
import { SAMPLE, type Sample } from './review-query';
import { LEADING, maySupervise } from './roles';

const PATH = '/supervision/reviews';
const SHOWN = 20;

const LIST = graphql(`
  query QualitySamples($first: Int!, $after: String) {
    qualitySamples(first: $first, after: $after) {
      edges {
        node {
          id
          organ {
            id
            name
          }
          drawnOn
          population
          agreed
          compared
          matters {
            inspected
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

const TABS = [
  { name: 'all', title: t.all },
  { name: 'corrections', title: t.corrections },
  { name: 'patrol', title: t.patrol },
] as const;

/**
 * 质量评查: the samples, newest first, and the one that is chosen with its matters and their scores; what is to be corrected; and what a patrol of
 * the open matters finds. A sample goes from leader to leader, a correction to the handlers, too.
 */
export default function Reviews(): ReactNode {
  const me = useMe();
  const [given] = useSearchParams();
  const [, go] = useLocation();
  const id = given.get('id');
  const tabs = TABS.filter(({ name }) => name !== 'all' || holds(me, LEADING));
  const tab = (tabs.find(({ name }) => name === given.get('tab')) ?? tabs[0])?.name ?? 'corrections';
  const [open, dialog] = useAct(({ done: [one] }) => {
    const drawn = (one?.result as { id: string } | undefined)?.id;
    if (drawn) go(addressIn(PATH, { tab: 'all', id: drawn }));
  });
  return (
    <>
      <Register
        title={workbench.pages.reviews}
        lead={t.lead}
        path={PATH}
        tabs={tabs}
        tab={tab}
        actions={
          maySupervise(me) && (
            <button type="button" className="button primary no-print" onClick={() => open({ act: 'drawSample', petitionIds: [] })}>
              {t.draw}
            </button>
          )
        }
        list={listOf(tab, id)}
        chosen={
          id === null || tab === 'patrol' ? null : tab === 'all' ? <Chosen key={id} id={id} /> : <ChosenCorrection key={id} id={id} />
        }
      />
      {dialog}
    </>
  );
}

function listOf(tab: (typeof TABS)[number]['name'], id: string | null): ReactNode {
  switch (tab) {
    case 'all':
      return <GrowingTable key={tab} heads={t.heads} page={(after, more) => <Page key={after} after={after} more={more} chosen={id} />} />;
    case 'corrections':
      return (
        <GrowingTable
          key={tab}
          heads={t.correction.heads}
          page={(after, more) => <CorrectionPage key={after} after={after} more={more} chosen={id} />}
        />
      );
    case 'patrol':
      return (
        <GrowingTable key={tab} heads={t.missing.heads} page={(after, more) => <MissingPage key={after} after={after} more={more} />} />
      );
  }
}

/** Whether something is asked of the reader; a correction may be asked for and need not be. */
const awaits = (acts: readonly string[]): boolean => acts.some((act) => act !== 'openQualityCorrection');

/** An empty list is read again, too, once a sample is drawn. */
const READ_AGAIN = { additionalTypenames: ['QualitySample'] };

function Page({ after, more, chosen }: { readonly after: string | null; readonly more: More; readonly chosen: string | null }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: LIST, variables: { first: SHOWN, after }, context: READ_AGAIN });
  return (
    <RegisterRows
      heads={t.heads}
      page={data?.qualitySamples}
      error={error}
      again={again}
      more={more}
      none={t.none}
      chosen={chosen}
      address={({ id }) => addressIn(PATH, { tab: 'all', id })}
      cells={({ drawnOn, organ, matters, population, agreed, compared }) => [
        dayText(drawnOn),
        organ.name,
        t.drawnOf(matters.length, population),
        <>
          {t.matters(matters.filter(({ inspected }) => inspected === 2).length)}{' '}
          {matters.some(({ acts }) => awaits(acts)) && <span className="badge warn">{t.mine}</span>}
        </>,
        t.agreed(agreed, compared),
      ]}
    />
  );
}

function Chosen({ id }: { readonly id: string }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: SAMPLE, variables: { id } });
  const reread = (): void => again({ requestPolicy: 'network-only' });
  const [open, dialog] = useAct(reread);
  const sample = data?.qualitySample;
  if (!sample) return error && <Failure error={error} again={reread} />;
  return (
    <>
      <Facts
        of={[
          [t.to, sample.organ.name],
          [t.by, sample.byOrgan.name],
          [t.period, t.from(dayText(sample.from), dayText(sample.to))],
          [t.drawn, t.drawnBy(dayText(sample.drawnOn), sample.drawnBy.name)],
          [t.heads[2], t.drawnOf(sample.matters.length, sample.population)],
          [t.agreement, t.agreed(sample.agreed, sample.compared)],
        ]}
      />
      <h3>{t.matter}</h3>
      <ul className="matter-cards">
        {sample.matters.map((matter) => (
          <SampledMatter key={matter.petition.id} sample={sample} matter={matter} open={open} />
        ))}
      </ul>
      <details>
        <summary>{t.draft}</summary>
        <Facts
          of={[
            [t.seed, <code key="seed">{sample.seed}</code>],
            [t.hash, <code key="hash">{sample.populationHash}</code>],
          ]}
        />
      </details>
      {dialog}
    </>
  );
}

interface SampledMatterProps {
  readonly sample: Sample;
  readonly matter: Sample['matters'][number];
  readonly open: (request: ActRequest) => void;
}

function SampledMatter({ sample, matter, open }: SampledMatterProps): ReactNode {
  const { petition, inspected, inspections, differences, total, settledReason, acts } = matter;
  return (
    <li>
      <p className="row">
        <Link href={`/petition/${petition.id}`} className="number">
          {petition.number}
        </Link>
        <span className={awaits(acts) ? 'badge warn' : 'badge'}>{t.inspected(inspected)}</span>
        {total !== null && <strong>{t.total(total)}</strong>}
        {total === null && differences.length > 0 && <span className="badge warn">{t.differing(differences.length)}</span>}
      </p>
      <p>{petition.summary}</p>
      <ActButtons acts={acts} request={(act) => [requestOf(sample, matter, act)]} open={open} />
      <Lines
        title={t.scores}
        lines={inspections.map(({ inspector, organ, total: points, remark }) => (
          <>
            {t.scored(inspector.name, organ.name, points)}
            <br />
            {remark}
          </>
        ))}
      />
      {differences.length > 0 && (
        <Lines
          title={t.differences}
          lines={sample.sheet
            .filter(({ item }) => differences.includes(item))
            .map(({ item, title }) => `${title}：${t.scoresOf(pointsOf(inspections[0], item), pointsOf(inspections[1], item))}`)}
        />
      )}
      {settledReason !== null && <p>{t.settled(settledReason)}</p>}
    </li>
  );
}

type Inspection = Sample['matters'][number]['inspections'][number];
const pointsOf = (inspection: Inspection | undefined, item: string): number =>
  inspection?.scores.find((score) => score.item === item)?.points ?? 0;

/** The form with the sheet; where two are settled, the points on which both agree stand there. */
function requestOf({ id, sheet }: Sample, { petition, inspections, differences }: Sample['matters'][number], act: string): ActRequest {
  if (act === 'openQualityCorrection')
    return {
      ...{ act, petitionIds: [petition.id], given: { sampleId: id } },
      offers: { qualityItem: sheet.map(({ item, title, source }) => ({ code: item, title, note: source, of: null })) },
    };
  const settles = act === 'settleInspection';
  const [one, other] = inspections;
  const noteOf = ({ item, source }: Sample['sheet'][number]): string =>
    settles && differences.includes(item) ? t.scoresOf(pointsOf(one, item), pointsOf(other, item)) : source;
  return {
    act,
    petitionIds: [petition.id],
    given: { sampleId: id },
    offers: {
      qualityItem: sheet.map((line) => ({ code: line.item, title: t.item(line.title, line.points), note: noteOf(line), of: null })),
    },
    ...(settles && {
      start: { scores: sheet.map(({ item }) => ({ item, points: differences.includes(item) ? '' : String(pointsOf(one, item)) })) },
    }),
  };
}
