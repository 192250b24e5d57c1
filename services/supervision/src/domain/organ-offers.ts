import type { Day } from '@sunshine/procedure';
import type { OrganActName } from './acts.js';
import type { Advice } from './advice/advice.records.js';
import { conductOffers } from './conduct/conduct.js';
import type { ConductComplaint } from './conduct/conduct.records.js';
import type { Measure } from './measures/measure.records.js';
import type { QualityCorrection } from './quality/correction.records.js';

/** An act that a record leaves open, and in the name of which organ it is done; its rule may still ask for more. */
export interface OrganOffer {
  readonly act: OrganActName;
  readonly organId: string;
}

interface Reader {
  readonly personId: string;
  readonly on: Day;
}

/** The acts that a record between organs leaves open to a reader, in the order of their course; whether he has the right is judged apart. */
export function offersOn(record: Advice | Measure | QualityCorrection | ConductComplaint, reader: Reader): OrganOffer[] {
  if (record.kind === 'conduct') return conductOffers(record).map((act) => ({ act, organId: record.byOrganId }));
  const { asked, own } = openOn(record, reader);
  return [...asked.map((act) => ({ act, organId: record.organId })), ...own.map((act) => ({ act, organId: record.byOrganId }))];
}

/** `asked`: of the organ addressed; `own`: of the one that wrote the record. */
interface Open {
  readonly asked: readonly OrganActName[];
  readonly own: readonly OrganActName[];
}
const NONE: Open = { asked: [], own: [] };

function openOn(record: Advice | Measure | QualityCorrection, reader: Reader): Open {
  switch (record.kind) {
    case 'advice':
      return ofAdvice(record, reader);
    case 'measure':
      return ofMeasure(record, reader);
    case 'correction':
      return ofCorrection(record);
  }
}

function ofCorrection({ state }: QualityCorrection): Open {
  if (state === 'checked') return NONE;
  return state === 'answered' ? { asked: [], own: ['checkQualityCorrection'] } : { asked: ['answerQualityCorrection'], own: [] };
}

function ofAdvice({ state, advice, replyBy, result }: Advice, { on }: Reader): Open {
  if (state === 'open') return { asked: ['answerAdvice'], own: on <= replyBy ? ['extendAdviceReply'] : [] };
  const follows = advice === 'RESPONSIBILITY' && !result;
  return { asked: [], own: follows ? ['reviewAdviceEffect', 'recordResponsibilityResult'] : ['reviewAdviceEffect'] };
}

function ofMeasure({ state, answer, cadreId, byPersonId, replyBy, means }: Measure, { personId, on }: Reader): Open {
  switch (state) {
    case 'open': {
      const answers = !answer && (cadreId === null || cadreId === personId);
      const decides = byPersonId !== personId && (answer !== null || replyBy === null || on > replyBy);
      return { asked: answers ? ['answerConferenceMeasure'] : [], own: decides ? ['decideConferenceMeasure'] : [] };
    }
    case 'decided':
      return { asked: [], own: ['recordConferenceMeasure'] };
    case 'correcting':
      return { asked: ['recordCorrection'], own: [] };
    case 'corrected':
      return { asked: [], own: ['checkCorrection'] };
    case 'checked':
      return means.includes('LISTED_SUPERVISION') ? { asked: [], own: ['removeFromList'] } : NONE;
    default:
      return NONE;
  }
}
