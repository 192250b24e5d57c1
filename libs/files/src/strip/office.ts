import { posix } from 'node:path';
import { unzipSync, Zip, ZipDeflate, ZipPassThrough, type UnzipFileInfo } from 'fflate';
import { stripImage } from './image.js';
import { edited, endOfClosing, isWord, mapElements, mapTags, withoutElements } from './markup.js';

// DOCX and XLSX are packages of parts (ECMA-376). Parts that say who, when or with what go, together with what points at them; in the
// others the attributes and elements that name people, paths or moments are emptied. A part of any other kind is not understood here.
const GONE = [
  /^docProps\//,
  /^customXml\//,
  /^word\/(people|commentsExtended|commentsIds|commentsExtensible)\.xml$/,
  /^word\/documentTasks\//,
  /^word\/printerSettings\//,
  /^xl\/(persons|printerSettings)\//,
  /(^|\/)thumbnail\.[a-z]+$/i,
];
/** Comments of a sheet begin with the author's name as text; the others keep user names and paths in ways of their own. */
const UNKNOWN = /^xl\/(comments|threadedComments|connections|queryTables|revisions)/;
const TEXT = /\.(xml|rels|vml)$/i;
const PICTURE = /^(word|xl)\/media\/[^/]+\.(jpe?g|png)$/i;
const FONT = /^word\/fonts\/[^/]+\.(odttf|ttf)$/i;

const SPACE = '[\\t\\n\\v\\f\\r ]';
const VALUE = `${SPACE}*=${SPACE}*(?:"[^"]*"|'[^']*')`;
/** Must be there, and may be empty. */
const AUTHOR = new RegExp(`(${SPACE}(?:[\\w-]+:)?author)${VALUE}`, 'g');
const TELLING = new RegExp(
  `${SPACE}(?:[\\w-]+:)?(?:initials|date|dateUtc|lastModifiedBy|userName|userId|providerId|refreshedBy|refreshedDate\\w*|rsid\\w*)${VALUE}`,
  'g',
);
/** Elements that go with all that is in them, by their local names. */
const TELLING_ELEMENTS: ReadonlySet<string> = new Set(['rsids', 'docVars', 'docId', 'fileSharing', 'revisionPtr']);

/** Parts of a package; bytes of them all, and of one, when unpacked. */
const PARTS_MAX = 5_000;
const UNPACKED_MAX = 128 * 1_048_576;
const PART_MAX = 24 * 1_048_576;
/** Bytes that are unpacked at one time, but where one part alone has more. */
const BATCH_BYTES = 4 * 1_048_576;
/** Gains nothing by being packed. */
const COMPRESSED = /\.(jpe?g|png)$/i;
const PIECE_BYTES = 65_536;
/** The earliest day that a package can say, with a day to spare for every zone. */
const NO_DAY = new Date(Date.UTC(1980, 0, 2));

/** Throws where the package holds what cannot be cleaned: an embedded document, a macro, a drawing of another format. */
export async function stripOffice(bytes: Uint8Array): Promise<Buffer> {
  const parts = partsOf(bytes);
  const gone = new Set(parts.map(({ name }) => name).filter((name) => GONE.some((pattern) => pattern.test(name))));
  const kept = parts.filter(({ name }) => !name.endsWith('/') && !gone.has(name) && !gone.has(ownerOf(name)));
  const packed = new Packing();
  for (const batch of inBatches(kept)) {
    const unpacked = unzipSync(bytes, { filter: ({ name }) => batch.has(name) });
    for (const name of batch) packed.add(name, await cleaned(name, unpacked[name] as Uint8Array, gone));
  }
  return packed.end();
}

async function cleaned(name: string, content: Uint8Array, gone: ReadonlySet<string>): Promise<Uint8Array> {
  if (UNKNOWN.test(name)) throw new Error('a part that cannot be cleaned');
  if (PICTURE.test(name)) return stripImage(content, /png$/i.test(name) ? 'PNG' : 'JPG');
  if (FONT.test(name)) return content;
  if (TEXT.test(name)) return cleanPart(name, content, gone);
  throw new Error('a part that cannot be cleaned');
}

type Part = Pick<UnzipFileInfo, 'name' | 'originalSize'>;

/** The parts that the package declares. No part is unpacked beyond its declared length. */
function partsOf(bytes: Uint8Array): Part[] {
  const parts: Part[] = [];
  const names = new Set<string>();
  let unpacked = 0;
  unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      parts.push({ name, originalSize });
      unpacked += originalSize;
      if (parts.length > PARTS_MAX || originalSize > PART_MAX || unpacked > UNPACKED_MAX) throw new Error('too large when unpacked');
      if (names.has(name)) throw new Error('a part twice');
      names.add(name);
      return false;
    },
  });
  return parts;
}

