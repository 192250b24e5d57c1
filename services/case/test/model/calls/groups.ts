import { compareRefiling, petitionersCompared } from '../../../src/domain/groups/refiling.js';
import { latestRecord, withRecord } from '../../../src/domain/records.js';
import { confirmSuccessionRevocation, revokeSuccession, type OfSuccessors } from '../../../src/domain/groups/revocation.js';
import { confirmSplit, splitPetition } from '../../../src/domain/groups/split.js';
import { PETITIONERS, id, paper } from '../../builders.js';
import type { ModelledAct } from '../state.js';
import { flawed, type Call, HEIR, PREPARED, type Setting, has, recordId, text } from './setting.js';

const ofHeir = ({ world }: Setting): OfSuccessors => ({
  served: [...world.papers.values()].flatMap(({ paper: { kind }, deliveries }) =>
    deliveries.some(({ petitionerId, servedOn }) => petitionerId === HEIR && servedOn !== null) ? [kind] : [],
  ),
  papers: [],
});

export const groupsCalls = {
  // By chance with a finished matter, or with one in hand at an organ below, of whose petitioners the desk answers at once.
  compareRefiling: flawed(
    (_, { assigned }) => [...(assigned ? [] : ['REFILING_OPINIONS_MISSING', 'REFILING_EARLIER_OPEN']), 'TEXT_MISSING'],
    (at, what, how) => {
      const inHand = what.assigned;
      const decision = compareRefiling(
        at,
        {
          recordId: what.id,
          earlierNumber: '990100-20180504-000003',
          opinions: inHand || has(how, 'REFILING_OPINIONS_MISSING') ? [] : [{ number: '明府信复核〔2018〕3号', servedOn: '2018-05-04' }],
          same: what.yes,
          reason: text(how),
        },
        {
          petitionId: id('u'),
          number: '990100-20180504-000003',
          stage: inHand || has(how, 'REFILING_EARLIER_OPEN') ? 'handling' : 'closed',
          inHand,
        },
      );
      const answered = petitionersCompared(decision.state, { comparisonId: what.id, common: what.inside });
      return answered && inHand
        ? { ...decision, state: { ...decision.state, records: withRecord(decision.state.records, answered) } }
        : decision;
    },
  ),
  revokeSuccession: flawed(['TEXT_MISSING', 'SUCCESSION_NOT_STANDING'], (at, what, how) =>
    revokeSuccession(
      at,
      {
        recordId: what.id,
        petitionerId: has(how, 'SUCCESSION_NOT_STANDING') ? id('s', 9) : (PETITIONERS[0] ?? ''),
        reason: text(how),
      },
      ofHeir(how),
    ),
  ),
  confirmSuccessionRevocation: (at, what, how) =>
    confirmSuccessionRevocation(
      at,
      { revocationId: recordId(latestRecord(at.state, 'successionRevocation', 'proposed')), accepted: what.yes },
      ofHeir(how),
    ),
  splitPetition: flawed(['TEXT_MISSING'], (at, _, how) => splitPetition(at, { splitId: PREPARED.id, reason: text(how) })),
  confirmSplit: (at, what) => confirmSplit(at, { ...paper, splitId: PREPARED.id, partIds: what.more }),
} satisfies Partial<Record<ModelledAct, Call>>;
