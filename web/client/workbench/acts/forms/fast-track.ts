import { fastTrack as words } from '../../../../src/texts/acts/fast-track';
import { answers, choice, day, long, OPTIONAL, packs, yes, type Values } from '../fields';
import { SENT, act, each, needing, withWords } from './form';

/** Forms of the acts of the fast track. */
export const fastTrack = withWords<'fastTrack'>(words, {
  chooseFastTrack: act(
    yes('first'),
    packs('fits', 'fastTrackFit'),
    packs('checked', 'fastTrackExclusion', { mayBeNone: true }),
    long('reason'),
  ),
  leaveFastTrack: act(long('reason')),
  answerFastTrack: needing(
    act(
      long('facts'),
      answers('answers'),
      day('executeBy', OPTIONAL),
      choice('answerBy', 'answerWays'),
      long('record'),
      yes('paperOffered'),
    ),
    ({ answers: given }) =>
      each(
        (given as readonly Values[]).some(({ outcome }) => outcome === 'SUPPORTED'),
        'executeBy',
      ),
  ),
  issueFastTrackPaper: act(...SENT),
});
