import './desk.css';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { Link } from 'wouter';
import { desk } from '../../../../src/texts/desk';
import { workbench } from '../../../../src/texts/workbench';
import { graphql, type ResultOf } from '../../graph/tada';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { useMe } from '../../session/me';
import { TextBox } from './fields';
import { idsOf, instantOf, nothing, numberOf, unlisted, type Named } from './form';
import { today } from './kept';
import { NameList } from './named-box';
import { byField } from './refusals';
import { timeText } from '../../parts/day';

const { visits: texts, entry } = desk;

const VISITS = graphql(`
  query VisitBook($input: DeskDayInput!) {
    deskDay(input: $input) {
      heads
      visits {
        id
        timeIn
        timeOut
        place
        headCount
        ticketNumber
        collective
        aboveLevel
        called {
          id
          name
        }
      }
    }
  }
`);

const RECORD = graphql(`
  mutation NoteVisit($input: RecordVisitInput!) {
    recordVisit(input: $input) {
      id
      headCount
    }
  }
`);

const END = graphql(`
  mutation EndVisit($input: RecordVisitEndInput!) {
    recordVisitEnd(input: $input) {
      id
    }
  }
`);

type Visit = ResultOf<typeof VISITS>['deskDay']['visits'][number];

interface VisitForm {
  readonly requestId: string;
  readonly ticketNumber: string;
  readonly headCount: string;
  readonly timeIn: string;
  readonly timeOut: string;
  readonly place: string;
  readonly called: readonly Named[];
  readonly onDuty: readonly Named[];
}

const blank = (place: string): VisitForm => ({
  requestId: crypto.randomUUID(),
  ticketNumber: '',
  headCount: '',
  timeIn: timeText(new Date().toISOString()),
  timeOut: '',
  place,
  called: [nothing],
  onDuty: [nothing],
});

const MARKED: readonly string[] = ['headCount', 'timeIn', 'timeOut', 'place', 'ticketNumber'];
const keyOf = ([name = '']: readonly string[]): string | null => (MARKED.includes(name) ? name : null);

function NoteVisit({ on, again }: { readonly on: string; readonly again: () => void }): ReactNode {
  const me = useMe();
  const [form, setForm] = useState(() => blank(''));
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map());
  const [{ fetching, error, data }, record] = useMutation(RECORD);
  const place = useRef<HTMLFormElement>(null);
  const set = (values: Partial<VisitForm>): void => setForm((now) => ({ ...now, ...values }));
  const refuse = (found: ReadonlyMap<string, string>): void => {
    setErrors(found);
    const [first] = found.keys();
    if (first) place.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const strange = [...unlisted('called', form.called), ...unlisted('onDuty', form.onDuty)];
    if (strange.length > 0) return refuse(new Map(strange.map((name) => [name, entry.notInList])));
    if (form.headCount.trim() === '') return refuse(new Map([['headCount', texts.headsMissing]]));
    const input = {
      requestId: form.requestId,
      on,
      headCount: Number(form.headCount),
      ticketNumber: numberOf(form.ticketNumber),
      timeIn: instantOf(on, form.timeIn),
      timeOut: instantOf(on, form.timeOut),
      place: form.place.trim() || null,
      receptionOfficerId: me.id,
      calledOrganIds: idsOf(form.called),
      onDutyIds: idsOf(form.onDuty),
    };
    void record({ input }).then(({ data: done, error: refused }) => {
      refuse(byField(refused, keyOf));
      if (!done) return;
      setForm((now) => ({
        ...blank(now.place),
        ticketNumber: now.ticketNumber === '' ? '' : String(Number(now.ticketNumber) + 1),
        onDuty: now.onDuty,
      }));
      again();
    });
  };
  const line = (of: 'ticketNumber' | 'headCount' | 'timeIn' | 'timeOut' | 'place', label: string, type: 'number' | 'time' | 'text') => (
    <TextBox name={of} label={label} type={type} value={form[of]} error={errors.get(of)} onChange={(value) => set({ [of]: value })} />
  );
  return (
    <form ref={place} className="card desk-form" noValidate onSubmit={save} aria-labelledby="desk-note">
      <h2 id="desk-note">{texts.note}</h2>
      <div className="desk-row">
        {line('ticketNumber', entry.ticket, 'number')}
        {line('headCount', entry.heads, 'number')}
        {line('timeIn', entry.timeIn, 'time')}
        {line('timeOut', entry.timeOut, 'time')}
        {line('place', entry.place, 'text')}
      </div>
      <div className="desk-row">
        <NameList
          name="called"
          label={entry.calledOrgan}
          add={entry.addCalled}
          what="organ"
          value={form.called}
          errors={errors}
          onChange={(next) => setForm((now) => ({ ...now, called: next(now.called) }))}
        />
        <NameList
          name="onDuty"
          label={entry.officer}
          add={entry.addOfficer}
          what="person"
          value={form.onDuty}
          errors={errors}
          onChange={(next) => setForm((now) => ({ ...now, onDuty: next(now.onDuty) }))}
        />
      </div>
      {error && errors.size === 0 && <Failure error={error} />}
      <div role="status">{data && !fetching && <p className="notice ok">{texts.noted(data.recordVisit.headCount)}</p>}</div>
      <button type="submit" className="button primary" disabled={fetching}>
        {texts.save}
      </button>
    </form>
  );
}

