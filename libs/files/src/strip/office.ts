import { posix } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync, type Unzipped } from 'fflate';
import { stripImage } from './image.js';

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

const VALUE = `\\s*=\\s*(?:"[^"]*"|'[^']*')`;
const TAG = /<[A-Za-z_](?:[^<>"']|"[^"]*"|'[^']*')*>/g;
/** Must be there, and may be empty. */
const AUTHOR = new RegExp(`(\\s(?:[\\w-]+:)?author)${VALUE}`, 'g');
const TELLING = new RegExp(
  `\\s(?:[\\w-]+:)?(?:initials|date|dateUtc|lastModifiedBy|userName|userId|providerId|refreshedBy|refreshedDate\\w*|rsid\\w*)${VALUE}`,
  'g',
);
const ELEMENTS = /<((?:[\w-]+:)?(?:rsids|docVars|docId|fileSharing|revisionPtr))(?=[\s/>])(?:[^<>]*\/>|[\s\S]*?<\/\1\s*>)/g;
const ALTERNATIVES = /<(mc:AlternateContent)\b[\s\S]*?<\/\1\s*>/g;
const COMMENTS = /<!--[\s\S]*?-->/g;
const RELATIONSHIP = /<Relationship\b(?:[^<>"']|"[^"]*"|'[^']*')*(?:\/>|>\s*<\/Relationship>)/g;
const OVERRIDE = /<Override\b(?:[^<>"']|"[^"]*"|'[^']*')*(?:\/>|>\s*<\/Override>)/g;

const UNPACKED_MAX = 200 * 1_048_576;
/** The earliest day that a package can say, with a day to spare for every zone. */
const NO_DAY = new Date(Date.UTC(1980, 0, 2));

/** Throws where the package holds what cannot be cleaned: an embedded document, a macro, a drawing of another format. */
export async function stripOffice(bytes: Uint8Array): Promise<Buffer> {
  const parts = Object.entries(unpack(bytes)).filter(([name]) => !name.endsWith('/'));
  const gone = new Set(parts.map(([name]) => name).filter((name) => GONE.some((pattern) => pattern.test(name))));
  const clean: Record<string, Uint8Array> = {};
  for (const [name, content] of parts) {
    if (gone.has(name) || gone.has(ownerOf(name))) continue;
    if (UNKNOWN.test(name)) throw new Error('a part that cannot be cleaned');
    if (PICTURE.test(name)) clean[name] = await stripImage(content, /png$/i.test(name) ? 'PNG' : 'JPG');
    else if (FONT.test(name)) clean[name] = content;
    else if (TEXT.test(name)) clean[name] = strToU8(cleanPart(name, strFromU8(content), gone));
    else throw new Error('a part that cannot be cleaned');
  }
  return Buffer.from(zipSync(clean, { mtime: NO_DAY }));
}

function unpack(bytes: Uint8Array): Unzipped {
  let unpacked = 0;
  return unzipSync(bytes, {
    filter: ({ originalSize }) => {
      unpacked += originalSize;
      if (unpacked > UNPACKED_MAX) throw new Error('too large when unpacked');
      return true;
    },
  });
}

function cleanPart(name: string, xml: string, gone: ReadonlySet<string>): string {
  if (!/^\uFEFF?\s*<[?A-Za-z_]/.test(xml) || /<!DOCTYPE/i.test(xml)) throw new Error('a part that cannot be read');
  if (name.endsWith('.rels')) return withoutRelations(name, xml, gone);
  if (name === '[Content_Types].xml') return xml.replace(OVERRIDE, (tag) => (gone.has(valueOf(tag, 'PartName').slice(1)) ? '' : tag));
  return xml
    .replace(COMMENTS, '')
    .replace(ALTERNATIVES, (block) => (/absPath/.test(block) ? '' : block))
    .replace(ELEMENTS, '')
    .replace(TAG, (tag) => tag.replace(TELLING, '').replace(AUTHOR, '$1=""'));
}

/** What points at a part that is gone goes; what points at a file of the author's machine points nowhere. */
function withoutRelations(name: string, xml: string, gone: ReadonlySet<string>): string {
  const folder = posix.dirname(posix.dirname(name));
  return xml.replace(RELATIONSHIP, (tag) => {
    const target = valueOf(tag, 'Target');
    if (valueOf(tag, 'TargetMode') === 'External')
      return /^(https?|mailto):/i.test(target) ? tag : tag.replace(new RegExp(`\\bTarget${VALUE}`), 'Target="about:blank"');
    return gone.has(target.startsWith('/') ? target.slice(1) : posix.join(folder, target)) ? '' : tag;
  });
}

function valueOf(tag: string, attribute: string): string {
  const [, double, single] = new RegExp(`\\b${attribute}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag) ?? [];
  return double ?? single ?? '';
}

/** The part whose relations a part lists: `word/_rels/document.xml.rels` belongs to `word/document.xml`. */
const ownerOf = (name: string) =>
  name.endsWith('.rels') ? posix.join(posix.dirname(posix.dirname(name)), posix.basename(name, '.rels')) : name;
