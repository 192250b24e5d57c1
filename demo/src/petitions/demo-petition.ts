import type { Channel, PetitionKind } from '@sunshine/events';
import type { Bend } from './bend.js';
import type { ContentClass } from './content-class.js';

export interface DemoPetitioner {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
  readonly representative?: boolean;
}

interface DemoAnswer {
  readonly outcome: 'SUPPORTED' | 'PARTLY_SUPPORTED' | 'EXPLAINED' | 'NOT_SUPPORTED';
  readonly answer: string;
  readonly basis: readonly string[];
}

export interface DemoOpinion {
  readonly facts: string;
  readonly evidence: readonly string[];
  /** One for each request, in its order. */
  readonly answers: readonly DemoAnswer[];
  /** Days from today to the date of execution; negative where it lies behind. */
  readonly executeIn?: number;
}

/**
 * When each act was done, in days before today; an act that is missing was not done (yet).
 * A day of rest moves on to the next working day, unless `exact`.
 */
export interface Course {
  readonly received: number;
  readonly routed?: number;
  /** Organ it was routed to. */
  readonly to?: string;
  /** An assignment (交办): days from today to the date by which to report, and the points to answer. */
  readonly assignment?: { readonly reportIn: number; readonly points: readonly string[] };
  readonly informed?: number;
  readonly accepted?: number;
  readonly extension?: { readonly requested: number; readonly approved?: number; readonly days: number; readonly reason: string };
  readonly drafted?: number;
  /** Sent back by the checker; `redrafted` is the day of the next draft. */
  readonly returned?: number;
  readonly redrafted?: number;
  readonly checked?: number;
  readonly issued?: number;
  /** One day for all petitioners, or one for each; null: not served yet; `tried`: could not be delivered. */
  readonly served?: number | readonly (number | null | { readonly tried: number })[];
  readonly reported?: number;
  readonly executed?: number;
  readonly proposed?: number;
  readonly verified?: number;
  readonly exact?: boolean;
}

export interface DemoPetition {
  /** Names it in request ids; never changes. */
  readonly code: string;
  /** CLAIM where nothing else is said. */
  readonly kind?: PetitionKind;
  readonly channel: Channel;
  readonly contentClass: ContentClass;
  readonly summary: string;
  readonly text: string;
  readonly requests: readonly string[];
  readonly petitioners: readonly DemoPetitioner[];
  readonly peopleCount?: number;
  readonly anonymous?: boolean;
  readonly respondent?: readonly string[];
  /** Organs that a report accuses. */
  readonly accused?: readonly string[];
  /** Organ that received it. */
  readonly at: string;
  readonly course: Course;
  readonly opinion?: DemoOpinion;
  /** What was done after the filing where it is no straight line; then the course holds the day of receipt alone. */
  readonly bends?: readonly Bend[];
  /** Who acts for the petitioners. */
  readonly agent?: string;
}

const SURNAMES = '申李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛范彭郎';
const STEMS = '甲乙丙丁戊己庚辛壬癸';

/** An invented person: a name such as 申某甲, and a telephone number from a range that is given to nobody. */
export function somebody(n: number, address: string, representative?: boolean): DemoPetitioner {
  const name = `${SURNAMES[n % SURNAMES.length]}某${STEMS[n % STEMS.length]}`;
  return { name, phone: `1990000${String(n).padStart(4, '0')}`, address, ...(representative && { representative }) };
}
