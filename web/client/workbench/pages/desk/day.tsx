import './desk.css';
import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { desk } from '../../../../src/texts/desk';
import { workbench } from '../../../../src/texts/workbench';
import { graphql, type ResultOf } from '../../graph/tada';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { TextBox } from './fields';
import { numberOf } from './form';
import { today } from './kept';

const { day: texts } = desk;

const DAY = graphql(`
  query DayOfDesk($input: DeskDayInput!) {
    deskDay(input: $input) {
      heads
      channels {
        channel
        registered
        onBehalf
      }
      stamps {
        missing
        doubled
      }
      tickets {
        missing
        doubled
      }
      visits {
        id
      }
      visitsWithoutPetition {
        id
      }
      visitsWithoutEnd {
        id
      }
      missingNumbers
    }
  }
`);

type DayOfDesk = ResultOf<typeof DAY>['deskDay'];

/** Differences between the books and the system, one sentence each. */
function findingsOf({ stamps, tickets, visitsWithoutPetition, visitsWithoutEnd, missingNumbers }: DayOfDesk): string[] {
  const said = (numbers: readonly (number | string)[], say: (numbers: string) => string): string[] =>
    numbers.length === 0 ? [] : [say(numbers.join(texts.separator))];
  const counted = ({ length }: readonly unknown[], say: (count: number) => string): string[] => (length === 0 ? [] : [say(length)]);
  return [
    ...said(stamps.missing, texts.missingStamps),
    ...said(stamps.doubled, texts.doubledStamps),
    ...said(tickets.missing, texts.missingTickets),
    ...said(tickets.doubled, texts.doubledTickets),
    ...counted(visitsWithoutPetition, texts.withoutPetition),
    ...counted(visitsWithoutEnd, texts.withoutEnd),
    ...said(missingNumbers, texts.missingNumbers),
  ];
}

function Channels({ channels }: Pick<DayOfDesk, 'channels'>): ReactNode {
  if (channels.length === 0) return <p>{texts.none}</p>;
  return (
    <table className="desk-table">
      <thead>
        <tr>
          <th scope="col">{desk.entry.channel}</th>
          <th scope="col">{texts.registered}</th>
          <th scope="col">{texts.onBehalf}</th>
        </tr>
      </thead>
      <tbody>
        {channels.map(({ channel, registered, onBehalf }) => (
          <tr key={channel}>
            <th scope="row">{texts.channelNames[channel]}</th>
            <td className="number">{registered}</td>
            <td className="number">{onBehalf}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Compares stamp register, visit book and system at the end of the day. */
export default function DeskDayPage(): ReactNode {
  const [typed, setTyped] = useState({ on: today(), lastStamp: '', lastTicket: '' });
  const [asked, setAsked] = useState(typed);
  const [{ data, error }, reload] = useQuery({
    query: DAY,
    variables: { input: { on: asked.on, lastStamp: numberOf(asked.lastStamp), lastTicket: numberOf(asked.lastTicket) } },
  });
  const day = data?.deskDay;
  const findings = day ? findingsOf(day) : [];
  const set = (values: Partial<typeof typed>): void => setTyped((now) => ({ ...now, ...values }));
  return (
    <>
      <h1>{workbench.pages.deskDay}</h1>
      <p className="muted">{texts.lead}</p>
      <form
        className="card desk-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.on === '') return;
          setAsked(typed);
          reload({ requestPolicy: 'network-only' });
        }}
      >
        <div className="desk-row">
          <TextBox name="on" label={texts.on} type="date" value={typed.on} onChange={(on) => set({ on })} />
          <TextBox
            name="lastStamp"
            label={texts.lastStamp}
            type="number"
            value={typed.lastStamp}
            onChange={(lastStamp) => set({ lastStamp })}
          />
          <TextBox
            name="lastTicket"
            label={texts.lastTicket}
            type="number"
            value={typed.lastTicket}
            onChange={(lastTicket) => set({ lastTicket })}
          />
        </div>
        <button type="submit" className="button primary">
          {texts.compare}
        </button>
      </form>
      {error && <Failure error={error} again={() => reload({ requestPolicy: 'network-only' })} />}
      {!day && !error && <Loading />}
      {day && (
        <>
          <section aria-labelledby="desk-findings" aria-live="polite">
            <h2 id="desk-findings">{texts.findings}</h2>
            {findings.length === 0 ? (
              <p className="notice ok">{texts.allRight}</p>
            ) : (
              <ul className="notice warn desk-findings">
                {findings.map((finding) => (
                  <li key={finding}>{finding}</li>
                ))}
              </ul>
            )}
            <p>
              {texts.visits(day.visits.length, day.heads)} <Link href="/desk/visits">{texts.toVisits}</Link>
            </p>
          </section>
          <section aria-labelledby="desk-channels">
            <h2 id="desk-channels">{texts.channels}</h2>
            <Channels channels={day.channels} />
          </section>
        </>
      )}
    </>
  );
}
