const A4_WIDTH = 794;

/**
 * A paper for its frame: scaled down if the window is narrower than A4, and with the font of the page, because the policy of the paper
 * forbids it to load one.
 */
export function framed(html: string): string {
  const font = document.querySelector<HTMLLinkElement>('body > link[rel="stylesheet"]');
  const zoom = Math.min(1, (innerWidth - 80) / A4_WIDTH);
  const { origin } = location;
  return html
    .replace("style-src 'unsafe-inline'", `style-src 'unsafe-inline' ${origin}; font-src ${origin}`)
    .replace(
      '</head>',
      `${font ? `<link rel="stylesheet" href="${font.href}">` : ''}<style>@media screen { body { zoom: ${zoom} } }</style></head>`,
    );
}
