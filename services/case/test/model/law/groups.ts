import { GOES_ON } from '../clocks.js';
import { AT_FIRST, type LawOfAct, close } from '../course.js';
import { bureau, who } from '../rights.js';
import type { ModelledAct } from '../state.js';

export const groupsLaw = {
  compareRefiling: {
    noClock: true,
    who: [who('HANDLER', 'holder'), bureau('DISPATCHER', 'holder')],
    stages: AT_FIRST,
    then: (m, c) => {
      if (c.what.assigned) m.pendingElsewhere = c.what.yes && c.what.inside;
      else m.compared = c.what.yes;
    },
  },
  // One letter with several matters
  splitPetition: {
    noClock: true,
    who: [bureau('DISPATCHER', 'registrar'), who('REGISTRAR', 'registrar')],
    stages: ['registered'],
    may: (m) => m.split !== null && m.at.id === m.registrar.id,
    then: (m, c) => {
      m.split = { by: c.person };
    },
  },
  confirmSplit: {
    who: [bureau('AUDITOR', 'registrar'), who('CHECKER', 'registrar'), who('HEAD', 'registrar')],
    stages: ['registered'],
    may: (m, c) => m.split !== null && m.split !== 'prepared' && m.split.by !== c.person && m.at.id === m.registrar.id,
    then: (m) => {
      for (const clock of m.clocks)
        if (clock.ended === null && !GOES_ON.includes(clock.term)) Object.assign(clock, { ended: 'cancelled', why: 'split' });
      // A report among the parts seals the letter.
      Object.assign(m, { split: null, kind: 'REPORT' });
      close(m, 'split');
    },
  },
} satisfies Partial<Record<ModelledAct, LawOfAct>>;
