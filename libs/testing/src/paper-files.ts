import { PDFArray, PDFDocument, PDFName, PDFRawStream, decodePDFRawStream } from '@cantoo/pdf-lib';
import { strFromU8, unzipSync } from 'fflate';

const TAGS = /<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>|<\?xml [^?]*\?>/g;

/** What is wrong with the text as XML: tags that do not close one another, signs that must be written as entities. */
export function faultsOfXml(text: string): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  for (const [tag, closes, name = '', , empty] of text.matchAll(TAGS)) {
    if (tag.startsWith('<?')) continue;
    if (closes && open.pop() !== name) faults.push(`${tag} closes another`);
    if (!closes && !empty) open.push(name);
  }
  const left = text.replace(TAGS, '');
  if (/[<>]|&(?!(amp|lt|gt|quot|apos);)/.test(left)) faults.push('a bare sign');
  return [...faults, ...open.map((name) => `${name} is not closed`)];
}

/** Parts of a DOCX by name. */
export const partsOf = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));

/** Paragraphs of a DOCX, those in cells among them. */
export const paragraphsOf = (bytes: Uint8Array): string[] =>
  [...(partsOf(bytes)['word/document.xml'] ?? '').matchAll(/<w:t [^>]*>([^<]*)<\/w:t>/g)].map(([, text = '']) => text);

const unicode = (hex: string): string => (hex.match(/.{4}/g) ?? []).map((code) => String.fromCharCode(Number.parseInt(code, 16))).join('');

/** The text that each page of a PDF shows, a line for each piece. */
export async function pagesOfPdf(bytes: Uint8Array): Promise<string[][]> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false });
  return doc.getPages().map(({ node }) => {
    const contents = node.get(PDFName.of('Contents'));
    const streams = doc.context.lookup(contents) instanceof PDFArray ? (doc.context.lookup(contents) as PDFArray).asArray() : [contents];
    const text = streams.map((one) => {
      const stream = one && doc.context.lookup(one);
      return stream instanceof PDFRawStream ? strFromU8(decodePDFRawStream(stream).decode()) : '';
    });
    return [...text.join('\n').matchAll(/<([0-9A-Fa-f]+)> Tj/g)].map(([, hex = '']) => unicode(hex));
  });
}
