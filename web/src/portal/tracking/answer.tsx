import { citedIn } from '@sunshine/words';
import type { ReactNode } from 'react';
import { tracking } from '../../texts/tracking.js';
import { dayText, today, weekdayText } from '../day.js';
import { LastDay, Why } from '../last-day.js';
import { Part } from '../parts.js';
import { href, type View } from '../shell.js';
import type { Course, Review, ReviewOpinion, ReviewRight } from './course.js';
import { OrganContact } from './review-page.js';

type Answer = NonNullable<Course['answer']>;

interface AnswerProps {
  readonly answer: Answer;
  readonly requests: Course['requests'];
}

const words = tracking.answer;

const Lines = ({ lines }: { readonly lines: readonly string[] }): ReactNode => lines.map((line) => <p key={line}>{line}</p>);
const paragraphs = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '');

/** Each request with its result and basis; the paper itself behind the line that reading it here is no service. */
export function AnswerPart({ answer, requests }: AnswerProps): ReactNode {
  const { outcomes, executeBy, performer } = answer;
  const asked = new Map(requests.map(({ id, text }) => [id, text]));
  return (
    <Part id="answer" title={words.title} className="card" personal>
      <ol className="plain answers">
        {outcomes.map(({ requestId, outcomeName, answer: text, basis }) => (
          <li key={requestId}>
            <h3>{asked.get(requestId) ?? words.request}</h3>
            <p>
              {words.result}
              <strong>{outcomeName}</strong>
            </p>
            <Lines lines={paragraphs(text)} />
            {basis.length > 0 && <p className="muted">{tracking.source(basis.map(citedIn).join('；'))}</p>}
          </li>
        ))}
      </ol>
      {executeBy !== null && <LastDay label={words.executeBy(performer)} day={executeBy} />}
      <details>
        <summary>{words.paper(answer.title)}</summary>
        <Paper answer={answer} asked={asked} />
      </details>
    </Part>
  );
}

interface PaperProps {
  readonly answer: Answer;
  readonly asked: ReadonlyMap<string, string>;
}

