import type { GraphClient } from '@sunshine/infra';
import { inputTypeOf } from '../script.js';

/** Where a step stands: what the graph answers of the matter after the act. */
export interface Standing {
  number: string;
  stage: string | null;
  clocks: { term: string; state: string; effectiveDue: string; explanation: { text: string }[] }[] | null;
  nextRight: { term: string; lastDay: string | null; explanation: { text: string }[] } | null;
}

/** A day that a step is about, and why it is that day. */
export interface Duty {
  readonly term: string;
  readonly date: string;
  readonly because: string;
}

/** What the steps of one tour share. */
export interface TourState {
  readonly client: GraphClient;
  /** The matter in hand; a tour may take up several. */
  petitionId: string;
  /** Who is asked where the matter stands. */
  reader: string;
  /** What the step in hand is about, where it is not the next duty. */
  duty: Duty | null;
  readonly notes: Record<string, string>;
  /** Runs an act named as in the graph; answers its payload. */
  act<T>(account: string | null, name: string, input: Record<string, unknown>, fields?: string): Promise<T>;
}

export interface Step {
  /** Day and Beijing time at which the step happens, `YYYY-MM-DDTHH:mm`. */
  readonly at: string;
  readonly role: string;
  readonly name: string;
  run(state: TourState): Promise<void>;
}

/** Runs acts by the graph of a node. */
export const actor =
  (client: GraphClient): TourState['act'] =>
  async <T>(account: string | null, act: string, input: Record<string, unknown>, fields = 'id') => {
    const data = await client.query<Record<string, T>>(
      account,
      `mutation ($input: ${inputTypeOf(act)}!) { ${act}(input: $input) { ${fields} } }`,
      { input },
    );
    return data[act] as T;
  };

const STANDING = `query ($id: ID!) {
  petition(id: $id) {
    number stage
    clocks { term state effectiveDue explanation { text } }
    nextRight { term lastDay explanation { text } }
  }
}`;

const OPEN = new Set(['running', 'warning', 'due_today', 'after_nominal', 'overdue', 'paused']);

/** The duty that falls due first, else the right the petitioner has next, which has a clock of its own. */
export function nextDuty(standing: Standing): Duty {
  const right = standing.nextRight;
  const open = (standing.clocks ?? [])
    .filter(({ state, term }) => OPEN.has(state) && term !== right?.term)
    .sort((a, b) => a.effectiveDue.localeCompare(b.effectiveDue));
  const because = (steps: { text: string }[]) => steps.map((step) => step.text).join('；');
  const [first] = open;
  if (first) return { term: first.term, date: first.effectiveDue, because: because(first.explanation) };
  if (right) return { term: right.term, date: right.lastDay ?? '—', because: because(right.explanation) };
  return { term: '—', date: '—', because: '没有未了结的期限' };
}

export async function standingOf({ client, reader, petitionId }: TourState): Promise<Standing> {
  const { petition } = await client.query<{ petition: Standing | null }>(reader, STANDING, { id: petitionId });
  if (!petition) throw new Error(`${reader} 看不到本件`);
  return petition;
}
