import { hearing as words } from '../../../../src/texts/acts/hearing';
import {
  choice,
  choices,
  count,
  day,
  digest,
  file,
  group,
  instant,
  long,
  OPTIONAL,
  pack,
  packs,
  people,
  petitioner,
  recording,
  text,
  texts,
  yes,
  type Field,
  type Values,
} from '../fields';
import { chosen, each, needing, noted, oneOf, PROOF, withWords } from './form';

/** What is left of a field where a choice beside it says so. */
const when = (name: string, value: string) => ({ optional: true, when: (beside: Values) => beside[name] === value });

const OF_PROOF = [...PROOF, file('receiptFileId', 'RECEIPT', OPTIONAL)].filter(({ name }) => name !== 'attempts');
const PLACE: readonly Field[] = [
  pack('roomId', 'hearingRoom'),
  instant('startsAt'),
  instant('endsAt'),
  yes('public'),
  text('closedReason', when('public', 'no')),
  people('clerkIds', OPTIONAL),
];
const placed = ({ public: open }: Values) => each(open === 'no', 'closedReason');
const BEGUN: readonly Field[] = [long('reason'), long('newEvidence', OPTIONAL), choice('form', 'hearingForms', OPTIONAL)];

/** Forms of the acts of hearings. What they choose from comes with the request, because only the page of the hearing knows it. */
export const hearing = withWords<'hearing'>(words, {
  requestHearing: noted(petitioner('petitionerId', OPTIONAL), ...BEGUN),
  proposeHearing: noted(...BEGUN),
  decideHearing: needing(
    noted(
      yes('hold'),
      pack('ground', 'refuseHearingGround', when('hold', 'no')),
      long('reason'),
      choices('contains', 'hearingContents', OPTIONAL),
      choice('form', 'hearingForms', OPTIONAL),
    ),
    ({ hold }) => each(hold === 'no', 'ground'),
  ),
  confirmHearing: noted(),
  listPanel: needing(
    noted(
      yes('byLot'),
      count('size', when('byLot', 'yes')),
      pack('presiderId', 'poolMember', when('byLot', 'no')),
      packs('memberIds', 'poolMember', when('byLot', 'no')),
      packs('substituteIds', 'poolMember', when('byLot', 'no')),
    ),
    ({ byLot }) => [...each(byLot === 'yes', 'size'), ...each(byLot === 'no', 'presiderId', 'memberIds')],
  ),
  scheduleHearing: needing(noted(...PLACE), placed),
  rescheduleHearing: needing(noted(long('reason'), ...PLACE), placed),
  linkHearings: noted(pack('afterHearingId', 'hearingBefore')),
  serveHearingNotice: noted(
    choice('kind', 'hearingNotices'),
    pack('to', 'hearingAddressee'),
    day('servedOn', { preset: true }),
    pack('way', 'serviceWay'),
    group('proof', OF_PROOF, { when: chosen('way') }),
    text('waiver', OPTIONAL),
  ),
  cancelHearing: noted(long('reason')),
  challengeMember: noted(pack('memberId', 'panelMember'), long('reason')),
  decideChallenge: noted(
    pack('challengeId', 'hearingChallenge'),
    yes('upheld'),
    long('reason'),
    pack('substituteId', 'substitute', when('upheld', 'yes')),
  ),
  replaceMember: noted(pack('memberId', 'sittingMember', OPTIONAL), pack('substituteId', 'substitute', OPTIONAL), text('reason', OPTIONAL)),
  openHearing: noted(packs('presentIds', 'hearingPresent')),
  recordDeliberation: noted(long('text')),
  openVote: noted(long('question'), texts('options')),
  castBallot: noted(pack('choice', 'hearingOption')),
  stopVote: noted(),
  concludeHearing: noted(long('text'), long('minority', OPTIONAL)),
  sealHearingBundle: noted(),
  recordPaperSignature: noted(text('signerId'), digest('scan')),
  recordRefusedSignature: needing(noted(text('signerId'), text('witness', OPTIONAL), recording('video', OPTIONAL)), () =>
    oneOf('witness', 'video'),
  ),
});
