import { printedActs } from '@sunshine/hearing';
import { demoCity, organId, personId } from './city.js';

/** Acts of `hearing`: they answer a hearing, and but for the first two they name one. */
export const HEARING_ACTS: ReadonlySet<string> = new Set(Object.keys(printedActs.acts));
export const ASKS_FOR_HEARING: ReadonlySet<string> = new Set(['requestHearing', 'proposeHearing']);

/** Rooms for hearings by their code: organ, name, place and seats. */
const ROOMS: Readonly<Record<string, readonly [organ: string, name: string, place: string, seats: number]>> = {
  'city.1': ['gov.city', '第一听证室', '市行政中心二号楼101', 60],
  'city.2': ['gov.city', '第二听证室', '市行政中心二号楼102', 24],
  'province.1': ['gov.province', '省听证厅', '省政府信访接待大楼三层', 80],
  'housing.1': ['housing.city', '市住建局会议室', '示例路11号一层', 30],
  'housing.2': ['housing.city', '春晓社区活动室', '春晓花园居委会', 40],
};
export const ROOM_CODES: readonly string[] = Object.keys(ROOMS);

/** Whose pools the twenty are in: all in the city's, some in those of the other organs that hear. */
const POOLS: readonly { readonly organ: string; readonly members: readonly number[] }[] = [
  { organ: 'gov.city', members: Array.from({ length: 20 }, (_, at) => at + 1) },
  { organ: 'gov.province', members: [2, 3, 5, 7, 8, 11, 13, 16, 19] },
  { organ: 'housing.city', members: [1, 4, 6, 9, 10, 12, 14, 15, 18] },
];
const SKILLS = ['法律', '住房和城乡建设', '劳动和社会保障', '农村农业', '财务审计'] as const;

export const memberAccount = (n: number): string => `panel${String(n).padStart(2, '0')}.city`;
export const accountOfPerson = (id: string): string | undefined => demoCity.people.find((person) => person.id === id)?.account;

/** Something kept for hearings before any is held. */
interface Keeping {
  readonly mutation: 'keepHearingRoom' | 'keepPoolMember';
  readonly account: string;
  /** Tells it apart in request ids. */
  readonly code: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const clerkOf = (organ: string): string => `clerk.${organ.replace(/^gov\./u, '').replace(/\.city$/u, '')}`;

/**
 * Rooms and terms of office. One term has ended, one member was called back, one is on leave these weeks.
 * @param day the day so many days before today
 */
export function keepings(day: (back: number) => string): Keeping[] {
  const rooms = Object.entries(ROOMS).map(([code, [organ, name, place, seats]]): Keeping => ({
    mutation: 'keepHearingRoom',
    account: clerkOf(organ),
    code: `room:${code}`,
    input: { organId: organId(organ), name, place, seats },
  }));
  const terms = POOLS.flatMap(({ organ, members }) =>
    members.map((n): Keeping => {
      const account = memberAccount(n);
      const person = demoCity.people.find((one) => one.account === account);
      return {
        mutation: 'keepPoolMember',
        account: clerkOf(organ),
        code: `pool:${organ}:${n}`,
        input: {
          organId: organId(organ),
          personId: personId(account),
          name: person?.name ?? account,
          skills: [SKILLS[n % SKILLS.length]],
          place: n % 3 === 0 ? '西岭县' : '明川市',
          from: day(700 + n),
          until: n === 20 ? day(30) : day(-400 - n),
          endedOn: n === 17 ? day(60) : null,
          leaves: n === 19 ? [{ from: day(90), to: day(-10) }] : [],
        },
      };
    }),
  );
  return [...rooms, ...terms];
}
