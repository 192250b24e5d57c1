import { Stage } from '@sunshine/events';
import type { ActRule } from './act-rule.js';
import { has, isOrgan, mayBeMediated } from './needs.js';

const WITH_ORGAN = Stage.options.filter((stage) => stage !== 'registered' && stage !== 'routed' && stage !== 'closed');

/** The acts of 调解, 和解 and their promises: rows of `ACTS`, which says everything about every act. */
export const SETTLING_ACTS = {
  proposeMediation: {
    name: '提出调解',
    told: 'petitioner',
    clocks: false,
    stages: WITH_ORGAN,
    needs: mayBeMediated,
  },
  answerMediation: {
    name: '表明是否同意调解',
    told: 'petitioner',
    clocks: false,
    stages: WITH_ORGAN,
    needs: has('mediation', 'asking', 'agreed'),
  },
  arrangeMediation: { name: '安排调解', told: 'petitioner', clocks: false, stages: WITH_ORGAN, needs: has('mediation', 'agreed') },
  endMediation: {
    name: '终止调解',
    told: 'petitioner',
    clocks: false,
    stages: WITH_ORGAN,
    needs: has('mediation', 'asking', 'agreed'),
  },
  recordSettlement: {
    name: '登记调解、和解协议',
    told: 'petitioner',
    stages: WITH_ORGAN,
    paper: ['SETTLEMENT'],
    needs: (state) => isOrgan(state) && !has('settlement', 'standing')(state),
  },
  // A settlement lives on after the matter was closed on another ground.
  recordPromisePerformed: { name: '登记承诺履行', told: 'petitioner', stages: Stage.options, needs: has('promise', 'open') },
  movePromise: { name: '变更承诺的履行日期', told: 'petitioner', stages: Stage.options, needs: has('promise', 'open') },
  recordPromiseBroken: { name: '登记承诺未履行', told: 'petitioner', stages: Stage.options, needs: has('promise', 'open') },
} as const satisfies Readonly<Record<string, ActRule>>;
