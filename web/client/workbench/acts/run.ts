import type { Client, CombinedError } from 'urql';
import { graphql } from '../graph/tada';
import { ACT_FORMS, inputOf, type ActName } from './table';

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

/** The operation of an act, by its line in the table; the spec of the table checks it against the schema. */
const operationOf = (act: ActName): string =>
  `mutation ${act}($input: ${inputOf(act)}!) { ${act}(input: $input) { ${ACT_FORMS[act].answer ?? 'id'} } }`;

export interface Run {
  readonly act: ActName;
  readonly petitionId: string | null;
  readonly input: Readonly<Record<string, unknown>>;
  /** The same when it is tried again, so that what was done is not done twice. */
  readonly requestId: string;
  readonly version: number | null;
  /** Files that join the matter before. */
  readonly joins: readonly { readonly fileId: string; readonly role: string }[];
}

/** Does an act once; answers what the mutation answers, or the refusal. */
export async function run(
  client: Client,
  { act, petitionId, input, requestId, version, joins }: Run,
): Promise<{ result?: unknown; error?: CombinedError }> {
  for (const { fileId, role } of joins) {
    // The file's own id makes the repeat harmless.
    const joined = await client.mutation(ATTACH, {
      input: { requestId: fileId, petitionId: petitionId ?? '', fileId, role: role as 'ATTACHMENT' },
    });
    if (joined.error) return { error: joined.error };
  }
  const { versioned, apart } = ACT_FORMS[act];
  const { data, error } = await client.mutation<Record<string, unknown>>(operationOf(act), {
    input: {
      ...input,
      requestId,
      ...(apart ? {} : { petitionId }),
      ...(versioned && version !== null ? { expectedVersion: version } : {}),
    },
  });
  return error ? { error } : { result: data?.[act] };
}

/** Number and version of a matter as they are now. */
export async function readVersion(client: Client, id: string): Promise<{ number: string; version: number | null } | null> {
  const { data, error } = await client.query(VERSION, { id }, { requestPolicy: 'network-only' });
  if (error) throw error;
  return data?.petition ? { number: data.petition.number, version: data.petition.version } : null;
}

export const codeOf = (error: CombinedError): string | null => {
  const code: unknown = error.graphQLErrors[0]?.extensions.code;
  return typeof code === 'string' ? code : null;
};
