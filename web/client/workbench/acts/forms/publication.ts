import { publication as words } from '../../../../src/texts/acts/publication';
import { choice, confirmed, document, file, group, long, one, OPTIONAL, petitioner, texts, yes } from '../fields';
import { noted, withWords } from './form';

const ANSWER = [
  document('documentId'),
  petitioner('petitionerId', OPTIONAL),
  choice('way', 'consentWays'),
  file('fileId', 'EVIDENCE', OPTIONAL),
];

/** Forms of the acts of showing an opinion to the public. */
export const publication = withWords<'publication'>(words, {
  proposePublication: {
    ...noted(
      document('documentId'),
      texts('alsoCut', OPTIONAL),
      group('gate', [yes('noStateSecret'), yes('noBusinessSecret'), yes('noPrivacy')]),
      long('objectionAnswer', OPTIONAL),
    ),
    paper: { of: 'documentId', as: 'content' },
  },
  publishHeardOpinion: noted(confirmed('publishHeardOpinion')),
  publishConsentedOpinion: noted(confirmed('publishConsentedOpinion')),
  takePublicationDown: noted(one('publicationId', 'openPublications'), long('reason')),
  agreeToPublication: { ...noted(...ANSWER), answer: 'petitionId' },
  objectToPublication: { ...noted(...ANSWER), answer: 'petitionId' },
});
