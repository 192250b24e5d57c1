export const main = document.querySelector('main')!;

export const button = (text: string, act: () => void, look = ''): HTMLButtonElement => {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = `button ${look}`.trim();
  made.textContent = text;
  made.addEventListener('click', act);
  return made;
};

export const element = <K extends keyof HTMLElementTagNameMap>(name: K, text = '', className = ''): HTMLElementTagNameMap[K] => {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
};

export function focusOn(target: HTMLElement | null): void {
  window.scrollTo(0, 0);
  target?.focus({ preventScroll: true });
}
