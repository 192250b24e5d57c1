import { NotLookedAt, NotMet, type Kit } from './kit.js';
import { limitPoints } from './limits.js';
import type { Point } from './point.js';
import { receiptPoints } from './receipts.js';
import { formPoints, senderPoints } from './refusals.js';

/** In the order in which they are looked at. */
export const POINTS: readonly Point[] = [...receiptPoints, ...senderPoints, ...formPoints, ...limitPoints];

export interface Finding extends Pick<Point, 'id' | 'requires' | 'source'> {
  readonly state: 'passed' | 'failed' | 'skipped';
  /** What was found, or why nothing was. */
  readonly found?: string;
}

export interface Report {
  readonly conformance: string;
  readonly suite: string;
  readonly points: readonly Finding[];
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Looks at all points, one after the other. What is no finding of the endpoint is thrown. */
export async function conformance(kit: Kit): Promise<Report> {
  const points: Finding[] = [];
  for (const { id, requires, source, after, look } of POINTS) {
    const missing = after.filter((needed) => points.find((point) => point.id === needed)?.state !== 'passed');
    const outcome =
      missing.length > 0 ? { state: 'skipped' as const, found: `须先符合：${missing.join('、')}` } : await stateOf(() => look(kit));
    points.push({ id, requires, source, ...outcome });
  }
  const count = (state: Finding['state']) => points.filter((point) => point.state === state).length;
  const { endpoint, keys } = kit.partner;
  return { conformance: endpoint, suite: keys.suite, points, passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

async function stateOf(look: () => Promise<void>): Promise<Pick<Finding, 'state' | 'found'>> {
  try {
    await look();
    return { state: 'passed' };
  } catch (error) {
    if (error instanceof NotMet) return { state: 'failed', found: error.message };
    if (error instanceof NotLookedAt) return { state: 'skipped', found: error.message };
    throw error;
  }
}

const STATES: Readonly<Record<Finding['state'], string>> = { passed: '符合', failed: '不符', skipped: '未验' };

/** The report as lines for the vendor. */
export function inWords({ conformance: endpoint, suite, points, passed, failed, skipped }: Report): string[] {
  return [
    `交换接口符合性检验：${endpoint}（${suite === 'national' ? '国密算法' : '国际算法'}）`,
    ...points.flatMap(({ id, requires, source, state, found }) => [
      `${STATES[state]}  ${id}  ${requires}`,
      ...(found === undefined ? [] : [`      ${found}`, `      依据：${source}`]),
    ]),
    `共${points.length}项：符合${passed}项，不符${failed}项，未验${skipped}项`,
  ];
}

/** Whether every point was looked at and met. */
export const conforms = ({ points, passed }: Report): boolean => passed === points.length;
