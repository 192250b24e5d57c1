// Loaded before an entry: traces name lines of our own sources. Maps of packages would stay in memory, 20 MB, for traces that nobody reads.
import { setSourceMapsSupport } from 'node:module';

setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });
