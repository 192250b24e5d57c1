import { cited, citedIn } from '@sunshine/words';
import type { ReactNode } from 'react';
import { tracking, type CitizenAct } from '../../texts/tracking.js';
import { dayText, today, weekdayText } from '../day.js';
import { ChannelDay, LastDay, Why } from '../last-day.js';
import { Part } from '../parts.js';
import { href, type View } from '../shell.js';
import { AnswerPart, ReviewsPart, RightPart } from './answer.js';
import { Clocks, Ending, Next } from './clocks.js';
import type { Course } from './course.js';
import { HearingsPart } from './hearings.js';
import { TakePartCodes } from './parts-page.js';
import { PublicationsPart } from './publications.js';
import { MediationPart, PromisesPart } from './settling.js';

const STEPS = ['received', 'handed_over', 'answered'] as const;

function Services({ services }: { readonly services: NonNullable<Course['services']> }): ReactNode {
  return (
    <Part id="services" title={tracking.services} className="card" personal>
      <dl className="facts">
        {services.map(({ wayName, servedOn }, position) => (
          <div key={position} className="contents">
            <dt>{wayName}</dt>
            <dd>{servedOn === null ? tracking.notServed : `${tracking.servedOn} ${weekdayText(servedOn)}`}</dd>
          </div>
        ))}
      </dl>
      <p>{tracking.serviceNote}</p>
    </Part>
  );
}

function Guidance({ guidance }: { readonly guidance: NonNullable<Course['guidance']> }): ReactNode {
  const { channel, text, papers, basis } = guidance;
  return (
    <Part id="guidance" title={tracking.guidance} className="card" personal>
      <dl className="facts">
        <dt>{channel.title}</dt>
        <dd>{`${tracking.guidanceBody}：${channel.body}`}</dd>
      </dl>
      {channel.limits
        .filter(({ duty }) => duty === 'petitioner')
        .map((limit) => (
          <ChannelDay key={limit.name} limit={limit} />
        ))}
      {channel.note && <p>{channel.note}</p>}
      <p className="notice warn">{text}</p>
      {papers.length > 0 && (
        <>
          <h3>{tracking.guidancePapers}</h3>
          <ul>
            {papers.map((paper) => (
              <li key={paper}>{paper}</li>
            ))}
          </ul>
        </>
      )}
      <p className="muted">{tracking.source(basis.map(citedIn).join('；'))}</p>
    </Part>
  );
}

/** Whether the page still offers to send the supplement that was asked for; the rule of the act decides. */
const isAnswerable = ({ stage, leftOn, withdrawal }: Course): boolean => stage !== 'closed' && leftOn === null && withdrawal === null;

interface SupplementProps extends Pick<CoursePageProps, 'view' | 'course'> {
  readonly request: NonNullable<Course['supplementRequest']>;
}

