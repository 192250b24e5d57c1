import { reports as words } from '../../../../src/texts/acts/reports';
import { day, list, long, OPTIONAL, organ, person, text, yes } from '../fields';
import { act, withWords } from './form';

/** Forms of the acts of a report of misconduct. */
export const reports = withWords<'reports'>(words, {
  identifyAccused: act(
    list('accused', [organ('organId', OPTIONAL), person('personId', OPTIONAL), text('who', OPTIONAL)], OPTIONAL),
    long('unnamedReason', OPTIONAL),
    list('denied', [organ('organId'), long('reason')], OPTIONAL),
  ),
  confirmAccused: act(),
  handOverReport: act(organ('toOrganId'), long('authority'), long('despiteAccused', OPTIONAL), yes('cadreMatter'), yes('grave')),
  confirmHandOver: act(day('organisationNotifiedOn', OPTIONAL), day('leadersNotifiedOn', OPTIONAL)),
  recordHandOverReceipt: act(text('receiptNumber'), day('receivedOn', OPTIONAL)),
  noteFeedback: act(text('reference'), long('text'), yes('reporterTold')),
});
