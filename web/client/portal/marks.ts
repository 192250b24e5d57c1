import { element, main } from './dom';

/** Replaces the errors of the section by these, keyed by field id, and focuses the first. */
export function mark(refusals: ReadonlyMap<string, string>, section: HTMLElement): void {
  main.querySelector('#refusals')?.remove();
  for (const old of section.querySelectorAll('[id$=-error]')) unmark(document.getElementById(old.id.replace(/-error$/, '')));
  let first: HTMLElement | null = null;
  for (const [id, message] of refusals) {
    const field = document.getElementById(id)!;
    const text = element('p', message, 'error');
    text.id = `${id}-error`;
    if (field instanceof HTMLFieldSetElement) field.append(text);
    else {
      field.setAttribute('aria-invalid', 'true');
      field.after(text);
    }
    describe(field, text.id, true);
    const details = field.closest('details');
    if (details) details.open = true;
    first ??= field instanceof HTMLFieldSetElement ? (field.querySelector('input') ?? field) : field;
  }
  first?.focus();
}

/** Removes the error of a field. */
export function unmark(field: HTMLElement | null): void {
  field?.removeAttribute('aria-invalid');
  const id = `${field?.id}-error`;
  describe(field, id, false);
  document.getElementById(id)?.remove();
}

/** Adds an id to `aria-describedby` of a field, or removes it. */
function describe(field: Element | null, id: string, described: boolean): void {
  const ids = (field?.getAttribute('aria-describedby') ?? '').split(' ').filter((each) => each !== '' && each !== id);
  if (described) ids.push(id);
  if (ids.length > 0) field?.setAttribute('aria-describedby', ids.join(' '));
  else field?.removeAttribute('aria-describedby');
}
