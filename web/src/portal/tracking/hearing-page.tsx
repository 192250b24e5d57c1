import type { ReactNode } from 'react';
import { trackingHearings } from '../../texts/tracking-hearings.js';
import { Field } from '../filing/fields.js';
import { RefusalList } from '../filing/form-page.js';
import type { Fields } from '../filing/form.js';
import type { Refusals } from '../filing/rules.js';
import { dayText } from '../day.js';
import type { View } from '../shell.js';
import { Choice, CourseForm, Effects } from './form-parts.js';
import type { HearingRight, TrackedHearing } from './tracked-hearing.js';

/** Characters that each text may have, as the rules of the acts have them. */
export const HEARING_LIMITS = { reason: 2_000, newEvidence: 2_000 } as const;

/** A request for a hearing, or a challenge of a member, by the holder of the query code, as typed. */
export interface HearingForm {
  readonly pass: string;
  /** Made when the form is opened, so that what is sent twice is done once. */
  readonly requestId: string;
  /** The hearing whose member is challenged; empty: a hearing is asked for. */
  readonly hearingId: string;
  readonly memberId: string;
  readonly reason: string;
  readonly newEvidence: string;
}

/** The form as fields without its pass. */
export const fieldsOfHearing = ({ pass: _pass, ...form }: HearingForm): Fields => Object.entries(form);

export const wordsOfHearing = ({ hearingId }: HearingForm) => (hearingId === '' ? trackingHearings.ask : trackingHearings.challenge);

interface HearingPageProps {
  readonly view: View;
  readonly form: HearingForm;
  readonly refusals: Refusals;
  /** What may be asked for; null if it cannot be loaded now. */
  readonly right: HearingRight | null;
  /** The hearing whose members may be challenged; null if it cannot be loaded now. */
  readonly hearing: TrackedHearing | null;
}

/** What follows, and the form. */
export function HearingPage({ view, form, refusals, right, hearing }: HearingPageProps): ReactNode {
  const { ask, challenge } = trackingHearings;
  const { pass, requestId, hearingId, memberId, reason, newEvidence } = form;
  const asks = hearingId === '';
  const words = wordsOfHearing(form);
  const effects = asks ? (right ? ask.effects(right.organ.name, right.decideDays) : []) : challenge.effects;
  return (
    <div className="filing">
      <h1>{words.title}</h1>
      <RefusalList refusals={refusals} />
      <CourseForm
        view={view}
        path="/track/hearing"
        submit={words.submit}
        hidden={[
          ['pass', pass],
          ['requestId', requestId],
          ['hearingId', hearingId],
        ]}
      >
        {!asks && <p>{challenge.lead}</p>}
        <Effects of={effects} />
        {asks && right?.heardOn != null && <p className="notice warn">{ask.heard(dayText(right.heardOn))}</p>}
        {hearing && (
          <Choice
            name="memberId"
            legend={challenge.who}
            options={hearing.members.map(({ id, name, presides }) => [id, presides ? trackingHearings.presides(name) : name])}
            chosen={memberId}
            refused={refusals.get('memberId')}
          />
        )}
        <Field
          name="reason"
          label={words.reason}
          hint={words.reasonHint}
          value={reason}
          refusals={refusals}
          limit={HEARING_LIMITS.reason}
          rows={6}
          required
        />
        {asks && (
          <Field
            name="newEvidence"
            label={ask.newEvidence}
            hint={ask.newEvidenceHint}
            value={newEvidence}
            refusals={refusals}
            limit={HEARING_LIMITS.newEvidence}
            rows={4}
          />
        )}
      </CourseForm>
    </div>
  );
}
