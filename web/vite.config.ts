import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { drawnPages } from './vite.pages.js';

/** Beside each script and style its compressed forms, which the server sends as they are. */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle).filter((file) => /\.(js|css)$/.test(file))) {
      const file = join(dir ?? '', name);
      const source = readFileSync(file);
      writeFileSync(`${file}.br`, brotliCompressSync(source));
      writeFileSync(`${file}.gz`, gzipSync(source, { level: 9 }));
    }
  },
};

interface PrintedActs {
  readonly acts: Readonly<Record<string, { readonly confirms?: object; readonly paper?: readonly string[] }>>;
  readonly records?: Readonly<Record<string, { readonly waits: readonly string[] }>>;
}

/** Of the printed tables of acts the pages read what an act confirms, whether it issues a paper, and which records wait; the rest no page needs. */
const confirmations: Plugin = {
  name: 'confirmations',
  enforce: 'pre',
  load(id) {
    if (!/\/services\/[^/]+\/acts\.json$/.test(id)) return null;
    const { acts, records = {} } = JSON.parse(readFileSync(id, 'utf8')) as PrintedActs;
    return JSON.stringify({
      acts: Object.fromEntries(
        Object.entries(acts).flatMap(([act, { confirms, paper }]) => (confirms || paper ? [[act, { confirms, paper }]] : [])),
      ),
      records: Object.fromEntries(Object.entries(records).map(([kind, { waits }]) => [kind, { waits }])),
    });
  },
};

const NODE = process.env.NODE_URL ?? 'http://127.0.0.1:4000';
/** What a running node answers; all other addresses are pages, or their parts. */
const DOORS = ['/graphql', '/files', '/exports', '/live', '/health'];

/** `npm run dev`: portal and workbench from their sources, loaded anew or in place when these change; all else from a running node. */
export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  base: command === 'build' ? '/assets/' : '/',
  publicDir: false,
  plugins: [confirmations, react(), compressed, drawnPages(NODE, DOORS)],
  build: {
    outDir: 'dist-client',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    assetsDir: '.',
    rolldownOptions: {
      input: {
        portal: 'client/portal/main.ts',
        mode: 'client/portal/mode.ts',
        workbench: 'client/workbench/main.tsx',
        fonts: 'client/styles/fonts.css',
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: Object.fromEntries(DOORS.map((path) => [path, { target: NODE, changeOrigin: false }])),
  },
  appType: 'custom' as const,
}));
