import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { useLocation, useSearchParams } from 'wouter';
import { admin } from '../../../../src/texts/admin';
import { law } from '../../../../src/texts/law';
import { graphql, type ResultOf } from '../../graph/tada';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { Done, FormFailure, Line, Lines, todayHere, useForm } from '../admin/form';
import { readDays, type DayLine } from './days';
import { LawFrame } from './frame';
import { LAW, LawShown } from './law-shown';

const texts = law.notice;

const DAYS = graphql(`
  query DaysOfYear($year: Int!, $division: String) {
    calendar(year: $year, division: $division) {
      year
      days {
        day
        kind
        festival
      }
    }
  }
`);

const PROPOSE = graphql(
  `
    mutation ProposeYear($input: ProposeCalendarYearInput!) {
      proposeCalendarYear(input: $input) {
        refusal {
          code
          path
          reason
        }
        law {
          ...LawOfProposal
        }
        proposal {
          id
        }
      }
    }
  `,
  [LAW],
);

type Answer = ResultOf<typeof PROPOSE>['proposeCalendarYear'];

/** The form of a year's notice over the present days of that year: a dry run first, then the proposal. */
export default function Notice(): ReactNode {
  const [given] = useSearchParams();
  const year = given.get('year') ?? todayHere().slice(0, 4);
  const of = given.get('of') ?? '';
  const [{ data, error }, again] = useQuery({
    query: DAYS,
    variables: { year: Number(year), division: of === '' ? null : of.padEnd(6, '0') },
    requestPolicy: 'network-only',
  });
  return (
    <LawFrame title={texts.title}>
      <p>{texts.lead}</p>
      {error && <Failure error={error} again={() => again({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Loading />}
      {data && (
        <NoticeForm
          startYear={year}
          startOf={of}
          startDays={data.calendar.days.map(({ day, kind, festival }) => ({ day, kind: kind === 'work' ? 'work' : 'off', festival }))}
        />
      )}
    </LawFrame>
  );
}

interface NoticeFormProps {
  readonly startYear: string;
  readonly startOf: string;
  readonly startDays: readonly DayLine[];
}

interface Row extends DayLine {
  readonly key: number;
}

/** The row of `days.3`, or of `days.3.kind`. */
const rowOf = (path: string): number | null => {
  const match = /^days\.(\d+)/.exec(path);
  return match ? Number(match[1]) : null;
};

function NoticeForm({ startYear, startOf, startDays }: NoticeFormProps): ReactNode {
  const form = useForm('year', 'division', 'source');
  const [, propose] = useMutation(PROPOSE);
  const [, go] = useLocation();
  const nextKey = useRef(startDays.length);
  const [year, setYear] = useState(startYear);
  const [of, setOf] = useState(startOf);
  const [source, setSource] = useState('');
  const [rows, setRows] = useState<readonly Row[]>(() => startDays.map((day, key) => ({ ...day, key })));
  const [tried, setTried] = useState<Answer | null>(null);
  /** The form changed after the dry run: run it again before proposing. */
  const edit =
    <T,>(set: (value: T) => void) =>
    (value: T): void => {
      setTried(null);
      set(value);
    };
  const keyed = (days: readonly DayLine[]): Row[] => days.map((day) => ({ ...day, key: nextKey.current++ }));
  const change = (at: number, part: Partial<DayLine>): void =>
    edit(setRows)(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  const ask = (dryRun: boolean): Promise<{ proposeCalendarYear: Answer } | null> => {
    const missing = rows.findIndex(({ day, festival }) => day === '' || festival.trim() === '');
    const own = {
      year: /^(19|2\d)\d\d$/.test(year) ? undefined : texts.yearBad,
      division: /^(\d{2}|\d{4}|\d{6})?$/.test(of) ? undefined : texts.whichBad,
      source: source.trim() === '' ? admin.missing : source.trim().length > 200 ? admin.tooLong(200) : undefined,
      ...(missing >= 0 && { [`days.${missing}`]: texts.dayMissing }),
    };
    return form.send(own, () =>
      propose({
        input: {
          requestId: dryRun ? null : form.requestId,
          dryRun,
          year: Number(year),
          division: of || null,
          source,
          days: rows.map(({ day, kind, festival }) => ({ day, kind, festival })),
        },
      }),
    );
  };
  const dryRun = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(null);
    const answer = await ask(true);
    if (answer) setTried(answer.proposeCalendarYear);
  };
  const doPropose = async (): Promise<void> => {
    const answer = await ask(false);
    if (answer?.proposeCalendarYear.proposal) go(`/law/proposals/${answer.proposeCalendarYear.proposal.id}`);
  };
  const { faults } = form;
  const refusal = tried?.refusal;
  const refusedRow = refusal ? rowOf(refusal.path) : null;
  return (
    <>
      <form ref={form.ref} className="card" onSubmit={(event) => void dryRun(event)} noValidate>
        <div className="admin-form">
          <Line label={texts.year} name="year" type="number" value={year} onChange={edit(setYear)} error={faults.year} />
          <Line label={texts.which} name="division" hint={texts.whichHint} value={of} onChange={edit(setOf)} error={faults.division} />
          <Line label={texts.source} name="source" value={source} onChange={edit(setSource)} error={faults.source} />
        </div>
        <fieldset>
          <legend>
            <h2>{texts.days}</h2>
          </legend>
          <p className="muted">{rows.length === 0 ? texts.noDays : texts.count(rows.length)}</p>
          <ol className="day-lines">
            {rows.map((row, at) => {
              const fault = faults[`days.${at}`] ?? (refusedRow === at ? refusal?.reason : undefined);
              const described = fault ? `day-${row.key}-error` : undefined;
              return (
                <li key={row.key}>
                  <input
                    className="input"
                    type="date"
                    aria-label={texts.dayAt(at + 1)}
                    aria-invalid={fault ? true : undefined}
                    aria-describedby={described}
                    value={row.day}
                    onChange={(event) => change(at, { day: event.target.value })}
                  />
                  <select
                    className="input"
                    aria-label={texts.kindAt(at + 1)}
                    value={row.kind}
                    onChange={(event) => change(at, { kind: event.target.value === 'work' ? 'work' : 'off' })}
                  >
                    <option value="off">{law.calendar.offIs}</option>
                    <option value="work">{law.calendar.workIs}</option>
                  </select>
                  <input
                    className="input"
                    aria-label={texts.festivalAt(at + 1)}
                    value={row.festival}
                    onChange={(event) => change(at, { festival: event.target.value })}
                  />
                  <button
                    type="button"
                    className="button quiet"
                    aria-label={texts.remove(at + 1)}
                    onClick={() => edit(setRows)(rows.filter((_, index) => index !== at))}
                  >
                    {texts.removeShort}
                  </button>
                  {fault && (
                    <p className="error" id={described}>
                      {fault}
                    </p>
                  )}
                </li>
              );
            })}
          </ol>
          <button
            type="button"
            className="button"
            onClick={() => edit(setRows)([...rows, ...keyed([{ day: '', kind: 'off', festival: rows.at(-1)?.festival ?? '' }])])}
          >
            {texts.add}
          </button>
        </fieldset>
        <Paste take={(days) => edit(setRows)(keyed(days))} />
        <FormFailure form={form} />
        {refusal && refusedRow === null && (
          <div className="notice bad" role="alert">
            <p>{`${texts.refused}：${refusal.reason}`}</p>
          </div>
        )}
        <p>
          <button type="submit" className={tried?.law ? 'button' : 'button primary'} disabled={form.sending}>
            {form.sending ? texts.trying : texts.dryRun}
          </button>
        </p>
        {!tried?.law && <p className="muted">{texts.first}</p>}
      </form>
      <Done text={tried?.law ? texts.tried : null} />
      {tried?.law && (
        <>
          <LawShown shown={tried.law} />
          <p>
            <button type="button" className="button primary" disabled={form.sending} onClick={() => void doPropose()}>
              {form.sending ? texts.proposing : texts.propose}
            </button>
          </p>
        </>
      )}
    </>
  );
}

function Paste({ take }: { readonly take: (days: readonly DayLine[]) => void }): ReactNode {
  const [text, setText] = useState('');
  const [said, setSaid] = useState<{ error?: string; done?: string }>({});
  const read = (): void => {
    const { days, bad } = readDays(text);
    if (bad.length > 0) setSaid({ error: bad.map(({ line, text: what }) => texts.lineBad(line, what)).join(' ') });
    else if (days.length === 0) setSaid({ error: texts.pasteEmpty });
    else {
      take(days);
      setSaid({ done: texts.taken(days.length) });
    }
  };
  return (
    <details>
      <summary className="button quiet">{texts.paste}</summary>
      <Lines label={texts.paste} name="paste" hint={texts.pasteHint} value={text} onChange={setText} error={said.error} />
      <p>
        <button type="button" className="button" onClick={read}>
          {texts.take}
        </button>
      </p>
      <p role="status">{said.done}</p>
    </details>
  );
}
