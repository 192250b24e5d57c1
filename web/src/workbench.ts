import type { Entries } from './assets.js';
import { common } from './texts/common.js';

/** The one page of the workbench; all else is drawn in the browser. */
export function workbenchPage({ workbench, fonts }: Entries): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
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
