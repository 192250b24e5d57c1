import type { ReactNode } from 'react';
import { tracking, type CitizenAct, type WordsOfAct } from '../../texts/tracking.js';
import { Room } from '../filing/fields.js';
import { href, type View } from '../shell.js';
import { Choice, Effects } from './form-parts.js';

export interface ActForm {
  readonly act: CitizenAct;
  readonly pass: string;
  /** Made when the form is opened, so that an act that is sent twice is done once. */
  readonly requestId: string;
  readonly reason: string;
  /** What the act is about: whose recusal, whether the holder takes part in a mediation, which promise. */
  readonly of: string;
}

interface ActPageProps {
  readonly view: View;
  readonly form: ActForm;
  readonly refused: string | null;
}

/** Acts of which `of` is chosen on the page. */
const CHOSEN: ReadonlySet<CitizenAct> = new Set(['requestRecusal', 'answerMediation']);

/** Page with the consequences of the act and the one button that does it. */
export function ActPage({ view, form, refused }: ActPageProps): ReactNode {
  const { act, pass, requestId, reason, of } = form;
  const words: WordsOfAct = tracking.act[act];
  return (
    <div className="reading">
      <h1>{words.title}</h1>
      <div className="card">
        <h2>{tracking.effects}</h2>
        <Effects of={words.effects} />
        <form method="post" action={href(view.mode, '/track/act')}>
          {Object.entries({ pass, act, requestId, step: 'do', ...(CHOSEN.has(act) ? {} : { of }) }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {act === 'requestRecusal' && (
            <Choice
              name="of"
              legend={tracking.recusalOf}
              options={[
                ['handler', tracking.recusalOfHandler],
                ['head', tracking.recusalOfHead],
              ]}
              chosen={of}
            />
          )}
          {act === 'answerMediation' && (
            <Choice
              name="of"
              legend={tracking.willing}
              options={[
                ['yes', tracking.willingYes],
                ['no', tracking.willingNo],
              ]}
              chosen={of}
              required
            />
          )}
          {words.reason && (
            <div className="field">
              <label htmlFor="reason">{words.reason.label}</label>
              <p className="hint" id="reason-hint">
                {words.reason.hint}
              </p>
              <textarea
                id="reason"
                name="reason"
                defaultValue={reason}
                required={words.reason.required}
                data-limit={1000}
                aria-describedby={refused ? 'reason-hint reason-room act-error' : 'reason-hint reason-room'}
                aria-invalid={refused !== null || undefined}
                autoFocus={refused !== null}
              />
              <Room id="reason" />
            </div>
          )}
          {refused && (
            <p className="notice bad" id="act-error" role="alert">
              {refused}
            </p>
          )}
          <div className="row">
            <button className="button primary" type="submit">
              {words.confirm}
            </button>
            <button className="button" type="submit" formAction={href(view.mode, '/track')} formNoValidate>
              {tracking.back}
            </button>
          </div>
        </form>
      </div>
    </div>
  );
}
