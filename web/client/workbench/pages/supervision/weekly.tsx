import { useState, type ReactNode } from 'react';
import { useQuery, type CombinedError } from 'urql';
import { useLocation, useSearchParams } from 'wouter';
import { weekly as t } from '../../../../src/texts/weekly';
import { workbench } from '../../../../src/texts/workbench';
import { useAct } from '../../acts/open';
import { graphql, type ResultOf } from '../../graph/tada';
import { download } from '../../list/download';
import { dayText, instantText } from '../../parts/day';
import { today } from '../../parts/days';
import { Failure } from '../../parts/failure';
import { GrowingTable, type More } from '../admin/growing-table';
import { Facts } from '../matter/parts';
import { Card } from './records';
import { addressIn, Register, RegisterRows } from './register';

const PATH = '/supervision/weekly';
const SHOWN = 20;
const TABS = [{ name: 'all', title: t.all }];

const LIST = graphql(`
  query WeeklyReports($first: Int!, $after: String) {
    weeklyReports(first: $first, after: $after) {
      edges {
        node {
          id
          title
          from
          to
          asOf
          frozenBy {
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

const REPORT = graphql(`
  query OneWeeklyReport($id: ID!) {
    weeklyReport(id: $id) {
      id
      title
      week
      lead
      frozenAt
      frozenBy {
        id
        name
      }
      hash
      holds
      docx
      pdf
      sections {
        title
        paragraphs
        heads
        rows
      }
    }
  }
`);
type Report = ResultOf<typeof REPORT>['weeklyReport'];

/** 督查周报: the frozen weeks, newest first, and the report that is chosen, with its files. */
export default function Weekly(): ReactNode {
  const [given] = useSearchParams();
  const [, go] = useLocation();
  const id = given.get('id');
  const [open, dialog] = useAct(({ done: [one] }) => {
    const frozen = (one?.result as { id: string } | undefined)?.id;
    if (frozen) go(addressIn(PATH, { tab: 'all', id: frozen }));
  });
  return (
    <>
      <Register
        title={workbench.pages.weekly}
        lead={t.lead}
        path={PATH}
        tabs={TABS}
        tab="all"
        actions={
          <button
            type="button"
            className="button primary no-print"
            onClick={() => open({ act: 'freezeWeeklyReport', petitionIds: [], start: { day: today() } })}
          >
            {t.freeze}
          </button>
        }
        list={<GrowingTable heads={t.heads} page={(after, more) => <Page key={after} after={after} more={more} chosen={id} />} />}
        chosen={id === null ? null : <Chosen key={id} id={id} />}
      />
      {dialog}
    </>
  );
}

/** An empty list is read again, too, once a report is frozen. */
const READ_AGAIN = { additionalTypenames: ['WeeklyReport'] };

function Page({ after, more, chosen }: { readonly after: string | null; readonly more: More; readonly chosen: string | null }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: LIST, variables: { first: SHOWN, after }, context: READ_AGAIN });
  return (
    <RegisterRows
      heads={t.heads}
      page={data?.weeklyReports}
      error={error}
      again={again}
      more={more}
      none={t.none}
      chosen={chosen}
      address={({ id }) => addressIn(PATH, { tab: 'all', id })}
      cells={({ title, from, to, asOf, frozenBy }) => [title, t.span(dayText(from), dayText(to)), dayText(asOf), frozenBy.name]}
    />
  );
}

function Chosen({ id }: { readonly id: string }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: REPORT, variables: { id } });
  const report = data?.weeklyReport;
  if (!report) return error && <Failure error={error} again={() => again({ requestPolicy: 'network-only' })} />;
  return (
    <Card title={report.title} state={report.week}>
      {report.lead.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <Files report={report} />
      {report.sections.map((section) => (
        <Part key={section.title} section={section} />
      ))}
      <Facts
        of={[
          [t.frozenAt, instantText(report.frozenAt)],
          [t.frozenBy, report.frozenBy.name],
          [
            t.hash,
            <>
              <code className="supervision-hash">{report.hash}</code>{' '}
              <span className={report.holds ? 'badge ok' : 'badge bad'}>{report.holds ? t.holds : t.broken}</span>
            </>,
          ],
        ]}
      />
    </Card>
  );
}

function Files({ report: { docx, pdf } }: { readonly report: Report }): ReactNode {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<CombinedError | null>(null);
  const [said, setSaid] = useState('');
  const take = async (link: string): Promise<void> => {
    setBusy(true);
    setSaid('');
    const file = await download(link);
    setRefusal(file.end === 'refused' ? file.error : null);
    if (file.end !== 'refused') setSaid(file.end === 'taken' ? t.downloaded(file.name) : t.failed);
    setBusy(false);
  };
  return (
    <>
      <p className="row no-print">
        {[
          [docx, t.docx],
          [pdf, t.pdf],
        ].map(([link = '', words]) => (
          <button key={link} type="button" className="button" disabled={busy} onClick={() => void take(link)}>
            {busy ? t.busy : words}
          </button>
        ))}
      </p>
      {refusal && <Failure error={refusal} />}
      <p role="status" className="no-print">
        {said}
      </p>
    </>
  );
}

function Part({ section: { title, paragraphs, heads, rows } }: { readonly section: Report['sections'][number] }): ReactNode {
  return (
    <>
      <h3>{title}</h3>
      {paragraphs.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {heads.length > 0 && (
        <div className="cards-box">
          <table className="cards">
            <caption className="hidden-visually">{title}</caption>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([first = '', ...rest]) => (
                <tr key={first}>
                  <th scope="row" aria-label={first}>
                    {first}
                  </th>
                  {rest.map((cell, at) => (
                    <td key={at} data-label={heads[at + 1]}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
