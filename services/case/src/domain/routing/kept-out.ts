import { caseError } from '../case.errors.js';
import { accusedOpen, type Accusing } from '../standing.js';
import { routingError } from './routing.errors.js';

const SOURCE = '信访工作条例 30 ¶3';

/** @throws ACCUSED_NOT_IDENTIFIED */
function requireIdentified(state: Accusing): void {
  if (accusedOpen(state)) throw routingError('ACCUSED_NOT_IDENTIFIED', { source: SOURCE });
}

/**
 * A matter that is kept from those it complains of goes to no other organ before they are known, and never to them. The name of the organ
 * would tell whom a report accuses; the refusal says no more than the rule. Of any other matter a respondent steers nothing, but the unit is kept
 * out about whose staff a complaint came by it (`ConductComplaint` of supervision).
 * @param toAccused the organ is accused or barred, or lies below one that is
 * @param field where the input names the organ; null where the matter has named it before
 * @throws ACCUSED_NOT_IDENTIFIED, ROUTE_TO_ACCUSED, CONDUCT_ABOVE_THE_UNIT
 * @source 信访工作条例 18 ¶4, 30 ¶3, 46(5)-(6)
 */
export function checkKeptOut(state: Accusing, toAccused: boolean, field: string | null): void {
  requireIdentified(state);
  if (!toAccused) return;
  if (state.kind === 'REPORT') throw caseError('ROUTE_TO_ACCUSED', { source: SOURCE, field });
  throw routingError('CONDUCT_ABOVE_THE_UNIT', { source: '信访工作条例 18 ¶4, 46(6)', field });
}
