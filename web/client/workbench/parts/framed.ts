const A4_WIDTH = 794;

/**
 * The paper for its frame: smaller where the window is narrower than A4, and with the font of the page, which its own policy would not
 * let it fetch.
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
