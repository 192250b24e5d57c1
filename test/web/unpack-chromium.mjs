// node unpack-chromium.mjs FOLDER: Chromium of npm with its libraries in FOLDER, and in FOLDER/env.json what its process needs to find
// them. A folder of our own, complete once it is there: the package itself trusts whatever lies in the system's temporary folder.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

const [folder] = process.argv.slice(2);
const making = `${folder}.${process.pid}`;
mkdirSync(making, { recursive: true });
const before = { ...process.env };
process.env.TMPDIR = making;
process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x'; // read when the package is imported: it unpacks its own libraries too
const { default: chromium } = await import('@sparticuz/chromium');
await chromium.executablePath();
const added = Object.entries(process.env).filter(([name, value]) => value !== before[name] && !/^(TMPDIR|AWS_)/.test(name));
writeFileSync(
  `${making}/env.json`,
  JSON.stringify(Object.fromEntries(added.map(([name, value]) => [name, value.replaceAll(making, folder)]))),
);
// Its fonts are looked for in the system's temporary folder; without any font at all Chromium ends at a character it has no font for.
const conf = `${making}/fonts/fonts.conf`;
const own = readFileSync(conf, 'utf8')
  .replace('<dir>/tmp/fonts</dir>', `<dir>${folder}/fonts/fonts</dir>`)
  .replace('<cachedir>/tmp/fonts-cache/</cachedir>', `<cachedir>${folder}/fonts-cache</cachedir>`);
writeFileSync(conf, own);
try {
  renameSync(making, folder);
} catch (error) {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  rmSync(making, { recursive: true }); // another process was first
}
