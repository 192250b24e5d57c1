import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The output folder of Vite, beside `src` and `dist`. */
export const ASSETS = fileURLToPath(new URL('../dist-client/', import.meta.url));

const Manifest = z.record(
  z.string(),
  z.object({ file: z.string(), css: z.array(z.string()).optional(), imports: z.array(z.string()).optional() }),
);

/** Addresses of the files that one entry loads first. */
export interface Entry {
  readonly script: string | null;
  readonly styles: readonly string[];
  /** Further scripts that the first one imports statically. */
  readonly preload: readonly string[];
}

export interface Entries {
  readonly portal: Entry;
  readonly workbench: Entry;
  /** A separate script that runs before first paint. */
  readonly mode: string;
  readonly fonts: string;
}

/** Read once: file names carry a hash of their content. */
export function readEntries(folder = ASSETS): Entries {
  const manifest = Manifest.parse(JSON.parse(readFileSync(`${folder}manifest.json`, 'utf8')));
  const entry = (source: string): Entry => {
    const preload = new Set<string>();
    const styles = new Set<string>();
    const visit = (name: string): void => {
      const part = manifest[name];
      if (!part) throw new Error(`the pages were built without ${name}`);
      for (const style of part.css ?? []) styles.add(`/assets/${style}`);
      for (const imported of part.imports ?? []) {
        const file = `/assets/${manifest[imported]?.file}`;
        if (preload.has(file)) continue;
        preload.add(file);
        visit(imported);
      }
    };
    visit(source);
    return { script: `/assets/${manifest[source]?.file}`, styles: [...styles], preload: [...preload] };
  };
  const fonts = manifest['client/styles/fonts.css'];
  if (!fonts) throw new Error('the pages were built without their font');
  const mode = manifest['client/portal/mode.ts'];
  if (!mode) throw new Error('the pages were built without the script of their mode');
  return {
    portal: entry('client/portal/main.ts'),
    workbench: entry('client/workbench/main.tsx'),
    mode: `/assets/${mode.file}`,
    fonts: `/assets/${fonts.file}`,
  };
}
