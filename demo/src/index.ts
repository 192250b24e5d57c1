export { accounts, DEMO_PASSWORD, demoCity, organId, personId } from './city.js';
export { engineOf, withOwnNode, withOwnProcesses, type Engine } from './command-node.js';
export { CALLS, life, load, loadCity, untilAnswered, type Again, type Call, type City, type LoadResult } from './lives.js';
export { startDemoNode, startDemoProcesses } from './node.js';
export { playDemo, type DemoPlayed } from './scenario.js';
export { seedPetitions } from './seed.js';
export { seedFiling, type SeedFiling } from './seed-texts.js';
export { walk, type TourResult } from './tour/tour.js';
