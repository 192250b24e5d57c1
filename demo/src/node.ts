import { seedDirectory } from '@sunshine/directory';
import { startNode, startProcesses, type NodeOptions, type People, type ProcessOptions } from '@sunshine/infra';
import { demoCity } from './city.js';

/** Before the oldest matter that a replay may bring. */
export const CITY_SINCE = '2000-01-01';

/** Organs, people and roles of the demo city. */
const cityPeople: People = (directory) => seedDirectory(directory.app, { ...demoCity, validFrom: CITY_SINCE });

/** Whose node it is, and its id among its partners. */
const TITLED = { NODE_TITLE: '明川市信访局', EXCHANGE_NODE: 'city.990100' };

/** A node with the demo city's people, without its petitions. @throws as `startNode` */
export const startDemoNode = (options: NodeOptions = {}) =>
  startNode({ people: cityPeople, ...options, env: { ...TITLED, ...options.env } });

/** The same as a process for each service. */
export const startDemoProcesses = (options: ProcessOptions = {}) =>
  startProcesses({ people: cityPeople, ...options, env: { ...TITLED, ...options.env } });
