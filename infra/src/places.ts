import { isAbsolute, relative } from 'node:path';

/** Whether a path is that folder or lies in it; both absolute, links resolved by the caller. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !/^\.\.[\\/]/.test(way) && !isAbsolute(way));
}
