import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { sitting as texts } from '../../../../src/texts/sitting';
import { instantText, timeText } from '../../parts/day';
import { Field } from '../../parts/field';
import { useMe } from '../../session/me';
import type { Named } from '../../acts/fields';
import { PersonByAccount } from '../../acts/controls';
import { Act } from './acts';
import { PETITIONERS, type Sitting } from './query';

interface PanelProps {
  readonly sitting: Sitting;
  readonly after: () => void;
  /** A secretary of the organ that hears. */
  readonly keeps: boolean;
}

const seatsOf = ({ panel }: Sitting) => panel?.seats ?? [];
const sitting_ = (sitting: Sitting) => seatsOf(sitting).filter(({ seat }) => seat !== 'substitute');
const substitutes = (sitting: Sitting) => seatsOf(sitting).filter(({ seat, fit }) => seat === 'substitute' && fit);

/** A short text. */
function Text({
  label,
  value,
  set,
  rows,
}: {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly rows?: number;
}): ReactNode {
  return (
    <Field label={label}>
      {(id) =>
        rows ? (
          <textarea id={id} rows={rows} value={value} onChange={({ target }) => set(target.value)} />
        ) : (
          <input id={id} value={value} autoComplete="off" onChange={({ target }) => set(target.value)} />
        )
      }
    </Field>
  );
}

