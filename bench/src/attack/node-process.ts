import { startNode, startProcesses } from '@sunshine/infra';

/** How the node under attack is run. */
export type Mode = 'in-process' | 'http' | 'processes';

export interface NodeOrder {
  readonly folder: string;
  readonly mode: Mode;
  readonly env: NodeJS.ProcessEnv;
}

/** The node under attack, in a process of its own, with the demo city's people and none of its petitions: `node-process.js ORDER`. */
const { folder, mode, env } = JSON.parse(process.argv[2] ?? '') as NodeOrder;
process.once('disconnect', () => process.exit(1)); // whoever attacks it is gone
const options = { dataDir: folder, safety: 'throwaway', port: 0, env } as const;
const node = mode === 'processes' ? await startProcesses(options) : await startNode({ ...options, transport: mode });
process.on('message', () => void node.close().then(() => process.exit(0)));
process.send?.({ url: new URL(node.url).origin, adminUrl: node.database.adminUrl });
