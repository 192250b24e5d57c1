import { CombinedError } from 'urql';
import { freshSession } from '../session/session';

/** The file name of a `content-disposition`, from its extended form `filename*` (RFC 5987). */
const nameIn = (disposition: string | null): string => {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '') ?? [];
  if (!encoded) throw new Error('a file without a name');
  return decodeURIComponent(encoded);
};

type Download =
  | { readonly end: 'taken'; readonly name: string }
  | { readonly end: 'refused'; readonly error: CombinedError }
  /** The line or the server went away: nothing was kept of what had come. */
  | { readonly end: 'broken' };

interface Refused {
  readonly errors: ConstructorParameters<typeof CombinedError>[0]['graphQLErrors'];
}

/** Refusals have the shape of graph errors. Any other error answer comes from a proxy and is no refusal. */
async function read(link: string): Promise<Exclude<Download, { end: 'taken' }> | { readonly end: 'whole'; name: string; bytes: Blob }> {
  try {
    const session = await freshSession();
    const response = await fetch(link, { headers: session ? { authorization: `Bearer ${session.accessToken}` } : {} });
    if (response.ok) return { end: 'whole', name: nameIn(response.headers.get('content-disposition')), bytes: await response.blob() };
    if (!response.headers.get('content-type')?.startsWith('application/json')) return { end: 'broken' };
    const { errors } = (await response.json()) as Refused;
    return { end: 'refused', error: new CombinedError({ graphQLErrors: errors }) };
  } catch (error) {
    // `fetch` and its bodies reject with a TypeError when the connection breaks.
    if (error instanceof TypeError) return { end: 'broken' };
    throw error;
  }
}

/** Gives the bytes to the browser as a file of that name. */
export function handOver(bytes: Blob, name: string): void {
  const url = URL.createObjectURL(bytes);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  URL.revokeObjectURL(url);
}

/** Downloads a file by its personal link and hands it to the browser once it is complete. */
export async function download(link: string): Promise<Download> {
  const answer = await read(link);
  if (answer.end !== 'whole') return answer;
  const { name, bytes } = answer;
  handOver(bytes, name);
  return { end: 'taken', name };
}
