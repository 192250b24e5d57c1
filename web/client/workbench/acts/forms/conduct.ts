import { conduct as words } from '../../../../src/texts/acts/conduct';
import { choice, day, long, officer, organ, OPTIONAL, pack, petition, yes, type Values } from '../fields';
import { each, needing, noted, withWords, type ActFields } from './form';

const came = ({ petitionId }: Values): boolean => Boolean(petitionId);
const holds = ({ substantiated }: Values): boolean => substantiated === 'yes';
const CLASSIFIED = [pack('conduct', 'conduct'), pack('consequence', 'conductConsequence')] as const;
const onComplaint = (...fields: ActFields['fields']): ActFields => ({ ...noted(...fields), apart: true });

/** Forms of complaints about staff. The complaint, and the table of conduct, come from the page. */
export const conduct = withWords<'conduct'>(words, {
  receiveConductComplaint: needing(
    noted(
      organ('organId'),
      officer('personId', OPTIONAL),
      petition('petitionId', OPTIONAL),
      long('facts'),
      ...CLASSIFIED,
      organ('handledByOrganId', OPTIONAL),
      day('replyBy', { optional: true, when: came }),
    ),
    (values) => each(came(values), 'replyBy'),
  ),
  recordConductProtection: onComplaint(yes('retaliated'), long('text')),
  concludeConductComplaint: needing(
    onComplaint(
      yes('substantiated'),
      ...CLASSIFIED,
      choice('measure', 'conductMeasures', { optional: true, when: holds }),
      organ('decidedByOrganId', { optional: true, when: holds }),
      long('text'),
    ),
    (values) => each(holds(values), 'measure', 'decidedByOrganId'),
  ),
  replyToComplainant: onComplaint(long('text')),
  endConductComplaint: onComplaint(long('text')),
});
