import { parties as words } from '../../../../src/texts/acts/parties';
import {
  choice,
  confirmed,
  count,
  day,
  file,
  list,
  long,
  OPTIONAL,
  organ,
  pack,
  person,
  petition,
  petitioner,
  petitioners,
  record,
  text,
  texts,
  yes,
} from '../fields';
import { act, noted, withWords } from './form';

const REQUESTS = list('requests', [long('text')]);

/** Forms of the acts of recusal, withdrawal, merging, splitting and settling. */
export const parties = withWords<'parties'>(words, {
  requestRecusal: act(long('reason'), person('officerId', OPTIONAL), yes('ofHead', OPTIONAL)),
  decideRecusal: act(
    confirmed('decideRecusal', OPTIONAL),
    yes('granted'),
    long('reason'),
    person('namedHandlerId', { optional: true, when: (beside) => beside['granted'] === 'yes' }),
  ),
  withdrawPetition: act(long('reason', OPTIONAL), file('fileId', 'ATTACHMENT'), petitioners('signedBy')),
  confirmWithdrawal: act(long('contact'), yes('willing')),
  revokeWithdrawal: act(),
  mergePetitions: act(list('joined', [petition('petitionId')]), long('reason')),
  confirmMerge: act(confirmed('confirmMerge')),
  unmergePetitions: act(record('mergeId', 'merge', ['merged']), long('reason')),
  confirmUnmerge: act(confirmed('confirmUnmerge')),
  prepareSplit: {
    ...noted(
      list('parts', [
        choice('kind', 'petitionKinds'),
        text('summary'),
        long('text'),
        REQUESTS,
        text('contentClass', OPTIONAL),
        list('respondent', [organ('organId', OPTIONAL), text('text', OPTIONAL)], OPTIONAL),
        list('accused', [organ('organId', OPTIONAL), person('personId', OPTIONAL), text('text', OPTIONAL)], {
          optional: true,
          when: (beside) => beside['kind'] === 'REPORT',
        }),
      ]),
    ),
  },
  splitPetition: act(record('splitId', 'split', ['prepared']), long('reason')),
  confirmSplit: act(confirmed('confirmSplit')),
  openSplit: { ...noted(text('purpose')), answer: 'petitionId number' },
  proposeMediation: act(
    list('parties', [petitioner('petitionerId', OPTIONAL), organ('organId', OPTIONAL), text('other', OPTIONAL)]),
    long('dispute'),
  ),
  answerMediation: act(count('party'), yes('willing'), long('how')),
  arrangeMediation: act(text('mediator'), day('meetingOn'), text('meetingAt'), text('place')),
  endMediation: act(pack('ground', 'mediationEnd'), long('reason')),
  recordSettlement: act(
    list('parties', [petitioner('petitionerId', OPTIONAL), organ('organId', OPTIONAL), text('other', OPTIONAL), text('signature')]),
    text('mediator', OPTIONAL),
    long('dispute'),
    long('terms'),
    list('promises', [count('party'), long('text'), day('dueOn')]),
  ),
  recordPromisePerformed: act(record('promiseId', 'promise', ['open']), long('evidence'), yes('otherPartyAsked')),
  movePromise: act(record('promiseId', 'promise', ['open']), day('dueOn'), texts('agreed'), long('reason')),
  recordPromiseBroken: act(record('promiseId', 'promise', ['open']), long('reason'), yes('refusedByParty', OPTIONAL)),
});
