import { GraphError, type GraphClient } from '@sunshine/infra';

/** Answered matters that a replay has left, by whether their last day was kept. */
export interface Left {
  readonly onTime: readonly string[];
  readonly late: readonly string[];
}

/** What came of one way of making a figure look better. */
export interface Attempt {
  tried: number;
  done: number;
  /** Refusals by code. */
  refused: Record<string, number>;
}

type Send = (account: string, act: string, type: string, input: object) => Promise<Record<string, Record<string, string>>>;

const REASON = '重新核对台账，需要更正';
const parts = [1, 2].map((n) => ({
  kind: 'SUGGESTION',
  summary: `拆出的第${n}件`,
  text: `拆出的第${n}件`,
  requests: [{ text: `请求${n}` }],
}));

/** Ways to make a late answer look better, each by those who hold the right to it. `beside`: a matter answered in time. */
const WAYS: Readonly<Record<string, (send: Send, petitionId: string, beside: string) => Promise<unknown>>> = {
  merging: (send, petitionId, beside) =>
    send('dispatcher.city', 'mergePetitions', 'MergePetitionsInput', { petitionId: beside, joined: [{ petitionId }], reason: REASON }),
  splitting: async (send, petitionId) => {
    const { prepareSplit } = await send('registrar.city', 'prepareSplit', 'PrepareSplitInput', { petitionId, parts });
    const input = { petitionId, splitId: prepareSplit?.['id'], reason: REASON };
    return send('dispatcher.city', 'splitPetition', 'SplitPetitionInput', input);
  },
  relabelling: (send, petitionId) => {
    const decision = { exit: '31(4)', channelId: 'land_ownership', starts: [], basis: '《信访工作条例》第三十一条第（四）项' };
    return send('handler.housing', 'correctExit', 'CorrectExitInput', { petitionId, reason: REASON, ...decision });
  },
  earlyClosing: (send, petitionId) =>
    send('handler.housing', 'closePetition', 'ClosePetitionInput', { petitionId, ground: 'opinion_served' }),
  withdrawing: (send, petitionId) => send('registrar.city', 'withdrawPetition', 'WithdrawPetitionInput', { petitionId, reason: REASON }),
  reopening: async (send, petitionId) => {
    const input = { petitionId, reason: 'DEFECT', text: REASON, stage: 'accepted' };
    await send('auditor.city', 'reopenPetition', 'ReopenPetitionInput', input);
    return send('migrator', 'recordLegacyReply', 'RecordLegacyReplyInput', { petitionId, reply: '已经答复' });
  },
};

const NO_REFUSALS = ['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'INTERNAL_SERVER_ERROR'];

/**
 * Tries one way on each of these and counts what came of it. A request that the graph does not know and a fault of the system are no
 * refusals: they are thrown.
 */
export async function attempted<T>(matters: readonly T[], way: (matter: T, at: number) => Promise<unknown>): Promise<Attempt> {
  const attempt: Attempt = { tried: 0, done: 0, refused: {} };
  for (const [at, matter] of matters.entries()) {
    attempt.tried += 1;
    try {
      await way(matter, at);
      attempt.done += 1;
    } catch (error) {
      if (!(error instanceof GraphError) || NO_REFUSALS.includes(error.code)) throw error;
      attempt.refused[error.code] = (attempt.refused[error.code] ?? 0) + 1;
    }
  }
  return attempt;
}

/** Tries every way on every late matter, one after the other. */
export async function dressUp(client: GraphClient, { onTime, late }: Left): Promise<Record<string, Attempt>> {
  const send: Send = (account, act, type, input) =>
    client.query(account, `mutation ($input: ${type}!) { ${act}(input: $input) { id } }`, { input });
  const attempts: Record<string, Attempt> = {};
  for (const [name, way] of Object.entries(WAYS))
    attempts[name] = await attempted(late, (petitionId, at) => way(send, petitionId, onTime[at % onTime.length] as string));
  return attempts;
}
