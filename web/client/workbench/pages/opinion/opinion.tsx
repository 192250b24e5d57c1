import { cited, citedIn } from '@sunshine/words';
import './opinion.css';
import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { acts as actTexts } from '../../../../src/texts/acts';
import { actTitle, hasAct } from '../../../../src/texts/acts/titles';
import { choiceWords } from '../../../../src/texts/choices';
import { opinion as texts } from '../../../../src/texts/opinion';
import type { Values } from '../../acts/fields';
import { MATTER, type Matter } from '../../acts/matter';
import { petitionersOf } from '../../acts/offered';
import { useAct } from '../../acts/open';
import { LiveSign, useChangedAt, usePetitionsLive } from '../../live/live';
import { dayText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { framed } from '../../parts/framed';
import { Loading } from '../../parts/loading';
import { Draft } from './draft';
import { partsWith } from './parts';
import { OPINION, type Course } from './query';

type Step = keyof typeof texts.steps;

const fresh = { requestPolicy: 'network-only' } as const;
/** Acts of the opinion that open their dialog on this page, in the order of the course. */
const HERE = ['askCountersign', 'countersignOpinion', 'checkOpinion', 'returnOpinion', 'issueOpinion'] as const;

/** The opinion from its draft to its service on each petitioner. */
export default function OpinionPage(): ReactNode {
  const { id = '' } = useParams<{ id: string }>();
  return <OpinionById key={id} id={id} />;
}

function OpinionById({ id }: { readonly id: string }): ReactNode {
  const [matter, matterAgain] = useQuery({ query: MATTER, variables: { id } });
  const [course, courseAgain] = useQuery({ query: OPINION, variables: { id } });
  const again = (): void => {
    matterAgain(fresh);
    courseAgain(fresh);
  };
  const petition = matter.data?.petition;
  const now = course.data?.petition;
  const error = matter.error ?? course.error;
  return (
    <>
      <h1>{texts.title}</h1>
      {error && <Failure error={error} again={again} />}
      {petition && now ? (
        <Opinion matter={petition} course={now} again={again} />
      ) : (
        !error && (matter.fetching || course.fetching ? <Loading /> : <p className="notice warn">{actTexts.matterClosed}</p>)
      )}
    </>
  );
}

interface OpinionProps {
  readonly matter: Matter;
  readonly course: Course;
  readonly again: () => void;
}

function Opinion({ matter, course, again }: OpinionProps): ReactNode {
  const [openAct, dialog] = useAct(again);
  const mine = (course.acts ?? []).map(({ act }) => act);
  const { opinion } = course;
  const changedAt = useChangedAt({ ...course, opinionDraft: null });
  const live = usePetitionsLive([matter.id], again);
  const [typed, setTyped] = useState<Values | null>(null);
  const lackingParts = (course.opinionParts ?? []).filter(({ present }) => !present).map(({ title }) => title);
  const lacks = lackingParts.length > 0 ? texts.lackingAll(lackingParts.join('、')) : undefined;
  const [previewed, setPreviewed] = useState(false);
  return (
    <>
      <p>
        <Link href={`/petition/${matter.id}`} className="number">
          {matter.number}
        </Link>{' '}
        {matter.summary}
      </p>
      <LiveSign live={live} changedAt={changedAt} />
      <Steps course={course} />
      <p className="muted">{texts.twoPeople}</p>
      {opinion?.state === 'returned' && opinion.remark && (
        <p className="notice warn">
          {texts.returned}
          {opinion.remark}
        </p>
      )}
      <div className="row opinion-acts" role="group" aria-label={texts.actsName}>
        {HERE.filter((act) => mine.includes(act) && hasAct(act)).map((act) => (
          <button
            key={act}
            type="button"
            className={`button${act === 'checkOpinion' || act === 'issueOpinion' ? ' primary' : ''}`}
            onClick={() => openAct({ act, petitionIds: [matter.id], here: true, warning: lacks })}
          >
            {actTitle(act)}
          </button>
        ))}
      </div>
      <Foundations matter={matter} course={course} open={mine.includes('recordInquiry') ? openAct : null} />
      <div className="opinion-columns">
        <div>
          {mine.includes('draftOpinion') ? (
            <Draft key={opinion?.revision ?? 0} matter={matter} course={course} again={again} onTyped={setTyped} />
          ) : opinion ? (
            <Written matter={matter} course={course} />
          ) : (
            <p>{texts.none}</p>
          )}
        </div>
        <Parts matter={matter} course={course} typed={mine.includes('draftOpinion') ? typed : null} />
      </div>
      {opinion?.preview && (
        <section>
          <h2>{texts.preview}</h2>
          <p className="muted">{texts.previewHint}</p>
          <button type="button" className="button" aria-expanded={previewed} onClick={() => setPreviewed(!previewed)}>
            {previewed ? texts.hidePreview : texts.showPreview}
          </button>
          {previewed && (
            <iframe className="opinion-preview" title={texts.preview} sandbox="allow-same-origin" srcDoc={framed(opinion.preview)} />
          )}
        </section>
      )}
      {opinion?.state === 'issued' && (
        <section>
          <h2>{texts.service}</h2>
          <p className="muted">{texts.serviceHint}</p>
          <div className="opinion-service" tabIndex={0} role="region" aria-label={texts.service}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{texts.petitioner}</th>
                  <th scope="col">{texts.way}</th>
                  <th scope="col">{texts.servedOn}</th>
                  <th scope="col">{texts.serveHead}</th>
                </tr>
              </thead>
              <tbody>
                {petitionersOf(matter).map(({ id, name }) => {
                  const service = (course.services ?? []).findLast(({ petitionerId }) => petitionerId === id);
                  return (
                    <tr key={id}>
                      <th scope="row">{name}</th>
                      <td>{service?.wayName ?? texts.notServed}</td>
                      <td>{service && (service.servedOn ? dayText(service.servedOn) : texts.undeliverable)}</td>
                      <td>
                        {mine.includes('recordService') && !service?.servedOn && (
                          <button
                            type="button"
                            className="button"
                            aria-label={texts.serveFor(name)}
                            onClick={() => openAct({ act: 'recordService', petitionIds: [matter.id], given: { petitionerId: id } })}
                          >
                            {texts.serve}
                          </button>
                        )}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {dialog}
    </>
  );
}

interface FoundationsProps {
  readonly matter: Matter;
  readonly course: Course;
  /** Null if the reader may not record an inquiry. */
  readonly open: ReturnType<typeof useAct>[0] | null;
}

/** Lists what must be on file before the opinion may go to the checker, so that the officer knows before typing. */
function Foundations({ matter, course, open }: FoundationsProps): ReactNode {
  const lacks = (part: string): boolean => course.opinionParts?.some((one) => one.part === part && !one.present) ?? false;
  const [notHeard, notInquired] = [lacks('heard'), lacks('inquired')];
  if (!notHeard && !notInquired) return null;
  return (
    <section className="notice warn" aria-label={texts.foundations}>
      {notHeard && <p>{texts.notHeard}</p>}
      {notInquired && <p>{texts.notInquired}</p>}
      {open && (
        <button type="button" className="button" onClick={() => open({ act: 'recordInquiry', petitionIds: [matter.id] })}>
          {texts.recordInquiry}
        </button>
      )}
    </section>
  );
}

/** Draft, check, issue and service, each with the last actor and day. */
function Steps({ course }: { readonly course: Course }): ReactNode {
  const { opinion, history } = course;
  const reached: Readonly<Record<Step, boolean>> = {
    draftOpinion: opinion !== null && opinion.state !== 'returned',
    checkOpinion: opinion?.state === 'checked' || opinion?.state === 'issued',
    issueOpinion: opinion?.state === 'issued',
    recordService: (course.services ?? []).some(({ servedOn }) => servedOn !== null),
  };
  return (
    <ol className="opinion-steps" aria-label={texts.stepsName}>
      {(Object.keys(texts.steps) as Step[]).map((step) => {
        const line = reached[step] ? (history ?? []).findLast(({ act }) => act === step) : undefined;
        return (
          <li key={step} data-done={reached[step]}>
            <strong>{texts.steps[step]}</strong>
            <span>{line ? texts.stepBy(line.actor, dayText(line.on)) : texts.stepOpen}</span>
          </li>
        );
      })}
    </ol>
  );
}

interface PartsProps {
  readonly matter: Matter;
  readonly course: Course;
  readonly typed: Values | null;
}

/** Parts that the rules require in the paper, with the missing ones marked. */
function Parts({ matter, course, typed }: PartsProps): ReactNode {
  const parts = typed ? course.opinionParts && partsWith(course.opinionParts, typed, matter.requests) : course.opinionParts;
  if (!parts) return null;
  const at = (id: string): string => texts.requestAt(matter.requests.findIndex((request) => request.id === id) + 1);
  return (
    <aside className="card" aria-label={texts.parts}>
      <h2>{texts.parts}</h2>
      {parts.every(({ present }) => present) && <p className="notice ok">{texts.partsDone}</p>}
      <ul className="opinion-parts">
        {parts.map(({ part, title, source, present, missingFor }) => (
          <li key={part}>
            <span className={`badge ${present ? 'ok' : 'bad'}`}>
              {present ? texts.present : missingFor.length > 0 ? texts.lackingFor(missingFor.map(at).join('、')) : texts.lacking}
            </span>{' '}
            {title} {source && <span className="muted">{cited(source)}</span>}
          </li>
        ))}
      </ul>
    </aside>
  );
}

/** The current text, for readers who may not change it now. */
function Written({ matter, course }: { readonly matter: Matter; readonly course: Course }): ReactNode {
  const { opinion } = course;
  if (!opinion) return null;
  return (
    <section className="card">
      <h2>{texts.text}</h2>
      <dl className="facts">
        <dt>{texts.facts}</dt>
        <dd className="opinion-text">{opinion.facts}</dd>
        <dt>{texts.evidence}</dt>
        <dd>{opinion.evidence.join('；')}</dd>
        {opinion.executeBy && (
          <>
            <dt>{texts.executeBy}</dt>
            <dd>{dayText(opinion.executeBy)}</dd>
          </>
        )}
        {opinion.performer && (
          <>
            <dt>{texts.performer}</dt>
            <dd>{opinion.performer.name}</dd>
          </>
        )}
      </dl>
      <h3>{texts.answers}</h3>
      <ol>
        {matter.requests.map(({ id, text }) => {
          const answer = opinion.answers.find(({ requestId }) => requestId === id);
          return (
            <li key={id}>
              <p>{text ?? actTexts.sealedText}</p>
              {answer && (
                <p>
                  <span className="badge brand">
                    {choiceWords.outcomes[answer.outcome.toUpperCase() as keyof typeof choiceWords.outcomes]}
                  </span>{' '}
                  {answer.answer} <span className="muted">{answer.basis.map(citedIn).join('；')}</span>
                </p>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
