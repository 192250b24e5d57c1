import { strToU8, zipSync } from 'fflate';
import { columnShares, type Paper, type PaperSection } from './paper.js';
import { PACKAGE, RELATIONS, XML_HEAD, xml } from './xml.js';

const MAIN = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
export const DOCX_MIME = `${TYPES}.document`;

/** Width of the text of an A4 page between its margins, twentieths of a point. */
const WIDTH = 9_070;
/** A zip has no day before: with one day for all the same paper gives the same bytes. */
const ZIP_DAY = new Date(1980, 0, 1);

const font = (name: string): string => `<w:rFonts w:ascii="${name}" w:hAnsi="${name}" w:eastAsia="${name}"/>`;
const style = (id: string, name: string, paragraph: string, run: string): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
const STYLES = `<w:styles xmlns:w="${MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>${font('仿宋')}<w:sz w:val="28"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="80" w:line="400" w:lineRule="atLeast"/></w:pPr></w:style>
${style('Title', 'Title', '<w:spacing w:before="240" w:after="240"/><w:jc w:val="center"/>', `${font('宋体')}<w:b/><w:sz w:val="40"/>`)}
${style('Lead', 'Subtitle', '<w:jc w:val="center"/>', '<w:sz w:val="24"/>')}
${style('Heading1', 'heading 1', '<w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="0"/>', `${font('黑体')}<w:sz w:val="30"/>`)}
${style('Body', 'Body Text', '<w:ind w:firstLineChars="200" w:firstLine="560"/>', '')}
${style('Cell', 'Table Text', '<w:spacing w:after="0"/>', '<w:sz w:val="24"/>')}
${style('Foot', 'Foot', '<w:spacing w:before="120" w:after="0"/>', '<w:sz w:val="18"/>')}</w:styles>`;

const override = (part: string, type: string): string => `<Override PartName="${part}" ContentType="${type}"/>`;
const CONTENT_TYPES = `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override('/word/document.xml', `${TYPES}.document.main+xml`)}${override('/word/styles.xml', `${TYPES}.styles+xml`)}${override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml')}</Types>`;
const ROOT_RELATIONS = `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;
const DOCUMENT_RELATIONS = `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`;

const paragraph = (as: string, text: string): string =>
  `<w:p><w:pPr><w:pStyle w:val="${as}"/></w:pPr><w:r><w:t xml:space="preserve">${xml(text)}</w:t></w:r></w:p>`;

function table(section: PaperSection): string {
  const widths = columnShares(section).map((share) => Math.round(share * WIDTH));
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(
    (side) => `<w:${side} w:val="single" w:sz="4" w:space="0"/>`,
  );
  const row = (cells: readonly string[], more: string): string =>
    `<w:tr><w:trPr><w:cantSplit/>${more}</w:trPr>${cells.map((cell, at) => `<w:tc><w:tcPr><w:tcW w:w="${widths[at]}" w:type="dxa"/></w:tcPr>${paragraph('Cell', cell)}</w:tc>`).join('')}</w:tr>`;
  return `<w:tbl><w:tblPr><w:tblW w:w="${WIDTH}" w:type="dxa"/><w:tblBorders>${borders.join('')}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>
<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${[row(section.heads, '<w:tblHeader/>'), ...section.rows.map((cells) => row(cells, ''))].join('')}</w:tbl>`;
}

/** A paper as a text document of A4 pages. */
export function docxOf({ title, lead, sections, foot, at }: Paper): Uint8Array {
  const body = [
    paragraph('Title', title),
    ...lead.map((line) => paragraph('Lead', line)),
    ...sections.flatMap((section) => [
      paragraph('Heading1', section.title),
      ...section.paragraphs.map((text) => paragraph('Body', text)),
      ...(section.heads.length > 0 ? [table(section)] : []),
    ]),
    ...foot.map((line) => paragraph('Foot', line)),
  ];
  const page = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="851" w:footer="851" w:gutter="0"/></w:sectPr>`;
  const core = `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xml(title)}</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">${at.toISOString()}</dcterms:created></cp:coreProperties>`;
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': CONTENT_TYPES,
    '_rels/.rels': ROOT_RELATIONS,
    'docProps/core.xml': core,
    'word/document.xml': `<w:document xmlns:w="${MAIN}"><w:body>${body.join('')}${page}</w:body></w:document>`,
    'word/_rels/document.xml.rels': DOCUMENT_RELATIONS,
    'word/styles.xml': STYLES,
  };
  const files = Object.entries(parts).map(([name, content]) => [name, strToU8(XML_HEAD + content)] as const);
  return zipSync(Object.fromEntries(files), { mtime: ZIP_DAY });
}
