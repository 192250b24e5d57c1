import type { Role } from '@sunshine/events';
import { accountOf, organId, organOf } from '../city.js';

/** What the graph told of a petition so far. */
export interface Filed {
  id: string;
  number: string;
  requests: { id: string }[];
  petitioners: { id: string }[];
  extension: string | null;
  /** Records and papers of its course that later acts name, in the order they were made. */
  records: { id: string; kind: string }[];
  papers: { id: string; kind: string }[];
}

/** What the input of an act may look up on the day it is done. */
export interface Sight {
  readonly filed: Filed;
  /** The office day so many days before today, as acts are dated; negative: the very day so many days after it. */
  day(back: number): string;
  /** How a paper goes out by the petition's channel; `paper` tells the receipts apart. */
  sent(paper: string): Record<string, unknown>;
  /** Another petition of the demo, filed on an earlier day. */
  other(code: string): Filed;
}

/** An act after the filing, in days before today. */
export interface Bend {
  readonly back: number;
  readonly by: string;
  readonly act: string;
  input(sight: Sight): Record<string, unknown>;
}

type Input = Record<string, unknown> | ((sight: Sight) => Record<string, unknown>);

/** `by`: an account. */
export const does = (back: number, by: string, act: string, input: Input = {}): Bend => ({
  back,
  by,
  act,
  input: (sight) => ({ petitionId: sight.filed.id, ...(typeof input === 'function' ? input(sight) : input) }),
});

/** The same by whoever holds the role at the organ. */
const at = (back: number, organ: string, role: Role, act: string, input: Input = {}) => does(back, accountOf(organ, role), act, input);

/** The n-th record of a kind, counted from 0. */
export const recordOf = ({ filed }: Sight, kind: string, n = 0): string => nth(filed.records, kind, n);
export const paperOf = ({ filed }: Sight, kind: string, n = 0): string => nth(filed.papers, kind, n);

function nth(rows: readonly { id: string; kind: string }[], kind: string, n: number): string {
  const found = rows.filter((row) => row.kind === kind)[n];
  if (!found) throw new Error(`no act has made ${kind} number ${n + 1}`);
  return found.id;
}

export const routed = (back: number, to: string, from = 'bureau.city', more: Input = {}): Bend =>
  at(back, from, 'DISPATCHER', 'routePetition', (sight) => ({
    kind: 'TRANSFER',
    toOrganId: organId(to),
    reason: `属${organOf(to).name}职责范围`,
    ...(typeof more === 'function' ? more(sight) : more),
  }));

/** Starts of the channel's limits, in days before today. */
type Starts = Readonly<Record<string, number>>;

const exitInput =
  (exit: string, channelId: string | null, starts: Starts): ((sight: Sight) => Record<string, unknown>) =>
  ({ day }) => ({
    exit,
    channelId,
    starts: Object.entries(starts).map(([limit, back]) => ({ limit, on: day(back) })),
    reason: exit === '31(6)' ? '没有其他法定途径，按信访事项办理' : '该诉求有法定途径，应当依该途径解决',
    basis: `《信访工作条例》第三十一条第（${'一二三四五六'.charAt(Number(exit.charAt(3)) - 1)}）项`,
  });

/** The handler proposes an exit of Art 31, the checker confirms. */
export const exit = (back: number, organ: string, code: string, channelId: string | null = null, starts: Starts = {}): Bend[] => [
  at(back, organ, 'HANDLER', 'decideExit', exitInput(code, channelId, starts)),
  at(back, organ, 'CHECKER', 'confirmExit', (sight) => ({ decisionId: recordOf(sight, 'exitDecision') })),
];

/** A decided exit is corrected, by two as well. */
export const corrected = (back: number, organ: string, code: string, channelId: string | null = null): Bend[] => [
  at(back, organ, 'HANDLER', 'correctExit', exitInput(code, channelId, {})),
  at(back, organ, 'CHECKER', 'confirmExit', (sight) => ({ decisionId: recordOf(sight, 'exitDecision', 1) })),
];

/** `papers`: what the petitioner needs there, where the notice is the guidance notice too. */
export const informed = (back: number, organ: string, path: string, papers: readonly string[] | null = null): Bend =>
  at(back, organ, 'HANDLER', 'informPetitioner', ({ sent }) => ({
    path,
    procedure: papers ? '请在期限内依该途径提出；本单位协助移送材料' : '调查核实后书面答复',
    ...(papers && { guidance: { papers } }),
    ...sent('告知'),
  }));

export const accepted = (back: number, organ: string): Bend => at(back, organ, 'HANDLER', 'acceptPetition', ({ sent }) => sent('受理'));

export const ledIn = (back: number, organ: string, body: string): Bend =>
  at(back, organ, 'HANDLER', 'leadIntoProcedure', { body, text: '信访材料及附件一套，随函移送' });

export const receipt = (back: number, organ: string, body: string, channelId: string): Bend =>
  at(back, organ, 'CHECKER', 'recordReceipt', ({ filed }) => ({
    body,
    channelId,
    receiptNumber: `演示收字${filed.number.slice(-6)}号`,
  }));

export const outcome = (back: number, organ: string, text: string, toldBy: 'body' | 'petitioner' = 'body'): Bend =>
  at(back, organ, 'HANDLER', 'recordProcedureOutcome', { text, toldBy });

/** The handler closes on a ground of the pack, a bureau's auditor verifies. */
export const closed = (back: number, organ: string, ground: string, verified = back - 1, bureau = 'bureau.city'): Bend[] => [
  at(back, organ, 'HANDLER', 'closePetition', { ground }),
  at(verified, bureau, 'AUDITOR', 'verifyCompletion'),
];

/** Every petitioner gets a paper of that kind, or the opinion. */
export const served = (back: number, organ: string, kind: string | null = null, petitioners = 1): Bend[] =>
  Array.from({ length: petitioners }, (_none, n) =>
    at(back, organ, 'HANDLER', 'recordService', (sight) => ({
      ...(kind !== null && { documentId: paperOf(sight, kind) }),
      petitionerId: sight.filed.petitioners[n]?.id,
      ...sight.sent(`送达${n + 1}`),
    })),
  );

interface Answered {
  readonly facts: string;
  readonly outcome: 'SUPPORTED' | 'PARTLY_SUPPORTED' | 'EXPLAINED' | 'NOT_SUPPORTED';
  readonly answer: string;
  readonly basis: string;
  /** Day of execution, in days before today (negative: after it). */
  readonly executeBack?: number;
}

/** One answer to every request of the petition. */
export const opinion =
  ({ facts, outcome: result, answer, basis, executeBack }: Answered, evidence: readonly string[] = ['现场查看记录']) =>
  ({ filed, day }: Sight) => ({
    facts,
    evidence,
    answers: filed.requests.map(({ id }) => ({ id, outcome: result, answer, basis: [basis] })),
    ...(executeBack !== undefined && { executeBy: day(executeBack) }),
  });

/** Drafted, checked, issued and sent by an organ. */
export const opined = (drafted: number, issued: number, organ: string, answer: Answered): Bend[] => [
  at(drafted, organ, 'HANDLER', 'draftOpinion', opinion(answer)),
  at(issued, organ, 'CHECKER', 'checkOpinion', { remark: '事实清楚，依据准确' }),
  at(issued, organ, 'ISSUER', 'issueOpinion', ({ sent }) => sent('意见')),
];

export { at as by };
