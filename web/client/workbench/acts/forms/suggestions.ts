import { suggestions as words } from '../../../../src/texts/acts/suggestions';
import { choice, day, list, long, OPTIONAL, organ, organs, text } from '../fields';
import { SENT, act, each, needing, withWords } from './form';

/** Forms of the acts of a suggestion. */
export const suggestions = withWords<'suggestions'>(words, {
  startStudy: act(long('plan'), organs('withOrganIds', OPTIONAL)),
  decideSuggestion: needing(
    act(
      choice('outcome', 'suggestionOutcomes'),
      long('reason'),
      long('measure', OPTIONAL),
      list('views', [organ('organId'), long('view')], OPTIONAL),
    ),
    ({ outcome }) => each(outcome === 'ADOPTED' || outcome === 'PARTLY_ADOPTED', 'measure'),
  ),
  replySuggestion: act(long('text'), choice('answerBy', 'answerWays', OPTIONAL), text('award', OPTIONAL), ...SENT),
  followMeasure: act(long('text'), day('doneOn')),
});
