import { freshSession } from '../session/session';

/** The name that a `content-disposition` gives, in its form for all letters. */
const nameIn = (disposition: string | null): string => {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '') ?? [];
  if (!encoded) throw new Error('a file without a name');
  return decodeURIComponent(encoded);
};

/**
 * Takes an export by its link, which opens for its person alone, and gives it to the browser as a file.
 * @returns the file's name; null where the link did not open
 */
export async function download(link: string): Promise<string | null> {
  const session = await freshSession();
  const response = await fetch(link, { headers: session ? { authorization: `Bearer ${session.accessToken}` } : {} });
  if (!response.ok) return null;
  const name = nameIn(response.headers.get('content-disposition'));
  const url = URL.createObjectURL(await response.blob());
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  URL.revokeObjectURL(url);
  return name;
}
