import { ATTACHMENT_TYPES, FILING_LIMITS } from '@sunshine/words';
import type { ReactNode } from 'react';
import { filing } from '../../texts/filing.js';
import { tracking } from '../../texts/tracking.js';
import { weekdayText } from '../day.js';
import { Field } from '../filing/fields.js';
import { Files, RefusalList } from '../filing/form-page.js';
import { keptFile, type Fields, type FilingForm } from '../filing/form.js';
import type { Refusals } from '../filing/rules.js';
import type { View } from '../shell.js';
import type { Course } from './course.js';
import { CourseForm, Effects } from './form-parts.js';

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
      <CourseForm
        view={view}
        path="/track/supplement"
        submit={words.submit}
        hidden={[
          ['pass', pass],
          ['requestId', requestId],
          ['uploadPass', uploadPass],
        ]}
        encType="multipart/form-data"
        data-supplement={words.unfinished}
      >
        <Effects of={words.effects} />
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
      </CourseForm>
    </div>
  );
}
