import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { secretReferences } from '@sunshine/platform';
import { isWithin } from './places.js';
import { command } from './refusal.js';
import { DATABASE_ROLES, KAFKA_PASSWORD, KEY_VARIABLES, secretsFolder } from './secrets.js';
import { startSettings } from './settings.js';

export const KEY_FAULTS = {
  WITH_DATA: '与数据同在一个文件夹，复制数据即得密钥',
  WITH_PROGRAM: '在程序目录内，随程序一起分发',
  IN_CONFIGURATION: '直接写在配置里',
  READABLE_BY_OTHERS: '本机其他用户可读',
  MISSING: '不存在',
  UNREADABLE: '当前用户读不到',
  MALFORMED: '配置格式有误',
} as const;
export type KeyFault = keyof typeof KEY_FAULTS;

export interface KeyPlace {
  /** Variable of the list that it stands in, or the name of the file for what is no list. */
  readonly name: string;
  readonly id: string | null;
  /** Absolute path, `env:NAME`, or `value` for one that stands in the configuration itself. */
  readonly place: string;
  /** Made by the node for itself, which production refuses. */
  readonly demo: boolean;
  /** On the same file system as the data: one disk holds both. Null where it is no file. */
  readonly sameDisk: boolean | null;
  readonly faults: readonly KeyFault[];
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const realOf = (path: string) => realpath(path).catch(() => resolve(path));
const deviceOf = (path: string) =>
  stat(path).then(
    ({ dev }) => dev,
    () => null,
  );

async function fileFaults(path: string, dataDir: string): Promise<KeyFault[]> {
  const faults: KeyFault[] = [];
  const real = await realOf(path);
  if (isWithin(real, await realOf(dataDir))) faults.push('WITH_DATA');
  else if (isWithin(real, await realOf(root))) faults.push('WITH_PROGRAM');
  try {
    if ((await stat(path)).mode & 0o077 && process.platform !== 'win32') faults.push('READABLE_BY_OTHERS');
    await access(path, constants.R_OK);
  } catch (error) {
    faults.push((error as NodeJS.ErrnoException).code === 'ENOENT' ? 'MISSING' : 'UNREADABLE');
  }
  return faults;
}

/** Where each key of a node lies, and what is wrong with the place; reads no key. */
export async function checkKeys(dataDir: string, env: NodeJS.ProcessEnv): Promise<KeyPlace[]> {
  const folder = secretsFolder(dataDir, env);
  const disk = await deviceOf(dataDir);
  const ofFile = async (name: string, id: string | null, path: string, demo: boolean): Promise<KeyPlace> => {
    const device = await deviceOf(path);
    return {
      name,
      id,
      place: resolve(path),
      demo,
      sameDisk: device === null ? null : device === disk,
      faults: await fileFaults(path, dataDir),
    };
  };
  const places: KeyPlace[] = [await ofFile(DATABASE_ROLES, null, join(folder, DATABASE_ROLES), true)];
  for (const name of [...Object.keys(KEY_VARIABLES), ...(env['KAFKA_SASL'] ? [KAFKA_PASSWORD] : [])]) {
    const given = env[name];
    if (!given) {
      places.push(await ofFile(name, null, join(folder, name), name !== KAFKA_PASSWORD));
      continue;
    }
    const references = secretReferences(given);
    if (!references) places.push({ name, id: null, place: 'value', demo: false, sameDisk: null, faults: ['MALFORMED'] });
    for (const { id, source } of references ?? []) {
      const demo = id.startsWith('demo');
      if (source.startsWith('file:')) places.push(await ofFile(name, id, source.slice('file:'.length), demo));
      else if (source.startsWith('env:')) {
        const there = Boolean(env[source.slice('env:'.length)]);
        places.push({ name, id, place: source, demo, sameDisk: null, faults: there ? [] : ['MISSING'] });
      } else places.push({ name, id, place: 'value', demo, sameDisk: null, faults: ['IN_CONFIGURATION'] });
    }
  }
  return places;
}

function lineOf({ name, id, place, demo, sameDisk, faults }: KeyPlace): string {
  const more = [demo && '自动生成的演示密钥', sameDisk && '与数据同盘', ...faults.map((fault) => KEY_FAULTS[fault])].filter(Boolean);
  return `${faults.length > 0 ? '错' : '对'} ${name}${id === null ? '' : ` ${id}`}：${place}${more.length > 0 ? `（${more.join('，')}）` : ''}`;
}

async function main(): Promise<number> {
  const { dataDir } = startSettings(process.env);
  const places = await checkKeys(resolve(dataDir), process.env);
  for (const place of places) process.stdout.write(`${lineOf(place)}\n`);
  const count = (test: (place: KeyPlace) => boolean) => places.filter(test).length;
  const wrong = count(({ faults }) => faults.length > 0);
  process.stdout.write(
    `${JSON.stringify({
      keys: places.length,
      withData: count(({ faults }) => faults.includes('WITH_DATA')),
      readableByOthers: count(({ faults }) => faults.includes('READABLE_BY_OTHERS')),
      demo: count(({ demo }) => demo),
      sameDisk: count(({ sameDisk }) => sameDisk === true),
      wrong,
    })}\n`,
  );
  return wrong > 0 ? 1 : 0;
}

if (process.argv[1] === import.meta.filename) await command(main);