/** The text of the paper, without the names that stand on it. */
function Paper({ answer, asked }: PaperProps): ReactNode {
  const { title, number, issuedOn, issuer, facts, evidence, outcomes, remedy } = answer;
  return (
    <div className="notice">
      <p>
        <strong>{words.noService}</strong>
      </p>
      <h3>{title}</h3>
      <p className="number">{number}</p>
      <h4>{words.requests}</h4>
      <ol>
        {outcomes.map(({ requestId }) => (
          <li key={requestId}>{asked.get(requestId) ?? words.request}</li>
        ))}
      </ol>
      <h4>{words.facts}</h4>
      <Lines lines={paragraphs(facts)} />
      {evidence.length > 0 && (
        <>
          <h4>{words.evidence}</h4>
          <ol>
            {evidence.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ol>
        </>
      )}
      <h4>{words.opinion}</h4>
      <ol>
        {outcomes.map(({ requestId, outcomeName, answer: text, basis }) => (
          <li key={requestId}>
            {`${outcomeName}。${text}`}
            {basis.length > 0 && ` ${tracking.source(basis.join('；'))}`}
          </li>
        ))}
      </ol>
      {remedy.length > 0 && (
        <>
          <h4>{words.remedy}</h4>
          <Lines lines={remedy} />
        </>
      )}
      <p>
        {issuer}
        <br />
        {dayText(issuedOn)}
      </p>
    </div>
  );
}

interface RightProps {
  readonly view: View;
  readonly course: Course;
}

interface ShownRight extends Pick<ReviewRight, 'lastDay' | 'provisional' | 'papers' | 'source' | 'explanation'> {
  readonly title: string;
  readonly to: string | null;
}

/** The right to show: the one that may be asked for, else what the service opened, unless it was used. */
export function rightOf({ reviewRight, nextRight, reviews }: Course): ShownRight | null {
  if (reviewRight) return { ...reviewRight, title: tracking.reviewing.title(reviewRight.levelName), to: null };
  return reviews && reviews.length > 0 ? null : nextRight;
}

/** What the petitioner may ask for next: of whom, until when, with which papers, and in which ways. */
export function RightPart({ view, course }: RightProps): ReactNode {
  const right = rightOf(course);
  if (right === null) return null;
  const { title, lastDay, provisional, to, papers, explanation, source } = right;
  const { reviewRight } = course;
  const organs = reviewRight?.organs ?? [];
  return (
    <Part id="right" title={tracking.right} className="card" personal>
      <LastDay label={tracking.rightUntil(title)} day={lastDay} />
      {lastDay < today() && <p className="notice warn">{tracking.rightPassed}</p>}
      {provisional && <p className="notice warn">{tracking.provisional}</p>}
      <dl className="facts">
        {organs.length > 0 ? (
          <>
            <dt>{organs.length > 1 ? tracking.rightToEither : tracking.rightTo}</dt>
            <dd>
              <ul className="plain">
                {organs.map((organ) => (
                  <li key={organ.id}>
                    <OrganContact organ={organ} />
                  </li>
                ))}
              </ul>
            </dd>
          </>
        ) : (
          to && (
            <>
              <dt>{tracking.rightTo}</dt>
              <dd>{to}</dd>
            </>
          )
        )}
        {papers.length > 0 && (
          <>
            <dt>{tracking.rightPapers}</dt>
            <dd>
              <ul className="plain">
                {papers.map((paper) => (
                  <li key={paper}>{paper}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
      {explanation.length > 0 && <Why steps={explanation} source={source} />}
      {reviewRight && organs.length > 0 && (
        <>
          <h3>{tracking.ways.title}</h3>
          <ul>
            {reviewRight.online && <li>{tracking.ways.online}</li>}
            {!reviewRight.online && <li>{tracking.ways.notByGroup}</li>}
            {tracking.ways.others.map((way) => (
              <li key={way}>{way}</li>
            ))}
          </ul>
          {reviewRight.online && (
            <form className="no-print" method="post" action={href(view.mode, '/track/review')}>
              <input type="hidden" name="pass" value={course.pass} />
              <button className="button primary" type="submit">
                {tracking.reviewing.button(reviewRight.levelName)}
              </button>
            </form>
          )}
        </>
      )}
      <p>{tracking.rightCourt}</p>
    </Part>
  );
}

/** What the holder asked for, where it is, and until when the organ owes its opinion. */
export function ReviewsPart({ reviews }: { readonly reviews: readonly Review[] }): ReactNode {
  return (
    <Part id="reviews" title={tracking.reviews.title} className="card" personal>
      {reviews.map((review, position) => (
        <ReviewRequest key={position} review={review} />
      ))}
    </Part>
  );
}

function ReviewRequest({ review }: { readonly review: Review }): ReactNode {
  const { levelName, filedOn, receivedOn, stateName, organ, requests, facts, lateReason, dueOn, explanation, dispositionName, opinion } =
    review;
  return (
    <>
      <h3>{tracking.reviewing.title(levelName)}</h3>
      <dl className="facts">
        <dt>{tracking.reviews.filedOn}</dt>
        <dd>{weekdayText(filedOn)}</dd>
        {organ && (
          <>
            <dt>{tracking.reviews.organ}</dt>
            <dd>
              <OrganContact organ={organ} />
            </dd>
          </>
        )}
        {receivedOn !== filedOn && (
          <>
            <dt>{tracking.reviews.receivedOn}</dt>
            <dd>{dayText(receivedOn)}</dd>
          </>
        )}
        <dt>{tracking.stage}</dt>
        <dd>
          <strong>{stateName}</strong>
        </dd>
        {dispositionName !== null && (
          <>
            <dt>{tracking.reviews.disposition}</dt>
            <dd>
              <strong>{dispositionName}</strong>
            </dd>
          </>
        )}
        <dt>{tracking.reviewing.requests}</dt>
        <dd>{requests}</dd>
        {facts !== null && (
          <>
            <dt>{tracking.reviewing.facts}</dt>
            <dd>{facts}</dd>
          </>
        )}
        {lateReason !== null && (
          <>
            <dt>{tracking.reviewing.lateReason}</dt>
            <dd>{lateReason}</dd>
          </>
        )}
      </dl>
      {dueOn !== null && (
        <>
          <LastDay label={tracking.reviews.dueOn(levelName)} day={dueOn} />
          {explanation.length > 0 && <Why steps={explanation} source={null} />}
        </>
      )}
      {opinion !== null && <ReviewPaper opinion={opinion} />}
    </>
  );
}

/** What the review said, behind the line that reading it here is no service. */
function ReviewPaper({ opinion }: { readonly opinion: ReviewOpinion }): ReactNode {
  const { title, number, issuedOn, facts, ground, basis, outcomes, executeBy, remedy } = opinion;
  const words = tracking.answer;
  return (
    <details>
      <summary>{words.paper(title)}</summary>
      <div className="notice">
        <p>
          <strong>{words.noService}</strong>
        </p>
        <p className="number">{number}</p>
        <h4>{words.facts}</h4>
        <Lines lines={paragraphs(facts)} />
        {ground !== null && (
          <>
            <h4>{tracking.reviews.ground}</h4>
            <p>{ground}</p>
          </>
        )}
        {basis.length > 0 && <p>{tracking.source(basis.join('；'))}</p>}
        {outcomes.length > 0 && (
          <ol>
            {outcomes.map(({ requestId, outcomeName, answer }) => (
              <li key={requestId}>{`${outcomeName}。${answer}`}</li>
            ))}
          </ol>
        )}
        {executeBy !== null && <LastDay label={words.executeBy(null)} day={executeBy} />}
        {remedy.length > 0 && (
          <>
            <h4>{words.remedy}</h4>
            <Lines lines={remedy} />
          </>
        )}
        <p>{dayText(issuedOn)}</p>
      </div>
    </details>
  );
}