function Supplement({ view, course, request }: SupplementProps): ReactNode {
  const open = isAnswerable(course);
  return (
    <Part id="supplement" title={tracking.supplement} className="card" personal>
      <LastDay label={tracking.supplementBy} day={request.answerBy} />
      <p>{tracking.supplementDay}</p>
      <ul>
        {(request.items ?? []).map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      {request.organ && <p>{`${tracking.supplementTo}：${request.organ.name}`}</p>}
      {course.supplements?.map(({ receivedOn, files }, position) => (
        <p key={position} className="notice ok">
          {tracking.supplementReceived(dayText(receivedOn), files)}
        </p>
      ))}
      {open && request.answerBy < today() && <p className="notice warn">{tracking.supplementPassed}</p>}
      <p>{tracking.supplementNote}</p>
      {open && (
        <form className="no-print" method="post" action={href(view.mode, '/track/supplement')}>
          <input type="hidden" name="pass" value={course.pass} />
          <button className="button primary" type="submit">
            {tracking.supplementing.button}
          </button>
        </form>
      )}
    </Part>
  );
}

function Withdrawal({ withdrawal }: { readonly withdrawal: NonNullable<Course['withdrawal']> }): ReactNode {
  const { declaredOn, confirmedOn, revocableUntil } = withdrawal;
  return (
    <Part id="withdrawal" title={tracking.withdrawal} className="card" personal>
      <p>
        {tracking.withdrawalDay(dayText(declaredOn))}
        {confirmedOn === null ? tracking.withdrawalWaits : tracking.withdrawalConfirmed(dayText(confirmedOn))}
      </p>
      {revocableUntil !== null && (
        <>
          <LastDay label={tracking.withdrawalUntil} day={revocableUntil} />
          <Why steps={[{ text: tracking.withdrawalWhy(dayText(declaredOn)), source: '' }]} source={null} />
        </>
      )}
    </Part>
  );
}

function History({ lines }: { readonly lines: NonNullable<Course['history']> }): ReactNode {
  if (lines.length === 0) return <p>{tracking.noHistory}</p>;
  return (
    <ol className="timeline">
      {lines.map(({ on, actor, actName, basis }, position) => (
        <li key={position}>
          <time dateTime={on} className="muted">
            {dayText(on)}
          </time>
          <br />
          <strong>{actName}</strong>
          {` · ${actor}`}
          {basis && <span className="muted history-basis">{tracking.historyBasis(cited(basis))}</span>}
        </li>
      ))}
    </ol>
  );
}

/** Renders nothing for a matter that ended without an answer, because it went through none of the later steps. */
function Progress({ progress }: { readonly progress: string }): ReactNode {
  if (!STEPS.some((step) => step === progress)) return null;
  return (
    <ol className="progress" aria-label={tracking.progressLabel}>
      {STEPS.map((step) => (
        <li key={step} aria-current={step === progress ? 'step' : undefined}>
          {tracking.progress[step]}
        </li>
      ))}
    </ol>
  );
}

/** Stages in which nobody handles the matter, so that it cannot be withdrawn. */
const REFUSED: ReadonlySet<string> = new Set(['refused_acceptance', 'refused_refiling']);

/** Acts that the holder may do now; the rule of the act may still refuse. */
function actsOf({ stage, outcome, ofMember, leftOn, withdrawal, mayProposeMediation }: Course): CitizenAct[] {
  if (stage === null || stage === 'closed' || leftOn !== null || (outcome !== null && REFUSED.has(outcome))) return [];
  const revocable = withdrawal !== null && withdrawal.revocableUntil !== null && today() <= withdrawal.revocableUntil;
  return [
    'requestRecusal',
    ...(mayProposeMediation ? (['proposeMediation'] as const) : []),
    ...(withdrawal === null && !ofMember ? (['withdrawPetition'] as const) : []),
    ...(revocable ? (['revokeWithdrawal'] as const) : []),
    ...(ofMember ? (['leaveGroup'] as const) : []),
  ];
}

interface CoursePageProps {
  readonly view: View;
  readonly course: Course;
  readonly partial: boolean;
  /** Message about the act that was just done. */
  readonly done?: string | null;
}

function Tools({ view, course }: Pick<CoursePageProps, 'view' | 'course'>): ReactNode {
  return (
    <div className="course-tools no-print">
      <form method="post" action={href(view.mode, '/track')} data-course-refresh>
        <input type="hidden" name="pass" value={course.pass} />
        <button className="button" type="submit">
          {tracking.refresh}
        </button>
      </form>
      <a className="button" href={href(view.mode, '/track')}>
        {tracking.again}
      </a>
      <span className="muted" data-course-live={tracking.refreshHint}>
        {tracking.noLive}
      </span>
      <span className="hidden-visually" role="status" data-course-status={tracking.updated} />
    </div>
  );
}

/** Why a filing has no number, and what its filer can do about it. */
function Pending({ pending }: { readonly pending: NonNullable<Course['pending']> }): ReactNode {
  const { state, reasonName, ofNumber, decidedOn } = pending;
  if (state !== 'set_aside') return <p className="notice">{tracking.pending.waits}</p>;
  return (
    <>
      <p className="notice warn">{tracking.pending.aside(reasonName ?? '', decidedOn === null ? '' : dayText(decidedOn))}</p>
      {ofNumber !== null && <p>{tracking.pending.asideOf(ofNumber)}</p>}
      <p>{tracking.pending.object}</p>
    </>
  );
}

/** A filing that waits for registration: shows that it was received, and when. */
function PendingPage({
  view,
  course,
  pending,
}: Pick<CoursePageProps, 'view' | 'course'> & { readonly pending: NonNullable<Course['pending']> }): ReactNode {
  return (
    <div className="reading" data-course data-live-key={course.liveKey ?? undefined}>
      <h1>{tracking.title}</h1>
      <Tools view={view} course={course} />
      <div data-course-parts>
        <Part id="now" title={tracking.now} className="card" personal>
          <Progress progress={course.progress} />
          <dl className="facts">
            <dt>{tracking.stage}</dt>
            <dd>
              <strong>{pending.state === 'set_aside' ? tracking.pending.asideStage : tracking.pending.stage}</strong>
            </dd>
            <dt>{tracking.received}</dt>
            <dd>{dayText(course.receivedOn)}</dd>
          </dl>
          <Pending pending={pending} />
        </Part>
      </div>
    </div>
  );
}

/** For a report, shows only its progress or how it ended; for a split letter only the numbers of its parts. */
function ReportPage({ view, course }: Pick<CoursePageProps, 'view' | 'course'>): ReactNode {
  if (course.outcome === 'split') return <SplitPage view={view} course={course} />;
  return (
    <div className="reading" data-course>
      <h1>{tracking.report}</h1>
      <div className="card" data-course-part="now">
        <Progress progress={course.progress} />
        {course.pending && <Pending pending={course.pending} />}
        {course.progress === 'ended' && <p className="notice">{tracking.reportEnded(course.stageName)}</p>}
        <p>{tracking.reportNote}</p>
      </div>
      <Ending outcome={course.outcome} partNumbers={course.partNumbers} takesPartCodes={course.takesPartCodes} />
      {course.takesPartCodes && <TakePartCodes view={view} pass={course.pass} />}
      <Tools view={view} course={course} />
    </div>
  );
}

function SplitPage({ view, course }: Pick<CoursePageProps, 'view' | 'course'>): ReactNode {
  return (
    <div className="reading">
      <h1>{tracking.title}</h1>
      <Ending outcome={course.outcome} partNumbers={course.partNumbers} takesPartCodes={course.takesPartCodes} />
      {course.takesPartCodes && <TakePartCodes view={view} pass={course.pass} />}
      <p className="no-print">
        <a className="button" href={href(view.mode, '/track')}>
          {tracking.again}
        </a>
      </p>
    </div>
  );
}

export function CoursePage({ view, course, partial, done = null }: CoursePageProps): ReactNode {
  if (course.kind === null) return <ReportPage view={view} course={course} />;
  if (course.pending) return <PendingPage view={view} course={course} pending={course.pending} />;
  const acts = actsOf(course);
  return (
    <div className="reading" data-course data-live-key={course.liveKey ?? undefined}>
      <h1>{tracking.title}</h1>
      {done && (
        <p className="notice ok" role="status">
          {done}
        </p>
      )}
      <Tools view={view} course={course} />
      <div data-course-parts>
        {partial && <p className="notice warn">{tracking.partial}</p>}
        <Part id="now" title={tracking.now} className="card" personal>
          <Progress progress={course.progress} />
          <dl className="facts">
            <dt>{tracking.stage}</dt>
            <dd>
              <strong>{course.stageName ?? tracking.opening}</strong>
            </dd>
            {course.resultName !== null && (
              <>
                <dt>{tracking.result}</dt>
                <dd>
                  <strong>{course.resultName}</strong>
                </dd>
              </>
            )}
            {course.organ && (
              <>
                <dt>{tracking.organ}</dt>
                <dd>
                  <strong>{course.organ.name}</strong>
                </dd>
              </>
            )}
            <dt>{tracking.number}</dt>
            <dd className="number">{course.number}</dd>
            <dt>{tracking.kind}</dt>
            <dd>{tracking.kinds[course.kind]}</dd>
            {course.summary && (
              <>
                <dt>{tracking.summary}</dt>
                <dd>{course.summary}</dd>
              </>
            )}
            <dt>{tracking.received}</dt>
            <dd>{dayText(course.receivedOn)}</dd>
            <dt>{tracking.registered}</dt>
            <dd>{course.registeredOn !== null && dayText(course.registeredOn)}</dd>
          </dl>
          {course.succeededOn !== null && <p className="notice">{tracking.succeeded(dayText(course.succeededOn))}</p>}
          {course.leftOn !== null ? (
            <p className="notice">{tracking.left(dayText(course.leftOn))}</p>
          ) : (
            course.ofMember && <p className="muted">{tracking.member}</p>
          )}
          <Next course={course} />
        </Part>
        <Ending
          outcome={course.outcome}
          partNumbers={course.partNumbers}
          takesPartCodes={course.takesPartCodes}
          stage={course.stage}
          pointedTo={course.pointedTo}
        />
        {course.takesPartCodes && <TakePartCodes view={view} pass={course.pass} />}
        {course.withdrawal && <Withdrawal withdrawal={course.withdrawal} />}
        {course.supplementRequest && <Supplement view={view} course={course} request={course.supplementRequest} />}
        {course.mediation && <MediationPart view={view} pass={course.pass} mediation={course.mediation} />}
        {course.promises && course.promises.length > 0 && <PromisesPart view={view} pass={course.pass} promises={course.promises} />}
        {course.answer && <AnswerPart answer={course.answer} requests={course.requests} />}
        {course.reviews && course.reviews.length > 0 && <ReviewsPart reviews={course.reviews} />}
        <RightPart view={view} course={course} />
        <HearingsPart view={view} course={course} />
        {course.publications && course.publications.length > 0 && (
          <PublicationsPart view={view} pass={course.pass} publications={course.publications} />
        )}
        {course.guidance && <Guidance guidance={course.guidance} />}
        {course.services && course.services.length > 0 && <Services services={course.services} />}
        {course.clocks && <Clocks clocks={course.clocks} />}
        <Part id="history" title={tracking.history} className="card" personal>
          <History lines={course.history ?? []} />
        </Part>
        {acts.length > 0 && (
          <section className="part card no-print" aria-labelledby="acts">
            <h2 id="acts">{tracking.acts}</h2>
            <p>{tracking.actsHint}</p>
            <div className="row">
              {acts.map((act) => (
                <form key={act} method="post" action={href(view.mode, '/track/act')}>
                  <input type="hidden" name="pass" value={course.pass} />
                  <input type="hidden" name="act" value={act} />
                  <button className="button" type="submit">
                    {tracking.act[act].button}
                  </button>
                </form>
              ))}
            </div>
          </section>
        )}
      </div>
    </div>
  );
}
