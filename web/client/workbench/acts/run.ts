import type { Client, CombinedError } from 'urql';
import { hasNoAnswer } from '../graph/last';
import { graphql } from '../graph/tada';
import type { ActName } from '../../../src/texts/acts/titles';
import { inputOf, type ActFields } from './forms/form';
import { kept } from './kept';

const VERSION = graphql(`
  query VersionOfMatter($id: ID!) {
    petition(id: $id) {
      id
      number
      version
    }
  }
`);

const ATTACH = graphql(`
  mutation AttachOfAct($input: AttachFileInput!) {
    attachFile(input: $input) {
      id
    }
  }
`);

const BODY = graphql(`
  query BodyOfPaper($id: ID!, $papers: [ID!]) {
    petition(id: $id) {
      id
      documents(ids: $papers) {
        id
        body
      }
    }
  }
`);

/** The operation of an act, made from its form. The spec of the forms checks it against the schema. */
const operationOf = (act: ActName, { answer = 'id' }: ActFields): string =>
  `mutation ${act}($input: ${inputOf(act)}!) { ${act}(input: $input) { ${answer} } }`;

export interface Run {
  readonly act: ActName;
  readonly form: ActFields;
  readonly petitionId: string | null;
  readonly input: Readonly<Record<string, unknown>>;
  /** Values that the page passed in. They identify the form: other values of the same act and matter are another form. */
  readonly given?: Readonly<Record<string, unknown>> | undefined;
  readonly version: number | null;
  /** Files that are attached to the matter before the act. */
  readonly joins: readonly { readonly fileId: string; readonly role: string }[];
}

/** A request without an answer: the act may have been done. */
interface Sent {
  readonly requestId: string;
  readonly at: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly version: number | null;
}

type Filled = Pick<Run, 'act' | 'petitionId' | 'given'>;

const sentKey = ({ act, petitionId, given = {} }: Filled): string => `sunshine.sent.${act}.${petitionId ?? ''}.${JSON.stringify(given)}`;

/** Time of the last unanswered submission of this form, also from before a reload. */
export const unansweredSince = (filled: Filled): string | null => kept.read<Sent>(sentKey(filled))?.at ?? null;

/** Forgets the unanswered request, so that the next submission is a new act. */
export const forgetUnanswered = (filled: Filled): void => kept.drop(sentKey(filled));

/**
 * Does an act once. Answers the result of the mutation, or the refusal. The request is stored until it is answered and is repeated with
 * the same id and version, so that the act is not done twice. If the form was changed, it is sent with the same id too: REQUEST_REUSED then
 * means that the former request was done, and the next submission is a new act.
 */
export async function run(client: Client, one: Run): Promise<{ result?: unknown; error?: CombinedError }> {
  const { act, form, petitionId, input, version, joins } = one;
  for (const { fileId, role } of joins) {
    // The request id is the id of the file, so a repeat attaches nothing twice.
    const joined = await client.mutation(ATTACH, {
      input: { requestId: fileId, petitionId: petitionId ?? '', fileId, role: role as 'ATTACHMENT' },
    });
    if (joined.error) return { error: joined.error };
  }
  const { versioned, apart, paper } = form;
  const brought = paper ? await bodyOf(client, petitionId, String(input[paper.of])) : null;
  if (brought instanceof Error) return { error: brought };
  const key = sentKey(one);
  const former = kept.read<Sent>(key);
  const unchanged = former !== null && JSON.stringify(former.input) === JSON.stringify(input);
  const sent: Sent = {
    requestId: former?.requestId ?? crypto.randomUUID(),
    at: new Date().toISOString(),
    input,
    version: unchanged ? former.version : version,
  };
  kept.write(key, sent);
  const { data, error } = await client.mutation<Record<string, unknown>>(operationOf(act, form), {
    input: {
      ...(apart ? {} : { petitionId }),
      ...input,
      ...(paper ? { [paper.as]: brought ?? '' } : {}),
      requestId: sent.requestId,
      ...(versioned && sent.version !== null ? { expectedVersion: sent.version } : {}),
    },
  });
  if (!error || !hasNoAnswer(error)) kept.drop(key);
  return error ? { error } : { result: data?.[act] };
}

/** What the paper holds, as it is now; null if the matter has no such paper. */
async function bodyOf(client: Client, id: string | null, paperId: string): Promise<string | CombinedError | null> {
  const { data, error } = await client.query(BODY, { id: id ?? '', papers: [paperId] }, { requestPolicy: 'network-only' });
  return error ?? data?.petition?.documents?.[0]?.body ?? null;
}

/** Number and version of a matter as they are now. */
export async function readVersion(client: Client, id: string): Promise<{ number: string; version: number | null } | null> {
  const { data, error } = await client.query(VERSION, { id }, { requestPolicy: 'network-only' });
  if (error) throw error;
  return data?.petition ? { number: data.petition.number, version: data.petition.version } : null;
}
