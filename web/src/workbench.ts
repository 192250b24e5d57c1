import type { Entries } from './assets.js';
import { common } from './texts/common.js';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const attribute = (text: string): string => text.replaceAll(/[&<>"]/g, (one) => ENTITIES[one] ?? one);

/**
 * The single page of the workbench; the browser renders the rest.
 * @param title name of the node, for the sign-in page, where no person is known whom the graph would answer
 */
export function workbenchPage({ workbench, fonts }: Entries, title: string | null): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">${title === null ? '' : `\n<meta name="node-title" content="${attribute(title)}">`}
<title>${common.workbench}</title>
<link rel="icon" href="data:,">
${workbench.styles.map((href) => `<link rel="stylesheet" href="${href}">`).join('\n')}
${workbench.preload.map((href) => `<link rel="modulepreload" href="${href}">`).join('\n')}
<script type="module" src="${workbench.script}"></script>
</head>
<body>
<div id="workbench"><p class="boot">${common.loading}</p></div>
<noscript><p class="boot">${common.needsScript}</p></noscript>
<link rel="stylesheet" href="${fonts}">
</body>
</html>
`;
}
