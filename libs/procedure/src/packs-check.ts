#!/usr/bin/env node
import { defineErrors, isDomainError } from '@sunshine/errors';
import { builtInPacks, nationalCalendar } from './built-in.js';
import { isUnreadable, readLawFolder, refusedPath, type LawFile } from './folder.js';
import type { RulePack } from './pack.js';

const checkError = defineErrors({
  FOLDER_MISSING: { kind: 'INVALID_INPUT', text: '缺少规则版本的文件夹：packs:check -- 文件夹' },
  FOLDER_UNREADABLE: { kind: 'NOT_FOUND', text: '无法读取文件夹{folder}' },
  FOLDER_EMPTY: { kind: 'NOT_FOUND', text: '文件夹{folder}中没有*.yaml' },
});

function packLine({ id, revision, base, inForceFrom, inForceTo, validity, verifiedTo, hash, replaced }: RulePack): string {
  const known = validity === 'unverified' ? ', by name only' : verifiedTo ? `, by name only after ${verifiedTo}` : '';
  const paths = replaced.map(({ path }) => path).join(' ');
  return [
    `${id} revision ${revision}`,
    `base ${base ?? 'none'}`,
    `in force ${inForceFrom}..${inForceTo ?? ''}${known}`,
    `hash ${hash}`,
    `replaced ${replaced.length}${paths && `: ${paths}`}`,
  ].join(' | ');
}

function lineOf(read: LawFile): string {
  if ('refused' in read)
    return `REFUSED ${read.refused.code} at ${refusedPath(read.refused)} | ${read.refused.message.replaceAll(/\s+/g, ' ')}`;
  if ('pack' in read) return packLine(read.pack);
  const { id, revision, years, hash } = read.calendar;
  return `calendar ${id} revision ${revision} | ${Math.min(...years)}..${Math.max(...years)} | hash ${hash}`;
}

function read(folder: string): LawFile[] {
  try {
    return readLawFolder(folder, { packs: builtInPacks(), calendar: nationalCalendar() });
  } catch (cause) {
    if (isUnreadable(cause)) throw checkError('FOLDER_UNREADABLE', { details: { folder } });
    throw cause;
  }
}

/** Prints a line a file; the exit code says whether any was refused. */
function run([folder]: string[]): number {
  if (folder === undefined) throw checkError('FOLDER_MISSING');
  const files = read(folder);
  if (files.length === 0) throw checkError('FOLDER_EMPTY', { details: { folder } });
  for (const one of files) process.stdout.write(`${one.file} | ${lineOf(one)}\n`);
  return files.some((one) => 'refused' in one) ? 1 : 0;
}

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  if (!isDomainError(error)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
  process.exitCode = 1;
}
