import { DEMO_PASSWORD, playDemo, startDemoNode, startDemoProcesses } from '@sunshine/demo';
import { GraphClient } from '@sunshine/infra';
import { Time } from '@sunshine/platform';

/** How the node under attack is run. */
export type Mode = 'in-process' | 'http' | 'processes';

export interface NodeOrder {
  readonly folder: string;
  readonly mode: Mode;
  readonly env: NodeJS.ProcessEnv;
  /** Plays the petitions of the demo city first, and tells by which inputs; in process alone, for their days are moved. */
  readonly demo: boolean;
}

/** What the node tells when it answers. */
export interface NodeReady {
  readonly url: string;
  readonly adminUrl: string;
  /** Inputs that were accepted while the demo was played, by mutation. */
  readonly accepted: Readonly<Record<string, unknown[]>>;
  readonly receipts: readonly { readonly queryCode: string; readonly secret: string }[];
}

/** The node, in a process of its own, with the demo city's people: `node-process.js ORDER`. */
const { folder, mode, env, demo } = JSON.parse(process.argv[2] ?? '') as NodeOrder;
const options = { dataDir: folder, safety: 'throwaway', port: 0, env } as const;
const node = mode === 'processes' ? await startDemoProcesses(options) : await startDemoNode({ ...options, transport: mode });
const accepted: Record<string, unknown[]> = {};
let receipts: NodeReady['receipts'] = [];
if (demo) {
  const client = new GraphClient(node.url, DEMO_PASSWORD);
  const noting = {
    upload: (account: string, content: string) => client.upload(account, content),
    query: async <T>(account: string | null, document: string, variables: Record<string, unknown>): Promise<T> => {
      const answer = await client.query<T>(account, document, variables);
      const mutation = /\bact: (\w+)\(/.exec(document)?.[1];
      if (mutation) (accepted[mutation] ??= []).push(variables['input']);
      return answer;
    },
  };
  receipts = (await playDemo(noting, Time.shared, Time.shared.today())).receipts;
  client.close();
}
for (const word of ['message', 'disconnect']) process.on(word, () => void node.close().finally(() => process.exit(0))); // or whoever attacks it is gone
const ready: NodeReady = { url: new URL(node.url).origin, adminUrl: node.database.adminUrl, accepted, receipts };
process.send?.(ready);
