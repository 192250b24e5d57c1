import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { playDemo, type DemoClient, type DemoPlayed, type DemoTime } from './scenario.js';

const Note = z.object({ today: z.iso.date(), done: z.boolean() });

/**
 * Plays the demo once for a data folder. The day it is played for is noted before its first act, so that a start after a kill goes
 * on with the same acts, on a later day too.
 * @param today `YYYY-MM-DD`, Asia/Shanghai
 * @returns null where it was played to its end before
 */
export async function bringDemo(client: DemoClient, time: DemoTime, folder: string, today: string): Promise<DemoPlayed | null> {
  const file = join(folder, 'demo.json');
  const note = await noteIn(file);
  if (note?.done) return null;
  const day = note?.today ?? today;
  if (!note) await write(file, { today: day, done: false });
  const played = await playDemo(client, time, day);
  await write(file, { today: day, done: true });
  return played;
}

async function noteIn(file: string): Promise<z.infer<typeof Note> | null> {
  try {
    return Note.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Whole or not at all: a kill leaves the former note. */
async function write(file: string, note: z.infer<typeof Note>): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(note));
  await rename(`${file}.new`, file);
}
