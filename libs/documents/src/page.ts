import { markup, type Content } from './markup.js';

/** Fonts that stand on the machines of Chinese offices, then the one that a page around the paper may lend it; the paper itself fetches none. */
const SONG = '"FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "Noto Serif CJK SC", "Noto Sans SC", serif';
const TITLE = '"FZXiaoBiaoSong-B05S", "方正小标宋简体", "SimSun", "宋体", "STSong", "Noto Serif CJK SC", "Noto Sans SC", serif';
const HEI = '"SimHei", "黑体", "STHeiti", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

/** Type area, sizes and page number after GB/T 9704—2012: A4, margins 37/26/35/28 mm, text size 3 (16 pt), title size 2 (22 pt). */
const STYLE = `
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —"; font: 14pt ${'"SimSun", "宋体", serif'}; } }
* { box-sizing: border-box; }
body { margin: 0; color: #000; background: #fff; font: 16pt/28.9pt ${SONG}; }
@media screen { body { width: 210mm; margin: 0 auto; padding: 37mm 26mm 35mm 28mm; } }
p { margin: 0; text-indent: 2em; text-align: justify; overflow-wrap: anywhere; }
h1 { margin: 0 0 28.9pt; font: 22pt/36pt ${TITLE}; text-align: center; }
h2 { margin: 0; font: 16pt/28.9pt ${HEI}; text-indent: 2em; break-after: avoid; }
h3 { margin: 0; font: bold 16pt/28.9pt ${SONG}; text-indent: 2em; break-after: avoid; }
ol { margin: 0; padding: 0 0 0 3.5em; }
li { overflow-wrap: anywhere; }
.head { margin: 0 0 14pt; text-align: center; }
.head .issuer { color: #c00; font: 34pt/48pt ${TITLE}; text-indent: 0; text-align: center; }
.head .line { border: 0; border-top: 2pt solid #c00; margin: 6pt 0 0; }
.number { text-indent: 0; text-align: center; margin: 0 0 20pt; }
.to { text-indent: 0; }
.sign { margin: 40pt 0 20pt; break-inside: avoid; }
.sign p { text-indent: 0; text-align: right; padding-right: 4em; }
.sign .seal { color: #999; font-size: 12pt; padding-right: 8em; }
.foot { border-top: 0.5pt solid #000; padding-top: 6pt; font-size: 12pt; line-height: 20pt; break-inside: avoid; }
.foot p { text-indent: 0; }
table { width: 100%; border-collapse: collapse; font-size: 14pt; line-height: 22pt; }
th, td { border: 0.5pt solid #000; padding: 4pt 6pt; text-align: left; vertical-align: middle; }
th { width: 28%; font-weight: normal; text-align: center; }
td p { text-indent: 0; }
td ol { padding-left: 1.6em; }
tr { break-inside: avoid; }
.box { height: 56pt; }
.next { break-before: page; }
.void { position: fixed; top: 90mm; left: 0; right: 0; color: rgba(204, 0, 0, 0.35); font: 120pt/1 ${HEI}; text-align: center; transform: rotate(-30deg); }
.void-reason { text-indent: 0; color: #c00; }
`;

/** A whole page that fetches nothing and runs nothing. */
export const page = (title: string, content: Content): string =>
  markup`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>`.html
    .concat(STYLE)
    .concat(
      markup`</style>
</head>
<body>
${content}
</body>
</html>
`.html,
    );
