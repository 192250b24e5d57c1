// Loaded before a room's own entry by its launcher.
import { flushCompileCache, setSourceMapsSupport } from 'node:module';

// Should the launcher be killed, its rooms drain and end instead of holding their ports.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));

// What was compiled is kept (NODE_COMPILE_CACHE) as soon as all of it is loaded: a room that is killed could not do so at its end, and
// its next start takes a quarter less.
setTimeout(flushCompileCache, 10_000).unref();

// Of our own code alone: maps of packages stay in memory.
setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });
