import { GOES_ON } from '../clocks.js';
import { HEIR } from '../calls/setting.js';
import { AT_FIRST, OPEN, type LawOfAct, close } from '../course.js';
import { bureau, who } from '../rights.js';
import type { Model, ModelledAct } from '../state.js';

const mayRevoke = (m: Model): boolean => m.ended !== null && !m.heirMet && m.withdrawal === null;

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
  // A death that was entered by mistake, before anybody has relied on it
  revokeSuccession: {
    noClock: true,
    who: [who('REGISTRAR', 'registrar', 'holder'), who('HANDLER', 'holder')],
    stages: OPEN,
    may: (m) => mayRevoke(m),
    then: (m, c) => {
      m.revocation = { by: c.person };
    },
  },
  confirmSuccessionRevocation: {
    noClock: true,
    who: [bureau('AUDITOR', 'registrar', 'holder', 'assigner'), who('CHECKER', 'registrar', 'holder')],
    stages: OPEN,
    may: (m, c) => m.revocation !== null && m.revocation.by !== c.person && (!c.what.yes || mayRevoke(m)),
    then: (m, c) => {
      m.revocation = null;
      if (c.what.yes) Object.assign(m, { ended: null, petitioners: m.petitioners.filter((one) => one !== HEIR) });
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
