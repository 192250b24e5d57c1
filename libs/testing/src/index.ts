export { certified, type Certified } from './certificates.js';
export { cleanUp } from './clean-up.js';
export { database, databases, testServer, type SchemaOptions, type TestDatabase } from './database.js';
export { tries } from './depth.js';
export { handlersOf } from './handlers.js';
export { runFolder, temporaryFolder } from './folder.js';
export { actOnDay, shanghai } from './time.js';
export { UNKNOWN_MEMBER, eventSamples, withUnknownFields, withUnknownMembers, type RawEvent } from './future.js';
export { EventStream, type ToldEvent } from './event-stream.js';
