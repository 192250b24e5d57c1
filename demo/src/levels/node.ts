import { command, servedUntil, startNode, stopSignal } from '@sunshine/infra';
import { seedDirectory } from '@sunshine/directory';
import { endOnError, giveMemoryBack } from '@sunshine/platform';
import { playDemoOnce } from '../demo-once.js';
import { CITY_SINCE } from '../node.js';
import { directoryOf, LEVELS } from './levels.js';
import type { NodeOfLevel, Told } from './child.js';

const { name, petitions, ...options } = JSON.parse(process.argv[2] ?? '') as NodeOfLevel;
const level = LEVELS[name];
const tell = (told: Told) => void process.send?.(told);

endOnError('node', `The node of ${level.title} has ended by an error of its own, and the others end with it. What was confirmed is kept.`);

/** One of the nodes of `npm run start:levels`, until its parent ends it or ends. */
await command(async () => {
  const stop = stopSignal();
  const progress = (line: string) => tell({ progress: line });
  const seed = directoryOf(level);
  const node = await startNode({
    ...{ ...options, progress },
    env: { ...process.env, NODE_TITLE: level.title, EXCHANGE_NODE: level.node },
    people: (directory) => seedDirectory(directory.app, { ...seed, validFrom: CITY_SINCE }),
  });
  const opening = async () => {
    if (petitions) await playDemoOnce(node, options.dataDir, progress, new Set(seed.people.map(({ account }) => account)));
    giveMemoryBack();
    tell({ url: node.url, databasePid: node.database.databasePid() });
  };
  return servedUntil(stop, opening(), node.close);
});
