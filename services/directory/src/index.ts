export { directory } from './definition.js';
export { seedDirectory, type DirectorySeed } from './seed.js';