/** An open visit: records when the visitors left, and links to the registration of their matters. */
function OpenVisit({ visit, on, again }: { readonly visit: Visit; readonly on: string; readonly again: () => void }): ReactNode {
  const [time, setTime] = useState(() => timeText(new Date().toISOString()));
  const [requestId] = useState(() => crypto.randomUUID());
  const [{ fetching, error }, end] = useMutation(END);
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        const timeOut = instantOf(on, time);
        if (timeOut === null) return;
        void end({ input: { requestId, visitId: visit.id, timeOut } }).then(({ data }) => {
          if (data) again();
        });
      }}
    >
      <input
        className="input desk-time"
        type="time"
        required
        aria-label={texts.endOf(visit.timeIn ? timeText(visit.timeIn) : '')}
        value={time}
        onChange={({ target }) => setTime(target.value)}
      />
      <button type="submit" className="button" disabled={fetching}>
        {texts.end}
      </button>
      {error && <Failure error={error} />}
    </form>
  );
}

function VisitRow({ visit, on, again }: { readonly visit: Visit; readonly on: string; readonly again: () => void }): ReactNode {
  const { id, timeIn, timeOut, place, headCount, ticketNumber, collective, aboveLevel, called } = visit;
  return (
    <li className="card" data-visit={id}>
      <p className="row">
        <strong>
          {timeIn ? timeText(timeIn) : ''}–{timeOut ? timeText(timeOut) : texts.open}
        </strong>
        {ticketNumber !== null && <span>{texts.ticketOf(ticketNumber)}</span>}
        <span>{place}</span>
        <span>{texts.headsOf(headCount)}</span>
        {collective && <span className="badge warn">{texts.collective}</span>}
        {aboveLevel && <span className="badge">{texts.aboveLevel}</span>}
      </p>
      {called.length > 0 && (
        <p>
          {texts.calledUnits} {called.map(({ name }) => name).join(desk.day.separator)}
        </p>
      )}
      <div className="row">
        <Link className="button primary" href={`/desk?visit=${id}&heads=${headCount}&on=${on}`}>
          {texts.register}
        </Link>
        {timeOut === null && <OpenVisit visit={visit} on={on} again={again} />}
      </div>
    </li>
  );
}

/** The visit book: one entry per group with the number of people. Only speakers are named, in their petition. */
export default function Visits(): ReactNode {
  const [on, setOn] = useState(today);
  const [{ data, error }, reload] = useQuery({ query: VISITS, variables: { input: { on } }, pause: on === '' });
  const again = (): void => reload({ requestPolicy: 'network-only' });
  const day = data?.deskDay;
  return (
    <>
      <h1>{workbench.pages.visits}</h1>
      <p className="muted">{texts.lead}</p>
      <div className="desk-row">
        <TextBox name="on" label={texts.on} type="date" value={on} onChange={setOn} />
      </div>
      {on !== '' && <NoteVisit on={on} again={again} />}
      <h2>{texts.list}</h2>
      {error && <Failure error={error} again={again} />}
      {!day && !error && <Loading />}
      {day?.visits.length === 0 && <p>{texts.none}</p>}
      {day && day.visits.length > 0 && (
        <>
          <p>{desk.day.visits(day.visits.length, day.heads)}</p>
          <ul className="desk-candidates">
            {day.visits.map((visit) => (
              <VisitRow key={visit.id} visit={visit} on={on} again={again} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
