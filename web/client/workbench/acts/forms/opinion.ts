import { opinion as words } from '../../../../src/texts/acts/opinion';
import { answers, choice, confirmed, day, file, files, list, long, OPTIONAL, record, organ, petitioner, text, texts, yes } from '../fields';
import { SENT, act, each, needing, oneOf, withWords, type Needs } from './form';

/** Whether an inquiry was made. A reason why nobody was heard needs no further field. */
const isInquiry = (beside: Record<string, unknown>): boolean => beside['form'] !== 'NOT_HEARD';
const TALKS: readonly unknown[] = ['INTERVIEW', 'QUESTIONS', 'EXPLANATION'];
const talks = (beside: Record<string, unknown>): boolean => TALKS.includes(beside['form']);
/** Fields that the rule requires for each form of inquiry. */
const inquiryNeeds: Needs = ({ form, petitionerId, fileIds }) => [
  ...(talks({ form }) ? oneOf('petitionerId', 'withWhom') : []),
  ...each(form === 'MATERIAL_REQUEST', 'withWhom', 'until'),
  ...each(form === 'QUESTIONS', 'questions'),
  ...each(form === 'SITE_VISIT', 'place', 'people', 'findings'),
  ...each(form === 'SITE_VISIT' && (fileIds as readonly unknown[]).length > 0, 'photosKnown'),
  ...(form === 'INTERVIEW' ? [['readBack'], ['signature', 'witness'], ...each(petitionerId !== '', 'copyGiven')] : []),
];

/** Forms of the acts of inquiry and opinion. */
export const opinion = withWords<'opinion'>(words, {
  recordInquiry: needing(
    act(
      choice('form', 'inquiryForms'),
      day('heldOn', { preset: true, when: (beside) => beside['form'] !== 'NOT_HEARD' }),
      long('text'),
      petitioner('petitionerId', { optional: true, preset: true, when: talks }),
      text('withWhom', { optional: true, when: isInquiry }),
      text('companion', { optional: true, when: (beside) => beside['form'] === 'INTERVIEW' }),
      text('place', { optional: true, when: isInquiry }),
      text('people', { optional: true, when: (beside) => beside['form'] === 'SITE_VISIT' }),
      list('questions', [text('question'), long('answer')], {
        optional: true,
        when: (beside) => ['INTERVIEW', 'QUESTIONS'].includes(String(beside['form'])),
      }),
      long('findings', { optional: true, when: (beside) => beside['form'] === 'SITE_VISIT' }),
      files('fileIds', 'INQUIRY', OPTIONAL),
      yes('photosKnown', { optional: true, when: (beside) => beside['form'] === 'SITE_VISIT' }),
      yes('readBack', { optional: true, when: (beside) => beside['form'] === 'INTERVIEW' }),
      text('signature', { optional: true, when: (beside) => beside['form'] === 'INTERVIEW' }),
      text('witness', { optional: true, when: (beside) => beside['form'] === 'INTERVIEW' }),
      yes('copyGiven', { optional: true, when: (beside) => beside['form'] === 'INTERVIEW' }),
      day('until', { optional: true, when: (beside) => beside['form'] === 'MATERIAL_REQUEST' }),
    ),
    inquiryNeeds,
  ),
  addEvidence: act(
    text('what'),
    text('source'),
    text('heldBy'),
    file('fileId', 'EVIDENCE', OPTIONAL),
    record('inquiryId', 'inquiry', ['asked'], OPTIONAL),
  ),
  proposeOptions: act(long('root'), long('interim', OPTIONAL), choice('recommended', 'options')),
  decideOptions: act(choice('choice', 'options'), long('reason')),
  askCountersign: needing(act(organ('organId', OPTIONAL), text('unit', OPTIONAL)), () => oneOf('organId', 'unit')),
  countersignOpinion: needing(
    act(confirmed('countersignOpinion'), yes('agreed'), long('view', { optional: true, when: (beside) => beside['agreed'] === 'no' })),
    ({ agreed }) => each(agreed === 'no', 'view'),
  ),
  draftOpinion: act(long('facts'), texts('evidence'), answers('answers'), day('executeBy', OPTIONAL), organ('performerOrganId', OPTIONAL)),
  checkOpinion: act(long('remark', OPTIONAL)),
  returnOpinion: act(long('remark')),
  issueOpinion: act(...SENT),
});
