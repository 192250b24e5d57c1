import { trackingHearings } from '../../texts/tracking-hearings.js';
import { typed, tooLong, type FormKind } from './form-pages.js';
import { fieldsOfHearing, HEARING_LIMITS, HearingPage, wordsOfHearing, type HearingForm } from './hearing-page.js';
import { HEARING_RIGHT, HEARINGS, type HearingRight, type TrackedHearing } from './tracked-hearing.js';

/** Name of the form among the fields that a code form keeps. */
export const ASK_HEARING = 'askHearing';

interface Known {
  readonly hearings: readonly TrackedHearing[] | null;
  readonly hearingRight: HearingRight | null;
}

const REQUEST = 'mutation ($input: RequestHearingInput!) { requestHearing(input: $input) { id } }';
const CHALLENGE = 'mutation ($input: ChallengeMemberInput!) { challengeMember(input: $input) { id } }';

const { ask, challenge } = trackingHearings;

const hearingOf = ({ hearingId }: HearingForm, known: Known | null): TrackedHearing | null =>
  known?.hearings?.find(({ id }) => id === hearingId) ?? null;

/** `/track/hearing`: a request for a hearing, or a challenge of a member. */
export const hearingForm: FormKind<HearingForm, Known> = {
  query: `query ($pass: String!) { course: trackedPetition(pass: $pass) { hearings ${HEARINGS} hearingRight ${HEARING_RIGHT} } }`,
  formWith: (pass, fields) => ({
    pass,
    requestId: typed(fields, 'requestId') || crypto.randomUUID(),
    hearingId: typed(fields, 'hearingId'),
    memberId: typed(fields, 'memberId'),
    reason: typed(fields, 'reason'),
    newEvidence: typed(fields, 'newEvidence'),
  }),
  keptOf: (form) => [['act', ASK_HEARING], ...fieldsOfHearing(form)],
  over: (form, known) => (form.hearingId === '' ? known.hearingRight === null : hearingOf(form, known) === null),
  refusalsOf: (form) => {
    const words = wordsOfHearing(form);
    const found = new Map<string, string>();
    if (form.hearingId !== '' && form.memberId === '') found.set('memberId', challenge.whoMissing);
    if (form.reason === '') found.set('reason', words.reasonMissing);
    const long = tooLong(form, HEARING_LIMITS, { reason: words.reason, newEvidence: ask.newEvidence });
    return new Map([...found, ...long]);
  },
  mutation: ({ pass, requestId, hearingId, memberId, reason, newEvidence }) =>
    hearingId === ''
      ? [REQUEST, { pass, requestId, reason, newEvidence: newEvidence || null }]
      : [CHALLENGE, { pass, requestId, reason, hearingId, memberId }],
  shown: new Set(['memberId', ...Object.keys(HEARING_LIMITS)]),
  page: (view, form, known, refusals) => ({
    title: wordsOfHearing(form).title,
    body: <HearingPage view={view} form={form} refusals={refusals} right={known?.hearingRight ?? null} hearing={hearingOf(form, known)} />,
    sent: [['pass', form.pass], ...fieldsOfHearing(form)],
  }),
  done: (form) => wordsOfHearing(form).done,
  away: trackingHearings.away,
};
