import type { ScalarTag } from 'yaml';
import { organId, personId } from './city.js';

/** What the graph told of a petition so far. */
export interface Filed {
  id: string;
  number: string;
  requests: { id: string }[];
  petitioners: { id: string }[];
  extension: string | null;
  /** Records and papers of its course that later acts name, in the order they were made. */
  records: { id: string; kind: string }[];
  papers: { id: string; kind: string; body?: string }[];
  /** The latest hearing; null where none was asked for. */
  hearing: string | null;
  /** Its panel, presider first, and the substitutes in their order. */
  seats: string[];
  substitutes: string[];
  challenges: string[];
  followers: string[];
  /** Who signs the file of the hearing: the panel, the clerk, then who was there. */
  signers: string[];
  /** Rooms for hearings by their code; the same for all petitions. */
  rooms: Readonly<Record<string, string>>;
}

/** What the input of an act may look up on the day it is done. */
interface Sight {
  readonly filed: Filed;
  /** The office day so many days before today, as acts are dated; negative: the very day so many days after it. */
  day(back: number): string;
  /** Another petition of the demo, filed on an earlier day. */
  other(code: string): Filed;
}

/** A value that is known only when the act is done. */
class Look {
  constructor(readonly from: (sight: Sight) => unknown) {}
}

/** A scan that is uploaded when the act is done, by whoever does it. */
export class Scan {
  constructor(readonly content: string) {}
}

function whole(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new Error(`${text} is no whole number`);
  return Number(text);
}

function nth(rows: readonly { id: string }[], n: number, what: string): string {
  const found = rows[n];
  if (!found) throw new Error(`there is no ${what} number ${n + 1}`);
  return found.id;
}

function named(found: string | undefined, what: string): string {
  if (found === undefined) throw new Error(`there is no ${what}`);
  return found;
}

/** `KIND N`: the n-th of a kind, counted from 0; 0 where no number stands. */
function ofKind(text: string) {
  const [kind = '', n = '0'] = text.split(' ');
  const place = whole(n);
  return (rows: readonly { id: string; kind: string }[]) =>
    nth(
      rows.filter((row) => row.kind === kind),
      place,
      kind,
    );
}

const TAGS: Readonly<Record<string, (text: string) => unknown>> = {
  /** Organs and people of the city, by code and account. */
  organ: organId,
  person: personId,
  day: (text) => {
    const back = whole(text);
    return new Look(({ day }) => day(back));
  },
  /** What the petition holds, counted from 0. */
  request: (text) => {
    const n = whole(text);
    return new Look(({ filed }) => nth(filed.requests, n, 'request'));
  },
  petitioner: (text) => {
    const n = whole(text);
    return new Look(({ filed }) => nth(filed.petitioners, n, 'petitioner'));
  },
  /** What an earlier act has made. */
  record: (text) => {
    const find = ofKind(text);
    return new Look(({ filed }) => find(filed.records));
  },
  paper: (text) => {
    const find = ofKind(text);
    return new Look(({ filed }) => find(filed.papers));
  },
  /** What such a paper holds, where its act has told it. */
  body: (text) => {
    const find = ofKind(text);
    return new Look(({ filed }) => {
      const id = find(filed.papers);
      return named(filed.papers.find((paper) => paper.id === id)?.body, `body of ${text}`);
    });
  },
  /** Every paper so far as an entry of the file, with so many pages each. */
  papers: (text) => {
    const pages = whole(text);
    return new Look(({ filed }) => filed.papers.map(({ id }) => ({ documentId: id, pages })));
  },
  /** A room for hearings by its code, the seats and substitutes of the panel counted from 0, a challenge of a member. */
  room: (code) => new Look(({ filed }) => named(filed.rooms[code], `room ${code}`)),
  seats: () => new Look(({ filed }) => filed.seats),
  seat: (text) => {
    const n = whole(text);
    return new Look(({ filed }) => named(filed.seats[n], `seat ${n}`));
  },
  substitute: (text) => {
    const n = whole(text);
    return new Look(({ filed }) => named(filed.substitutes[n], `substitute ${n}`));
  },
  challenge: (text) => {
    const n = whole(text);
    return new Look(({ filed }) => named(filed.challenges[n], `challenge ${n}`));
  },
  follower: (text) => {
    const n = whole(text);
    return new Look(({ filed }) => named(filed.followers[n], `follower ${n}`));
  },
  signer: (text) => {
    const n = whole(text);
    return new Look(({ filed }) => named(filed.signers[n], `signer ${n}`));
  },
  /** `DAYS HH:MM`: that time in Shanghai on the office day, as an instant. */
  at: (text) => {
    const [days = '', time = ''] = text.split(' ');
    const back = whole(days);
    if (!/^\d\d:\d\d$/.test(time)) throw new Error(`${text} has no time`);
    return new Look(({ day }) => new Date(`${day(back)}T${time}:00+08:00`).toISOString());
  },
  /** The latest hearing of another petition. */
  hearingOf: (code) => new Look(({ other }) => named(other(code).hearing ?? undefined, `hearing of ${code}`)),
  /** Another petition, by its code in the demo. */
  other: (code) => new Look(({ other }) => other(code).id),
  numberOf: (code) => new Look(({ other }) => other(code).number),
  /** A scan with these words on it. */
  scan: (content) => new Scan(content),
  /** A text with the last six digits of the petition's own number. */
  serial: (text) => new Look(({ filed }) => text.replace('{serial}', filed.number.slice(-6))),
};

/** The tags that the data of the demo may use: `!organ housing.city`, `!day 5`, `!record exitDecision 1`. */
export const tags: ScalarTag[] = Object.entries(TAGS).map(([name, resolve]) => ({ tag: `!${name}`, resolve }));

/** The same value with every look-up answered. @throws Error where no act has made what is looked up */
export function looked(value: unknown, sight: Sight): unknown {
  if (value instanceof Look) return value.from(sight);
  if (value instanceof Scan) return value;
  if (Array.isArray(value)) return value.map((item) => looked(item, sight));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, looked(item, sight)]));
}
