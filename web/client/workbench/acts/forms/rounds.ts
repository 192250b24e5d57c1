import { rounds as words } from '../../../../src/texts/acts/rounds';
import { choices, day, list, long, organ, people, text, yes, type Values } from '../fields';
import { each, needing, noted, withWords, type ActFields } from './form';

const failed = ({ passed }: Values): boolean => passed === 'no';
const onRound = (...fields: ActFields['fields']): ActFields => ({ ...noted(...fields), apart: true });

/** Forms of inspection rounds. The round and the inspected organ come from the page. */
export const rounds = withWords<'rounds'>(words, {
  planInspectionRound: onRound(
    organ('orderedByOrganId'),
    text('order'),
    people('team'),
    list('organs', [organ('organId'), text('places')]),
    long('matters'),
    choices('methods', 'roundMethods'),
    day('from'),
    day('to'),
  ),
  changeRoundTeam: onRound(people('team'), long('reason')),
  noteRoundFinding: onRound(long('found'), long('evidence'), yes('important')),
  giveRoundFeedback: onRound(long('text'), day('correctBy', { optional: true })),
  reportRoundProblems: onRound(organ('toOrganId'), long('text')),
  reportRoundCorrection: onRound(long('text')),
  checkRoundCorrection: needing(onRound(yes('passed'), long('text'), day('correctBy', { optional: true, when: failed })), (values) =>
    each(failed(values), 'correctBy'),
  ),
  endInspectionRound: onRound(long('text')),
});
