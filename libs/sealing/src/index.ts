export { KEY_BYTES, keyFrom, open, seal } from './cipher.js';
export { KEYS_DATABASE, KeyStore, wrappedOf } from './key-store.js';
export { MasterKeys, type KeyClass } from './master-keys.js';
export { KeyNotLive, NotOpened, openUnder, sealUnder, type RingKey } from './ring.js';
export { keysDataSource } from './keys-database.js';
