import './hearings.css';
import { Fragment, useState, type FormEvent, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { Link } from 'wouter';
import { hearings } from '../../../../src/texts/hearings';
import { PersonByAccount } from '../../acts/controls';
import '../../acts/acts.css';
import type { Named } from '../../acts/fields';
import { graphql } from '../../graph/tada';
import { dayText } from '../../parts/day';
import { today } from '../../parts/days';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { holds, organsOf, useMe } from '../../session/me';
import '../admin/admin.css';
import { Done, FormFailure, Line, Lines, useForm } from '../admin/form';
import { POOL, type PoolTerm, type Room } from './query';
import { POOL_KEEPERS, POOL_READERS } from './roles';

const t = hearings.pool;

const KEEP_MEMBER = graphql(`
  mutation KeepPoolMember($input: KeepPoolMemberInput!) {
    keepPoolMember(input: $input) {
      id
    }
  }
`);
const KEEP_ROOM = graphql(`
  mutation KeepHearingRoom($input: KeepHearingRoomInput!) {
    keepHearingRoom(input: $input) {
      id
    }
  }
`);

/** The pool of members and the rooms of each organ of the reader. */
export default function PoolPage(): ReactNode {
  const organs = organsOf(useMe(), POOL_READERS);
  return (
    <>
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      {organs.length === 0 && <p className="notice warn">{t.notYours}</p>}
      {organs.map((organ) => (
        <PoolOf key={organ.id} organ={organ} />
      ))}
      <p className="no-print">
        <Link href="/hearings">{t.back}</Link>
      </p>
    </>
  );
}

function PoolOf({ organ }: { readonly organ: Named }): ReactNode {
  const me = useMe();
  const [{ data, error }, again] = useQuery({ query: POOL, variables: { organId: organ.id } });
  const [done, setDone] = useState<string | null>(null);
  const reread = (): void => again({ requestPolicy: 'network-only' });
  const saved = (): void => {
    setDone(t.saved);
    reread();
  };
  const keeps = holds(me, POOL_KEEPERS);
  return (
    <section aria-labelledby={`pool-${organ.id}`}>
      <h2 id={`pool-${organ.id}`}>{organ.name}</h2>
      {error && <Failure error={error} again={reread} />}
      {!data && !error && <Loading />}
      <Done text={done} />
      {data && <Members organId={organ.id} terms={data.hearingPool} keeps={keeps} saved={saved} />}
      {data && <Rooms organId={organ.id} rooms={data.hearingRooms} keeps={keeps} saved={saved} />}
    </section>
  );
}

interface PartProps {
  readonly organId: string;
  readonly keeps: boolean;
  readonly saved: () => void;
}

const NEW = 'new';

interface KeptProps<Of> extends PartProps {
  readonly id: string;
  readonly title: string;
  readonly none: string;
  readonly add: string;
  readonly heads: readonly string[];
  readonly of: readonly Of[];
  /** Cells behind the name, in the order of the heads. */
  readonly cells: (one: Of) => readonly ReactNode[];
  /** @param one null: a new one */
  readonly form: (one: Of | null, close: (kept: boolean) => void) => ReactNode;
}

/** Members or rooms, of which whoever keeps them changes one at a time. */
function Kept<Of extends { readonly id: string; readonly name: string }>(props: KeptProps<Of>): ReactNode {
  const { id, title, none, add, heads, of, cells, form, keeps, saved } = props;
  /** The one that is changed, or a new one. */
  const [open, setOpen] = useState<string | null>(null);
  const close = (kept: boolean): void => {
    setOpen(null);
    if (kept) saved();
  };
  return (
    <section className="card" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {of.length === 0 && <p>{none}</p>}
      {of.length > 0 && (
        <div className="cards-box">
          <table className="cards">
            <thead>
              <tr>
                {[...heads, ...(keeps ? [t.change] : [])].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {of.map((one) => (
                <tr key={one.id}>
                  <th scope="row">{one.name}</th>
                  {cells(one).map((cell, at) => (
                    <td key={heads[at + 1]} data-label={heads[at + 1]}>
                      {cell}
                    </td>
                  ))}
                  {keeps && (
                    <td>
                      <button
                        type="button"
                        className="button quiet"
                        aria-expanded={open === one.id}
                        aria-label={t.changeOf(one.name)}
                        onClick={() => setOpen(open === one.id ? null : one.id)}
                      >
                        {t.change}
                      </button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {keeps && open === null && (
        <button type="button" className="button no-print" onClick={() => setOpen(NEW)}>
          {add}
        </button>
      )}
      {open !== null && <Fragment key={open}>{form(of.find((one) => one.id === open) ?? null, close)}</Fragment>}
    </section>
  );
}

function Members({ terms, ...part }: PartProps & { readonly terms: readonly PoolTerm[] }): ReactNode {
  return (
    <Kept
      {...part}
      id={`members-${part.organId}`}
      title={t.members}
      none={t.noMembers}
      add={t.add}
      heads={[t.name, t.state, t.term, t.skills, t.place]}
      of={terms}
      cells={(term) => [
        <span key="state" className={`badge ${term.inForce ? 'ok' : ''}`}>
          {term.inForce ? t.inForce : t.notInForce}
        </span>,
        <Fragment key="term">
          {`${dayText(term.from)}—${term.until ? dayText(term.until) : t.openEnd}`}
          {term.endedOn && ` ${t.endedOn}${dayText(term.endedOn)}`}
          {term.leaves.map(({ from, to }) => ` ${t.leaves}${dayText(from)}—${dayText(to)}`)}
        </Fragment>,
        term.skills.join('、'),
        term.place,
      ]}
      form={(term, close) => <MemberForm organId={part.organId} term={term} close={close} />}
    />
  );
}

function Rooms({ rooms, ...part }: PartProps & { readonly rooms: readonly Room[] }): ReactNode {
  return (
    <Kept
      {...part}
      id={`rooms-${part.organId}`}
      title={t.rooms}
      none={t.noRooms}
      add={t.addRoom}
      heads={[t.roomName, t.roomPlace, t.roomSeats, t.state]}
      of={rooms}
      cells={(room) => [room.place, room.seats, room.endedOn ? t.outOfUse(dayText(room.endedOn)) : t.inUse]}
      form={(room, close) => <RoomForm organId={part.organId} room={room} close={close} />}
    />
  );
}

const LEAVE = /^(\d{4}-\d{2}-\d{2})\D+(\d{4}-\d{2}-\d{2})$/;

/** Leaves as they were typed, a line each; null where a line is none. */
function leavesOf(text: string): { from: string; to: string }[] | null {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => LEAVE.exec(line));
  return lines.every((line) => line !== null) ? lines.map((line) => ({ from: line?.[1] ?? '', to: line?.[2] ?? '' })) : null;
}

interface MemberFormProps {
  readonly organId: string;
  /** Null: a new term. */
  readonly term: PoolTerm | null;
  readonly close: (kept: boolean) => void;
}

function MemberForm({ organId, term, close }: MemberFormProps): ReactNode {
  const form = useForm('personId', 'name', 'skills', 'place', 'from', 'until', 'endedOn', 'leaves');
  const [, keep] = useMutation(KEEP_MEMBER);
  const [person, setPerson] = useState<Named | null>(term?.person ?? null);
  const [name, setName] = useState(term?.name ?? '');
  const [skills, setSkills] = useState(term?.skills.join('、') ?? '');
  const [place, setPlace] = useState(term?.place ?? '');
  const [from, setFrom] = useState(term?.from ?? today());
  const [until, setUntil] = useState(term?.until ?? '');
  const [endedOn, setEndedOn] = useState(term?.endedOn ?? '');
  const [leaves, setLeaves] = useState(term?.leaves.map((one) => `${one.from} ${t.leavesTo} ${one.to}`).join('\n') ?? '');
  const { faults } = form;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const away = leavesOf(leaves);
    const own = {
      personId: person === null ? t.missing : undefined,
      name: name.trim() === '' ? t.missing : undefined,
      from: from === '' ? t.missing : undefined,
      leaves: away === null ? t.leavesWrong : undefined,
    };
    const answer = await form.send(own, () =>
      keep({
        input: {
          requestId: form.requestId,
          id: term?.id ?? null,
          organId,
          personId: person?.id ?? '',
          name,
          skills: skills
            .split(/[、,，;；]/)
            .map((one) => one.trim())
            .filter(Boolean),
          place: place.trim() || null,
          from,
          until: until || null,
          endedOn: endedOn || null,
          leaves: away ?? [],
        },
      }),
    );
    if (answer) close(true);
  };
  return (
    <form ref={form.ref} className="admin-form" onSubmit={(event) => void submit(event)} noValidate>
      <h4>{term ? t.changeOf(term.name) : t.add}</h4>
      <FormFailure form={form} />
      <PersonByAccount
        label={t.person}
        hint={t.personHint}
        value={person}
        error={faults['personId'] ?? null}
        onChange={(one) => {
          setPerson(one);
          form.forget('personId');
          if (one && name === '') setName(one.name);
        }}
      />
      <Line label={t.name} name="name" value={name} onChange={setName} error={faults['name']} />
      <Line label={t.skills} name="skills" hint={t.skillsHint} value={skills} onChange={setSkills} error={faults['skills']} />
      <Line label={t.place} name="place" value={place} onChange={setPlace} error={faults['place']} />
      <Line label={t.from} name="from" type="date" value={from} onChange={setFrom} error={faults['from']} />
      <Line label={t.until} name="until" type="date" hint={t.untilHint} value={until} onChange={setUntil} error={faults['until']} />
      <Lines label={t.leaves} name="leaves" hint={t.leavesHint} value={leaves} onChange={setLeaves} error={faults['leaves']} />
      {term && (
        <Line
          label={t.endedOn}
          name="endedOn"
          type="date"
          hint={t.endedHint}
          value={endedOn}
          onChange={setEndedOn}
          error={faults['endedOn']}
        />
      )}
      <Buttons sending={form.sending} cancel={() => close(false)} />
    </form>
  );
}

function Buttons({ sending, cancel }: { readonly sending: boolean; readonly cancel: () => void }): ReactNode {
  return (
    <div className="row">
      <button type="submit" className="button primary" disabled={sending}>
        {sending ? t.saving : t.save}
      </button>
      <button type="button" className="button" disabled={sending} onClick={cancel}>
        {t.cancel}
      </button>
    </div>
  );
}

interface RoomFormProps {
  readonly organId: string;
  /** Null: a new room. */
  readonly room: Room | null;
  readonly close: (kept: boolean) => void;
}

function RoomForm({ organId, room, close }: RoomFormProps): ReactNode {
  const form = useForm('name', 'place', 'seats', 'endedOn');
  const [, keep] = useMutation(KEEP_ROOM);
  const [name, setName] = useState(room?.name ?? '');
  const [place, setPlace] = useState(room?.place ?? '');
  const [seats, setSeats] = useState(room ? String(room.seats) : '');
  const [endedOn, setEndedOn] = useState(room?.endedOn ?? '');
  const { faults } = form;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const own = {
      name: name.trim() === '' ? t.missing : undefined,
      place: place.trim() === '' ? t.missing : undefined,
      seats: /^\d{1,6}$/.test(seats.trim()) ? undefined : t.seatsWrong,
    };
    const answer = await form.send(own, () =>
      keep({
        input: { requestId: form.requestId, id: room?.id ?? null, organId, name, place, seats: Number(seats), endedOn: endedOn || null },
      }),
    );
    if (answer) close(true);
  };
  return (
    <form ref={form.ref} className="admin-form" onSubmit={(event) => void submit(event)} noValidate>
      <h4>{room ? t.changeOf(room.name) : t.addRoom}</h4>
      <FormFailure form={form} />
      <Line label={t.roomName} name="name" value={name} onChange={setName} error={faults['name']} />
      <Line label={t.roomPlace} name="place" value={place} onChange={setPlace} error={faults['place']} />
      <Line label={t.roomSeats} name="seats" type="number" value={seats} onChange={setSeats} error={faults['seats']} />
      {room && (
        <Line
          label={t.roomEnded}
          name="endedOn"
          type="date"
          hint={t.roomEndedHint}
          value={endedOn}
          onChange={setEndedOn}
          error={faults['endedOn']}
        />
      )}
      <Buttons sending={form.sending} cancel={() => close(false)} />
    </form>
  );
}
