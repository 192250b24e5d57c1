import type { NodeOptions } from '@sunshine/infra';
import type { LevelName } from './levels.js';

/** What a node is started with: its one argument, as JSON. */
export interface NodeOfLevel extends Pick<NodeOptions, 'port' | 'safety'> {
  readonly name: LevelName;
  readonly dataDir: string;
  /** Whether it brings in those of the demo's petitions that its own people handled. */
  readonly petitions: boolean;
}

/** What a node tells the process that started it. `databasePid` is a process that stands by itself. */
export type Told = { readonly progress: string } | { readonly url: string; readonly databasePid: number | null };
