import { routing as words } from '../../../../src/texts/acts/routing';
import {
  choice,
  choices,
  day,
  file,
  group,
  list,
  long,
  OPTIONAL,
  organ,
  pack,
  person,
  petition,
  record,
  text,
  texts,
  yes,
} from '../fields';
import { SENT, STARTS, act, each, needing, oneOf, withWords } from './form';

/** Forms of the acts of moving a matter between organs, and of what is not to be moved. */
export const routing = withWords<'routing'>(words, {
  routePetition: needing(
    act(
      choice('kind', 'routeKind'),
      organ('toOrganId'),
      long('reason'),
      day('reportBy', { optional: true, when: (beside) => beside['kind'] === 'ASSIGNMENT' }),
      texts('points', { optional: true, when: (beside) => beside['kind'] === 'ASSIGNMENT' }),
      text('officer', OPTIONAL),
    ),
    ({ kind }) => each(kind === 'ASSIGNMENT', 'reportBy', 'points'),
  ),
  submitForDecision: act(organ('toOrganId'), long('reason'), long('proposal'), text('reference'), day('answerBy')),
  recordSubmittedDecision: act(text('reference'), text('post'), long('text')),
  recallTransfer: act(long('reason')),
  objectToTransfer: act(long('reason'), text('basis'), organ('proposedOrganId'), text('sender', OPTIONAL)),
  confirmObjection: act(),
  recordObjectionAnswer: act(yes('upheld'), text('reference'), long('reason')),
  decideObjection: act(
    yes('upheld'),
    long('reason'),
    organ('newOrganId', { optional: true, when: (beside) => beside['upheld'] === 'yes' }),
    day('reportBy', { optional: true, when: (beside) => beside['upheld'] === 'yes' }),
  ),
  confirmObjectionDecision: act(),
  designateOrgan: needing(
    act(
      organ('toOrganId'),
      choice('by', 'designatedBy'),
      organ('deciderOrganId', { optional: true, when: (beside) => beside['by'] !== 'JOINT_CONFERENCE' }),
      text('reference'),
      file('decisionFileId', 'ATTACHMENT', OPTIONAL),
      long('reason'),
      text('reorganisation', { optional: true, when: (beside) => beside['by'] === 'PARTY_AND_GOVERNMENT' }),
      list('heard', [organ('organId'), day('on'), long('position')]),
    ),
    ({ by }) => [
      ...each(Boolean(by) && by !== 'JOINT_CONFERENCE', 'deciderOrganId'),
      ...each(by === 'PARTY_AND_GOVERNMENT', 'reorganisation'),
    ],
  ),
  handDown: act(organ('toOrganId'), long('reason'), day('reportBy', OPTIONAL), text('line', OPTIONAL), ...SENT),
  requestAssistance: act(organ('organId'), texts('points'), day('answerBy')),
  answerAssistance: act(record('assistanceId', 'assistance', ['asked']), long('answer')),
  endAssistance: act(record('assistanceId', 'assistance', ['asked', 'answered']), long('reason')),
  agreeJointHandling: act(organ('leadOrganId'), list('others', [organ('organId'), texts('points'), day('answerBy')]), long('agreement')),
  keepForReference: needing(
    act(
      choice('ground', 'keepingGrounds'),
      long('reason'),
      group('asked', [day('on'), text('how')], {
        optional: true,
        when: (beside) => ['NO_REQUEST', 'UNREADABLE'].includes(String(beside['ground'])),
      }),
      petition('duplicateOfId', { optional: true, when: (beside) => beside['ground'] === 'DUPLICATE' }),
    ),
    ({ ground }) => [
      ...each(ground === 'NO_REQUEST' || ground === 'UNREADABLE', 'asked.on', 'asked.how'),
      ...each(ground === 'DUPLICATE', 'duplicateOfId'),
    ],
  ),
  confirmKeeping: act(...SENT),
  objectToKeeping: act(long('reason')),
  pointElsewhere: needing(act(organ('toOrganId', OPTIONAL), text('toName', OPTIONAL), text('basis'), text('place'), long('reason')), () =>
    oneOf('toOrganId', 'toName'),
  ),
  confirmPointing: act(...SENT),
  guideVisitor: act(organ('toOrganId'), pack('channelId', 'channel'), STARTS, long('reason')),
  sendToPoliticalLegalOrgan: act(organ('toOrganId'), long('reason')),
  markCrossing: act(choices('kinds', 'crossings', { mayBeNone: true }), long('reason')),
  moveMatters: {
    fields: [organ('organId', OPTIONAL), person('fromPersonId'), person('toPersonId'), long('reason')],
    answer: 'matters { __typename } left',
    versioned: false,
    apart: true,
  },
});