/** Names of parts that are unpacked together. */
function* inBatches(parts: readonly Part[]): Generator<ReadonlySet<string>> {
  let batch = new Set<string>();
  let bytes = 0;
  for (const { name, originalSize } of parts) {
    if (batch.size > 0 && bytes + originalSize > BATCH_BYTES) {
      yield batch;
      batch = new Set();
      bytes = 0;
    }
    batch.add(name);
    bytes += originalSize;
  }
  if (batch.size > 0) yield batch;
}

/** A package that grows part by part. */
class Packing {
  private readonly packed: Uint8Array[] = [];
  private readonly zip = new Zip((error, part) => {
    if (error) throw error;
    this.packed.push(part);
  });

  add(name: string, content: Uint8Array): void {
    const part = COMPRESSED.test(name) ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 4 });
    part.mtime = NO_DAY;
    this.zip.add(part);
    // At one go a large part would stand three times in memory.
    for (let at = 0; at < content.length; at += PIECE_BYTES) part.push(content.subarray(at, at + PIECE_BYTES));
    part.push(new Uint8Array(), true);
  }

  end(): Buffer {
    this.zip.end();
    return Buffer.concat(this.packed);
  }
}

/** Markup is ASCII: byte for byte as a character, so that every byte that is not changed stays what it is. */
function cleanPart(name: string, content: Uint8Array, gone: ReadonlySet<string>): Uint8Array {
  const xml = Buffer.from(content.buffer, content.byteOffset, content.length).toString('latin1');
  if (!/^(?:\u00EF\u00BB\u00BF)?\s*<[?A-Za-z_]/.test(xml) || /<!DOCTYPE/i.test(xml)) throw new Error('a part that cannot be read');
  return Buffer.from(cleanText(name, xml, gone), 'latin1');
}

/** @param xml bytes as characters */
export function cleanText(name: string, xml: string, gone: ReadonlySet<string>): string {
  if (name.endsWith('.rels')) return withoutRelations(name, xml, gone);
  if (name === '[Content_Types].xml') return mapElements(xml, 'Override', (tag) => (gone.has(valueOf(tag, PART_NAME).slice(1)) ? '' : tag));
  const readable = withoutAlternatives(withoutComments(xml));
  return mapTags(withoutElements(readable, TELLING_ELEMENTS), (tag) => tag.replace(TELLING, '').replace(AUTHOR, '$1=""'));
}

const withoutComments = (xml: string) =>
  edited(xml, '<!--', (from) => {
    const end = xml.indexOf('-->', from + 4);
    return end < 0 ? null : { end: end + 3, text: '' };
  });

/** Where a file lay on its author's machine stands in a choice of alternatives. */
function withoutAlternatives(xml: string): string {
  const open = '<mc:AlternateContent';
  return edited(xml, open, (from) => {
    if (isWord(xml.charCodeAt(from + open.length))) return undefined;
    const end = endOfClosing(xml, 'mc:AlternateContent', from + open.length);
    if (end < 0) return null;
    return { end, text: xml.slice(from, end).includes('absPath') ? '' : null };
  });
}

/** What points at a part that is gone goes; what points at a file of the author's machine points nowhere. */
function withoutRelations(name: string, xml: string, gone: ReadonlySet<string>): string {
  const folder = posix.dirname(posix.dirname(name));
  return mapElements(xml, 'Relationship', (tag) => {
    const target = valueOf(tag, TARGET);
    if (valueOf(tag, TARGET_MODE) === 'External')
      return /^(https?|mailto):/i.test(target) ? tag : tag.replace(TARGET, 'Target="about:blank"');
    return gone.has(target.startsWith('/') ? target.slice(1) : posix.join(folder, target)) ? '' : tag;
  });
}

const attribute = (name: string) => new RegExp(`\\b${name}${SPACE}*=${SPACE}*(?:"([^"]*)"|'([^']*)')`);
const [PART_NAME, TARGET, TARGET_MODE] = [attribute('PartName'), attribute('Target'), attribute('TargetMode')];

function valueOf(tag: string, pattern: RegExp): string {
  const [, double, single] = pattern.exec(tag) ?? [];
  return Buffer.from(double ?? single ?? '', 'latin1').toString('utf8');
}

/** The part whose relations a part lists: `word/_rels/document.xml.rels` belongs to `word/document.xml`. */
const ownerOf = (name: string) =>
  name.endsWith('.rels') ? posix.join(posix.dirname(posix.dirname(name)), posix.basename(name, '.rels')) : name;
