/** A key of a person in this browser. The private half cannot be read out of it, not even by this page. */
export interface OwnKey {
  /** Public half, hex. */
  readonly key: string;
  readonly personId: string;
  readonly privateKey: CryptoKey;
}

export const ALGORITHM = 'ed25519';
const STORE = 'keys';

const hex = (bytes: ArrayBuffer): string => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error ?? new Error('the browser keeps no keys'));
  });

/** Runs one request on the keys that this browser keeps. Rejects where it keeps nothing, as in a private window. */
async function stored<T>(mode: IDBTransactionMode, ask: (keys: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open('sunshine-signing', 1);
  opening.onupgradeneeded = () => void opening.result.createObjectStore(STORE, { keyPath: 'key' });
  const db = await answerOf(opening);
  try {
    const changing = db.transaction(STORE, mode);
    const whole = new Promise<void>((done, failed) => {
      changing.oncomplete = () => done();
      changing.onabort = () => failed(changing.error ?? new Error('the browser kept nothing'));
    });
    const [answer] = await Promise.all([answerOf(ask(changing.objectStore(STORE))), whole]);
    return answer;
  } finally {
    db.close();
  }
}

/** Keys of this person in this browser. */
export async function keysOf(personId: string): Promise<OwnKey[]> {
  const all = await stored<OwnKey[]>('readonly', (keys) => keys.getAll() as IDBRequest<OwnKey[]>);
  return all.filter((own) => own.personId === personId);
}

/** Makes a key and keeps it. @throws NotSupportedError where the browser does not know Ed25519 */
export async function makeKey(personId: string): Promise<OwnKey> {
  const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
  const own = { key: hex(await crypto.subtle.exportKey('raw', pair.publicKey)), personId, privateKey: pair.privateKey };
  await stored('readwrite', (keys) => keys.put(own));
  // A browser that is asked keeps them also when it runs out of room; it may say no.
  await navigator.storage.persist().catch(() => false);
  return own;
}

export const dropKey = (key: string): Promise<undefined> => stored('readwrite', (keys) => keys.delete(key));

/** Signature of a text as UTF-8, hex. */
export const signatureOf = async ({ privateKey }: OwnKey, text: string): Promise<string> =>
  hex(await crypto.subtle.sign('Ed25519', privateKey, new TextEncoder().encode(text)));
