import type { ReactNode } from 'react';
import { tracking } from '../../texts/tracking.js';
import { Field } from '../filing/fields.js';
import { RefusalList } from '../filing/form-page.js';
import type { Fields } from '../filing/form.js';
import type { Refusals } from '../filing/rules.js';
import { today } from '../day.js';
import { LastDay } from '../last-day.js';
import type { View } from '../shell.js';
import type { Contact, ReviewRight } from './course.js';
import { Choice, CourseForm, Effects } from './form-parts.js';

/** Characters that each text of a request may have, as the rule of the act has them. */
export const REVIEW_LIMITS = { requests: 5_000, facts: 20_000, lateReason: 2_000 } as const;

/** A request for review by the holder of the query code, as typed. */
export interface ReviewForm {
  readonly pass: string;
  /** Made when the form is opened, so that a request that is sent twice is one. */
  readonly requestId: string;
  /** The organ that was chosen; empty while none is. */
  readonly organId: string;
  readonly requests: string;
  readonly facts: string;
  readonly lateReason: string;
}

/** The form as fields without its pass. */
export const fieldsOfReview = ({ pass: _pass, ...form }: ReviewForm): Fields => Object.entries(form);

const words = tracking.reviewing;

/** An organ by name, address and telephone. */
export function OrganContact({ organ }: { readonly organ: Contact }): ReactNode {
  return (
    <>
      <strong>{organ.name}</strong>
      {organ.address !== null && (
        <>
          <br />
          {tracking.organAddress(organ.address)}
        </>
      )}
      {organ.phone !== null && (
        <>
          <br />
          {tracking.organPhone(organ.phone)}
        </>
      )}
    </>
  );
}

interface OrganChoiceProps {
  readonly organs: readonly Contact[];
  readonly chosen: string;
  readonly refused: string | undefined;
}

/** One organ is told; of two the petitioner chooses, and neither is chosen before. */
function OrganChoice({ organs, chosen, refused }: OrganChoiceProps): ReactNode {
  const [only] = organs;
  if (organs.length === 1 && only)
    return (
      <p>
        {words.to}
        <br />
        <OrganContact organ={only} />
      </p>
    );
  return (
    <Choice
      name="organId"
      legend={words.choose}
      hint={words.chooseHint}
      options={organs.map((organ) => [organ.id, <OrganContact key={organ.id} organ={organ} />])}
      chosen={chosen}
      refused={refused}
    />
  );
}

interface ReviewPageProps {
  readonly view: View;
  readonly form: ReviewForm;
  readonly refusals: Refusals;
  /** What may be asked for; null if it cannot be loaded now. */
  readonly right: ReviewRight | null;
}

/** Page with the organ, the last day, what follows, and a form for the request. */
export function ReviewPage({ view, form, refusals, right }: ReviewPageProps): ReactNode {
  const { pass, requestId, organId, requests, facts, lateReason } = form;
  const name = right?.levelName ?? words.anyLevel;
  const late = lateReason !== '' || refusals.has('lateReason') || (right !== null && right.lastDay < today());
  return (
    <div className="filing">
      <h1>{words.title(name)}</h1>
      <RefusalList refusals={refusals} />
      <CourseForm
        view={view}
        path="/track/review"
        submit={words.submit(name)}
        hidden={[
          ['pass', pass],
          ['requestId', requestId],
        ]}
      >
        {right && <LastDay label={tracking.rightUntil(words.title(name))} day={right.lastDay} />}
        {late && <p className="notice warn">{words.late}</p>}
        <Effects of={words.effects(name)} />
        {right && right.organs.length > 0 && <OrganChoice organs={right.organs} chosen={organId} refused={refusals.get('organId')} />}
        <Field
          name="requests"
          label={words.requests}
          hint={words.requestsHint}
          value={requests}
          refusals={refusals}
          limit={REVIEW_LIMITS.requests}
          rows={5}
          required
        />
        <Field
          name="facts"
          label={words.facts}
          hint={words.factsHint}
          value={facts}
          refusals={refusals}
          limit={REVIEW_LIMITS.facts}
          rows={8}
        />
        {late && (
          <Field
            name="lateReason"
            label={words.lateReason}
            hint={words.lateReasonHint}
            value={lateReason}
            refusals={refusals}
            limit={REVIEW_LIMITS.lateReason}
            rows={4}
            required
          />
        )}
      </CourseForm>
    </div>
  );
}