function Choice({
  label,
  value,
  set,
  options,
}: {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly options: readonly (readonly [value: string, text: string])[];
}): ReactNode {
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} value={value} onChange={({ target }) => set(target.value)}>
          {options.map(([one, text]) => (
            <option key={one} value={one}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** The parts of the sitting in the order of the law, with what is missing. */
export function Agenda({ sitting, after, keeps }: PanelProps): ReactNode {
  const parts = sitting.agenda ?? [];
  const left = parts.filter(({ required, done }) => required && !done);
  return (
    <section className="card" aria-labelledby="sitting-agenda">
      <h2 id="sitting-agenda">{texts.agenda}</h2>
      <ol className="sitting-agenda">
        {parts
          .filter(({ kind }) => kind !== 'note' && kind !== 'answer' && kind !== 'opening')
          .map(({ kind, kindName, required, done }) => (
            <li key={kind}>
              {kindName}
              <span className={done ? 'badge ok' : 'badge'}>{done ? texts.done : required ? texts.missing : texts.optional}</span>
            </li>
          ))}
      </ol>
      {sitting.state === 'open' && (
        <p className="muted">{left.length > 0 ? texts.agendaLeft(left.map(({ kindName }) => kindName).join('、')) : texts.agendaWhole}</p>
      )}
      {keeps && sitting.state === 'open' && (
        <Act sitting={sitting} name="endSitting" after={after} input={left.length === 0 ? {} : null} text={texts.end} />
      )}
    </section>
  );
}

/** Opens the sitting with those who are in the room. */
export function Opening({ sitting, after }: PanelProps): ReactNode {
  const me = useMe();
  const people = sitting_(sitting).map(({ person, name }) => [person.id, name] as const);
  const clerks = (sitting.schedule?.clerks ?? []).map(({ id }) => [id, id === me.id ? me.name : texts.parts['clerk']] as const);
  const [there, setThere] = useState<readonly string[]>([]);
  return (
    <section className="card" aria-labelledby="sitting-opening">
      <h2 id="sitting-opening">{texts.begin}</h2>
      <p>{texts.beginLead}</p>
      <Act sitting={sitting} name="openHearing" after={after} input={{ presentIds: there }} text={texts.beginDo} look="primary">
        {[...people, ...clerks].map(([id, name]) => (
          <p key={id}>
            <label className="row">
              <input
                type="checkbox"
                checked={there.includes(id)}
                onChange={({ target }) => setThere(target.checked ? [...there, id] : there.filter((one) => one !== id))}
              />
              {name}
            </label>
          </p>
        ))}
      </Act>
    </section>
  );
}

/** The panel as it stands, who is there from when to when, and who comes and goes. */
export function Attendance({ sitting, after, keeps }: PanelProps): ReactNode {
  const { panel, attendance, state } = sitting;
  const [name, setName] = useState('');
  const [part, setPart] = useState('witness');
  const [petitionerId, setPetitionerId] = useState('');
  const [memberId, setMemberId] = useState('');
  const [substituteId, setSubstituteId] = useState('');
  const [reason, setReason] = useState('');
  const running = keeps && (state === 'open' || state === 'deliberating');
  const [{ data }] = useQuery({ query: PETITIONERS, variables: { id: sitting.petition?.id ?? '' }, pause: !running });
  const petitioners = data?.petition?.petitioners ?? [];
  // Of one petitioner it is plain.
  const asksWhich = (part === 'petitioner' || part === 'agent') && petitioners.length > 1;
  const seats = sitting_(sitting);
  const nameOf = (one: NonNullable<Sitting['attendance']>[number]): string =>
    one.name ?? seatsOf(sitting).find(({ person }) => person.id === one.person?.id)?.name ?? one.person?.name ?? texts.officer;
  return (
    <section className="card" aria-labelledby="sitting-attendance">
      <h2 id="sitting-attendance">{texts.attendance}</h2>
      {panel && (
        <>
          <p className={panel.problemText === null ? 'notice ok' : 'notice warn'} role="status">
            {panel.problemText ?? texts.valid}
          </p>
          <p className="muted">{texts.panelOf(panel.size, panel.quorum)}</p>
          <ul className="sitting-people">
            {panel.seats.map(({ person, name: shown, seat, fit, present }) => (
              <li key={person.id}>
                {`${texts.seats[seat] ?? seat} ${shown}`}
                <span className={fit ? 'badge' : 'badge bad'}>{fit ? (present ? texts.present : texts.absent) : texts.unfit}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <ul className="sitting-people" aria-label={texts.attendance}>
        {(attendance ?? []).map((one) => (
          <li key={one.id}>
            <span>
              {`${texts.parts[one.part] ?? one.part} ${nameOf(one)} `}
              <span className="muted number">{texts.fromTo(timeText(one.from), one.to && timeText(one.to))}</span>
            </span>
            {running && one.to === null && one.part !== 'member' && (
              <Act
                sitting={sitting}
                name="noteAttendance"
                after={after}
                input={{ personId: one.person?.id ?? null, name: one.name, part: one.part, leaves: true }}
                text={texts.leaves}
                label={texts.leavesOf(nameOf(one))}
                look="quiet"
              />
            )}
          </li>
        ))}
      </ul>
      {running && (
        <>
          <details>
            <summary>{texts.comes}</summary>
            <Act
              sitting={sitting}
              name="noteAttendance"
              after={after}
              input={name.trim() ? { name: name.trim(), part, petitionerId: (asksWhich && petitionerId) || null, leaves: false } : null}
              text={texts.comes}
              done={() => {
                setName('');
                setPetitionerId('');
              }}
            >
              <Text label={texts.name} value={name} set={setName} />
              <Choice
                label={texts.part}
                value={part}
                set={setPart}
                options={Object.entries(texts.parts).filter(([one]) => one !== 'member' && one !== 'clerk')}
              />
              {asksWhich && (
                <Choice
                  label={texts.whichPetitioner}
                  value={petitionerId}
                  set={setPetitionerId}
                  options={[
                    ['', texts.whichUnsaid],
                    ...petitioners.map(({ id, masked }, at) => [id, texts.petitionerOf(at + 1, masked.name)] as const),
                  ]}
                />
              )}
            </Act>
            {seatsOf(sitting)
              .filter(({ present }) => !present)
              .map(({ person, name: shown }) => (
                <Act
                  key={person.id}
                  sitting={sitting}
                  name="noteAttendance"
                  after={after}
                  input={{ personId: person.id, part: 'observer', leaves: false }}
                  text={`${texts.comes}：${shown}`}
                  look="quiet"
                />
              ))}
          </details>
          <details>
            <summary>{texts.memberLeaves}</summary>
            <p>{texts.memberLeavesLead}</p>
            <Act
              sitting={sitting}
              name="replaceMember"
              after={after}
              input={memberId && reason.trim() ? { memberId, substituteId: substituteId || null, reason: reason.trim() } : null}
              text={texts.memberLeavesDo}
              done={() => {
                setMemberId('');
                setSubstituteId('');
                setReason('');
              }}
            >
              <Choice
                label={texts.memberOf}
                value={memberId}
                set={setMemberId}
                options={[['', ''], ...seats.map(({ person, name: shown }) => [person.id, shown] as const)]}
              />
              <Text label={texts.why} value={reason} set={setReason} />
              <Choice
                label={texts.substitute}
                value={substituteId}
                set={setSubstituteId}
                options={[
                  ['', texts.substituteLater],
                  ...substitutes(sitting).map(({ person, name: shown }) => [person.id, shown] as const),
                ]}
              />
            </Act>
          </details>
        </>
      )}
    </section>
  );
}

/** Deliberation and vote: the own ballot, what stands, and what the secretary does. */
export function Votes({ sitting, after, keeps }: PanelProps): ReactNode {
  const me = useMe();
  const votes = sitting.votes ?? [];
  const last = votes.at(-1);
  const [choice, setChoice] = useState('');
  const [question, setQuestion] = useState('');
  const [options, setOptions] = useState<string>(texts.voteOptionsGiven);
  const [weighed, setWeighed] = useState('');
  const [text, setText] = useState('');
  const [minority, setMinority] = useState('');
  const deliberating = sitting.state === 'deliberating';
  const mayVote = last?.state === 'open' && !last.mine && last.entitled.some(({ id }) => id === me.id);
  const empty = (sitting.panel?.size ?? 0) > sitting_(sitting).length;
  return (
    <section className="card" aria-labelledby="sitting-vote">
      <h2 id="sitting-vote">{texts.vote}</h2>
      {votes.length === 0 && <p className="muted">{texts.voteNone}</p>}
      {mayVote && (
        <Act
          sitting={sitting}
          name="castBallot"
          after={after}
          input={choice ? { choice } : null}
          text={texts.voteDo}
          look="primary"
          done={() => setChoice('')}
        >
          <fieldset className="field">
            <legend>{last.question}</legend>
            <p className="hint">{texts.voteChoose}</p>
            {last.options.map((option) => (
              <label key={option} className="row">
                <input type="radio" name="choice" checked={choice === option} onChange={() => setChoice(option)} />
                {option}
              </label>
            ))}
          </fieldset>
        </Act>
      )}
      <ul>
        {votes.map(({ round, question: asked, options: of, state, entitled, cast, mine, counts, result, why }) => (
          <li key={round} data-vote={round}>
            <p>
              <strong>{`${texts.voteRound(round)} ${asked}`}</strong>{' '}
              <span className={state === 'counted' ? 'badge ok' : state === 'stopped' ? 'badge bad' : 'badge warn'}>
                {texts.voteStates[state] ?? state}
              </span>
            </p>
            {state === 'open' && <p role="status">{texts.voteCast(cast, entitled.length)}</p>}
            {state === 'open' && mine && <p className="notice ok">{texts.voteMine}</p>}
            {why && <p>{texts.voteWhy(why)}</p>}
            {counts && <p>{of.map((option, n) => texts.voteCount(option, counts[n] ?? 0)).join('，')}</p>}
            {counts && <p>{result === null ? texts.voteNoResult : texts.voteResult(result)}</p>}
          </li>
        ))}
      </ul>
      {keeps && empty && (sitting.state === 'open' || deliberating) && (
        <>
          <p className="notice warn">{texts.voteSubstitutes}</p>
          {substitutes(sitting).map(({ person, name }) => (
            <Act
              key={person.id}
              sitting={sitting}
              name="replaceMember"
              after={after}
              input={{ memberId: null, substituteId: person.id }}
              text={texts.voteReplace(name)}
            />
          ))}
        </>
      )}
      {keeps && deliberating && last?.state === 'open' && (
        <Act
          sitting={sitting}
          name="stopVote"
          after={after}
          input={last.cast === last.entitled.length ? {} : null}
          text={texts.voteStop}
          look="primary"
        />
      )}
      {keeps && deliberating && last?.state !== 'open' && !empty && (
        <details open={last?.state !== 'counted'}>
          <summary>{texts.voteOpen}</summary>
          <Act
            sitting={sitting}
            name="openVote"
            after={after}
            input={
              question.trim()
                ? {
                    question,
                    options: options
                      .split('\n')
                      .map((one) => one.trim())
                      .filter(Boolean),
                  }
                : null
            }
            text={texts.voteOpen}
            done={() => setQuestion('')}
          >
            <Text label={texts.voteQuestion} value={question} set={setQuestion} />
            <Text label={texts.voteOptions} value={options} set={setOptions} rows={3} />
          </Act>
        </details>
      )}
      {keeps && deliberating && (
        <details>
          <summary>{texts.deliberation}</summary>
          <Act
            sitting={sitting}
            name="recordDeliberation"
            after={after}
            input={weighed.trim() ? { text: weighed } : null}
            text={texts.deliberationDo}
            done={() => setWeighed('')}
          >
            <Text label={texts.deliberation} value={weighed} set={setWeighed} rows={4} />
          </Act>
        </details>
      )}
      {keeps && deliberating && last?.state === 'counted' && last.result !== null && (
        <Act
          sitting={sitting}
          name="concludeHearing"
          after={after}
          input={text.trim() ? { text, minority: minority.trim() || null } : null}
          text={texts.conclude}
        >
          <Text label={texts.conclusion} value={text} set={setText} rows={4} />
          <Text label={texts.minority} value={minority} set={setMinority} rows={2} />
        </Act>
      )}
      {sitting.conclusion && (
        <p className="notice ok">
          <strong>{texts.conclusion}</strong> {sitting.conclusion.text}
        </p>
      )}
    </section>
  );
}

/** Who may follow a public sitting from outside the room. */
export function Followers({ sitting, after }: PanelProps): ReactNode {
  const [name, setName] = useState('');
  const [person, setPerson] = useState<Named | null>(null);
  const typed = name.trim();
  if (sitting.schedule?.public !== true || sitting.form === 'village')
    return (
      <section className="card" aria-labelledby="sitting-followers">
        <h2 id="sitting-followers">{texts.followers}</h2>
        <p className="muted">{texts.followersNever}</p>
      </section>
    );
  const followers = sitting.followers ?? [];
  const over = sitting.state === 'concluded' || sitting.state === 'cancelled';
  return (
    <section className="card" aria-labelledby="sitting-followers">
      <h2 id="sitting-followers">{texts.followers}</h2>
      {followers.length === 0 && <p className="muted">{texts.followersNone}</p>}
      <ul className="sitting-people">
        {followers.map(({ id, name: given, person, code, endedAt }) => {
          const shown = given ?? person?.name ?? texts.officer;
          return (
            <li key={id}>
              <span>
                {shown}
                {code && (
                  <>
                    {` ${texts.code} `}
                    <code>{code}</code>
                  </>
                )}
              </span>
              {endedAt === null ? (
                <Act
                  sitting={sitting}
                  name="dismissFollower"
                  after={after}
                  input={{ followerId: id }}
                  text={texts.dismiss}
                  label={texts.dismissOf(shown)}
                  look="quiet"
                />
              ) : (
                <span className="muted">{texts.dismissed(instantText(endedAt))}</span>
              )}
            </li>
          );
        })}
      </ul>
      {!over && (
        <Act
          sitting={sitting}
          name="admitFollower"
          after={after}
          input={person ? { personId: person.id } : typed ? { name: typed } : null}
          text={texts.admit}
          done={() => {
            setName('');
            setPerson(null);
          }}
        >
          <p className="muted">{texts.followersLead}</p>
          <PersonByAccount key={followers.length} label={texts.followerPerson} value={person} onChange={setPerson} />
          {!person && <Text label={texts.followerName} value={name} set={setName} />}
        </Act>
      )}
    </section>
  );
}
