import { ArrivedFileActs } from './arrived-file.acts.js';
import { IncomingFiles } from './incoming.js';
import { IncomingRounds } from './incoming.rounds.js';
import { OutgoingFiles } from './outgoing.js';

/** Files that go to other nodes and come from them, in parts. */
export const fileProviders = [OutgoingFiles, IncomingFiles, IncomingRounds, ArrivedFileActs];
