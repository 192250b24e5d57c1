import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanText } from './office.js';

// What the parts of a package mean to the cleaner, as expressions that look for an end from every beginning: short, and slow.
const VALUE = `\\s*=\\s*(?:"[^"]*"|'[^']*')`;
const TAG = /<[A-Za-z_](?:[^<>"']|"[^"]*"|'[^']*')*>/g;
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
const valueOf = (tag: string, attribute: string) => {
  const [, double, single] = new RegExp(`\\b${attribute}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag) ?? [];
  return double ?? single ?? '';
};
const GONE: ReadonlySet<string> = new Set(['a', 'word/a']);
const meaning = {
  part: (xml: string) =>
    xml
      .replace(COMMENTS, '')
      .replace(ALTERNATIVES, (block) => (block.includes('absPath') ? '' : block))
      .replace(ELEMENTS, '')
      .replace(TAG, (tag) => tag.replace(TELLING, '').replace(AUTHOR, '$1=""')),
  types: (xml: string) => xml.replace(OVERRIDE, (tag) => (GONE.has(valueOf(tag, 'PartName').slice(1)) ? '' : tag)),
  relations: (xml: string) =>
    xml.replace(RELATIONSHIP, (tag) => {
      const target = valueOf(tag, 'Target');
      if (valueOf(tag, 'TargetMode') === 'External')
        return /^(https?|mailto):/i.test(target) ? tag : tag.replace(new RegExp(`\\bTarget${VALUE}`), 'Target="about:blank"');
      return GONE.has(target.startsWith('/') ? target.slice(1) : `word/${target}`) ? '' : tag;
    }),
};

const markup = (...pieces: string[]) =>
  fc
    .array(fc.constantFrom('<', '>', '/', '/>', '</', '"', "'", '=', ' ', '\n', 'x', '-', ':', '_', '属', ...pieces), { maxLength: 30 })
    .map((parts) => parts.join(''));
const asBytes = (text: string) => Buffer.from(text).toString('latin1');
const asText = (bytes: string) => Buffer.from(bytes, 'latin1').toString('utf8');
const clean = (name: string, xml: string) => asText(cleanText(name, asBytes(xml), GONE));
const RUNS = { numRuns: 5_000 };

describe('a part of a document, cleaned in one pass', () => {
  it('is what the expressions mean: comments, alternatives, elements, tags', () => {
    const pieces = [
      '<!--',
      '-->',
      '<mc:AlternateContent',
      '</mc:AlternateContent',
      'absPath',
      '<w:rsids',
      '</w:rsids',
      '<rsids',
      '</rsids>',
    ];
    const attributes = [' w:author="x"', " author='", ' w:date = "', ' rsidR="1"', ' date', 'rsid', 'docId', 'w:', '<w:p'];
    fc.assert(
      fc.property(markup(...pieces, ...attributes), (xml) => {
        expect(clean('word/document.xml', xml)).toBe(meaning.part(xml));
      }),
      RUNS,
    );
  });

  it('is what the expressions mean: types and relations', () => {
    const pieces = ['<Override', '</Override>', 'PartName="/a"', "PartName='/b'", ' PartName = "', '<Overrides'];
    fc.assert(
      fc.property(markup(...pieces), (xml) => expect(clean('[Content_Types].xml', xml)).toBe(meaning.types(xml))),
      RUNS,
    );
    const relations = [
      '<Relationship',
      '</Relationship>',
      'Target="a"',
      'Target="/a"',
      ' TargetMode="External"',
      'Target="https:x"',
      'Target=',
    ];
    fc.assert(
      fc.property(markup(...relations), (xml) => expect(clean('word/_rels/document.xml.rels', xml)).toBe(meaning.relations(xml))),
      RUNS,
    );
  });

  // Of each the expressions above took the square of its length: hours for these.
  it.each<[string, string, string]>([
    ['comments that do not end', 'p.xml', '<!--'],
    ['alternatives that do not end', 'p.xml', '<mc:AlternateContent>'],
    ['ends that do not end', 'p.xml', '<mc:AlternateContent></mc:AlternateContent '],
    ['elements that do not end', 'p.xml', '<w:rsids>'],
    ['elements that do not end, none named like another', 'p.xml', '<w$:rsids x'],
    ['tags that do not end', 'p.xml', '<a'],
    ['quotes that do not end', 'p.xml', `<a "<b '`],
    ['attributes that have no value', 'p.xml', ' w:rsidR'],
    ['attributes whose values do not end', 'p.xml', `<a x=' date="'>`],
    ['blanks', 'p.xml', ' '],
    ['relations that do not end', 'p.rels', '<Relationship '],
    ['relations whose ends do not end', 'p.rels', '<Relationship Target="a" >   '],
    ['targets that do not end', 'p.rels', `<Relationship x=' Target=" ' />`],
    ['parts that do not end', '[Content_Types].xml', '<Override PartName="'],
  ])('takes no longer than its length: %s', (_what, name, piece) => {
    const pieces = Array.from({ length: Math.floor(2_000_000 / piece.length) }, (_, n) => piece.replace('$', String(n)));
    expect(cleanText(name, `<a>${pieces.join('')}`, GONE).length).toBeGreaterThan(0);
    expect(cleanText(name, `<a ${pieces.join('')}>`, GONE).length).toBeGreaterThan(0);
  });
});
