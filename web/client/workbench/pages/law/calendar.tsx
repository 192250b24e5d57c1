import { useState, type FormEvent, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useSearchParams } from 'wouter';
import { law } from '../../../../src/texts/law';
import { workbench } from '../../../../src/texts/workbench';
import { graphql, type ResultOf } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { holds, useMe } from '../../session/me';
import { Line, todayHere } from '../admin/form';
import { Field } from '../../parts/field';
import { weeksOf } from './days';
import { LawFrame, scopeText } from './frame';

const texts = law.calendar;

const CALENDAR = graphql(`
  query CalendarYear($year: Int!, $division: String) {
    calendars {
      id
      title
      jurisdiction
      source
      years
    }
    calendar(year: $year, division: $division) {
      year
      published
      version
      days {
        day
        kind
        festival
      }
    }
  }
`);

type Shown = ResultOf<typeof CALENDAR>;

/** The year `?year=` of the calendar `?of=` (leading digits of a division). Defaults: this year and the national calendar. */
export default function Calendar(): ReactNode {
  const [given] = useSearchParams();
  const year = Number(given.get('year') ?? todayHere().slice(0, 4));
  const of = given.get('of') ?? '';
  const [{ data, error }, again] = useQuery({ query: CALENDAR, variables: { year, division: of === '' ? null : of.padEnd(6, '0') } });
  const mayPropose = holds(useMe(), ['SYSTEM_ADMIN']);
  return (
    <LawFrame title={workbench.pages.law}>
      <p>{texts.lead}</p>
      <Which key={`${year} ${of}`} year={year} of={of} calendars={data?.calendars ?? []} />
      {error && <Failure error={error} again={() => again({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Loading />}
      {data && <Year shown={data} of={of} />}
      {data && mayPropose && (
        <p className="no-print">
          <Link href={`/law/notice?year=${year}${of && `&of=${of}`}`} className="button">
            {texts.propose}
          </Link>
        </p>
      )}
    </LawFrame>
  );
}

interface WhichProps {
  readonly year: number;
  readonly of: string;
  readonly calendars: Shown['calendars'];
}

function Which({ year, of, calendars }: WhichProps): ReactNode {
  const [, setGiven] = useSearchParams();
  const [text, setText] = useState(String(year));
  const [scope, setScope] = useState(of);
  const show = (event: FormEvent): void => {
    event.preventDefault();
    setGiven(new URLSearchParams({ year: text, ...(scope && { of: scope }) }));
  };
  return (
    <form className="card filters no-print" onSubmit={show}>
      <Line label={texts.year} name="year" type="number" value={text} onChange={setText} />
      <Field label={texts.which}>
        {(id) => (
          <select id={id} name="of" value={scope} onChange={(event) => setScope(event.target.value)}>
            <option value="">{law.nation}</option>
            {calendars
              .filter(({ jurisdiction }) => jurisdiction !== 'CN')
              .map(({ id: calendar, title, jurisdiction }) => (
                <option key={calendar} value={jurisdiction}>
                  {title}
                </option>
              ))}
          </select>
        )}
      </Field>
      <div className="row">
        <button type="submit" className="button primary">
          {texts.show}
        </button>
      </div>
    </form>
  );
}

function Year({ shown, of }: { readonly shown: Shown; readonly of: string }): ReactNode {
  const { year, published, version, days } = shown.calendar;
  const source = shown.calendars.find(({ jurisdiction }) => jurisdiction === (of || 'CN'))?.source;
  const head = new RegExp(`^${year}\\D`);
  const notices = source?.split(/[;\uff1b]/).filter((part) => head.test(part)) ?? [];
  const listed = new Map(days.map((entry) => [entry.day, entry]));
  return (
    <>
      {published ? (
        <p className="muted">{`${of === '' ? law.nation : scopeText(of)} ${texts.version(version)} ${texts.source}：${notices.join('；') || source}`}</p>
      ) : (
        <p className="notice warn">{texts.unpublished}</p>
      )}
      <div className="months">
        {Array.from({ length: 12 }, (_, at) => (
          <Month key={at} year={year} month={at + 1} listed={listed} />
        ))}
      </div>
      <section className="card" aria-labelledby="law-listed">
        <h2 id="law-listed">{texts.listed}</h2>
        {days.length === 0 && <p>{texts.none}</p>}
        <ul className="listed-days">
          {days.map(({ day, kind, festival }) => (
            <li key={day}>{`${dayText(day, true)} ${festival} ${kind === 'off' ? texts.offIs : texts.workIs}`}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

interface MonthProps {
  readonly year: number;
  readonly month: number;
  readonly listed: ReadonlyMap<string, { readonly kind: string; readonly festival: string }>;
}

function Month({ year, month, listed }: MonthProps): ReactNode {
  return (
    <table className="month">
      <caption>{texts.months(year, month)}</caption>
      <thead>
        <tr>
          {texts.weekdays.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week, at) => (
          <tr key={at}>
            {week.map((day, weekday) => {
              if (day === null) return <td key={weekday} />;
              const entry = listed.get(day);
              return (
                <td key={weekday} className={entry?.kind ?? (weekday > 4 ? 'rest' : undefined)}>
                  {Number(day.slice(8))}
                  <span className="mark">
                    {entry && (entry.kind === 'off' ? texts.off : texts.work)}
                    {entry && <span className="hidden-visually">{` ${entry.festival}`}</span>}
                  </span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
