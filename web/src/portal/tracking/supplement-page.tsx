import { ATTACHMENT_TYPES, FILING_LIMITS } from '@sunshine/words';
import type { ReactNode } from 'react';
import { filing } from '../../texts/filing.js';
import { tracking } from '../../texts/tracking.js';
import { weekdayText } from '../day.js';
import { Field, Hidden } from '../filing/fields.js';
import { Files, RefusalList } from '../filing/form-page.js';
import { keptFile, type Fields, type FilingForm } from '../filing/form.js';
import type { Refusals } from '../filing/rules.js';
import { href, type View } from '../shell.js';
import type { Course } from './course.js';

/** A supplement by the holder of the query code, as typed; uses the same field names as a filing. */
export interface SupplementForm extends Pick<FilingForm, 'requestId' | 'uploadPass' | 'text' | 'attachments'> {
  readonly pass: string;
}

/** The form as fields without its pass. */
export const fieldsOfSupplement = ({ requestId, uploadPass, text, attachments }: SupplementForm): Fields => [
  ['requestId', requestId],
  ['uploadPass', uploadPass],
  ['text', text],
  ...attachments.map((file): [string, string] => ['attachment', keptFile(file)]),
];

interface SupplementPageProps {
  readonly view: View;
  readonly form: SupplementForm;
  readonly refusals: Refusals;
  /** Requested material; null if it cannot be loaded now. */
  readonly request: Pick<NonNullable<Course['supplementRequest']>, 'items' | 'answerBy'> | null;
}

const words = tracking.supplementing;

/** Page with the requested material, its consequences, and a form for text and files. */
export function SupplementPage({ view, form, refusals, request }: SupplementPageProps): ReactNode {
  const { pass, requestId, uploadPass, text, attachments } = form;
  return (
    <div className="filing">
      <h1>{words.title}</h1>
      <RefusalList refusals={refusals} />
      {request && (
        <section className="card" aria-labelledby="asked">
          <h2 id="asked">{words.asked}</h2>
          <ul>
            {(request.items ?? []).map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
          <p className="last-day">
            <span>{tracking.supplementBy}</span>
            <strong>
              <time dateTime={request.answerBy}>{weekdayText(request.answerBy)}</time>
            </strong>
          </p>
        </section>
      )}
      <form
        className="card"
        method="post"
        action={href(view.mode, '/track/supplement')}
        encType="multipart/form-data"
        data-supplement={words.unfinished}
      >
        {/* The button that the enter key presses is the first one of the form. */}
        <button className="hidden-visually" type="submit" name="do" value="send" tabIndex={-1} aria-hidden="true">
          {words.submit}
        </button>
        <Hidden
          fields={[
            ['pass', pass],
            ['requestId', requestId],
            ['uploadPass', uploadPass],
          ]}
        />
        <ul>
          {words.effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
        <Field name="text" label={words.text} hint={words.textHint} value={text} refusals={refusals} limit={FILING_LIMITS.text} rows={8} />
        <Files
          name="files"
          kept="attachment"
          label={words.files}
          hint={filing.attachmentsHint(ATTACHMENT_TYPES.join('、'))}
          files={attachments}
          refusals={refusals}
        />
        <p data-without-script>
          <button className="button" type="submit" name="do" value="upload">
            {filing.uploadNow}
          </button>
        </p>
        <div className="row">
          <button className="button primary" type="submit" name="do" value="send">
            {words.submit}
          </button>
          <button className="button" type="submit" name="do" value="back">
            {tracking.back}
          </button>
        </div>
      </form>
    </div>
  );
}
