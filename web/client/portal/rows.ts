import { filing } from '../../src/texts/filing';

const LABELS: Readonly<Record<string, (position: number) => string>> = {
  request: filing.request,
  respondent: filing.respondent,
  accused: filing.accusedRow,
  petitioner: filing.petitioner,
};

/** Appends an empty row whose ids and names have the next index. */
export function addRow(more: HTMLButtonElement): void {
  const rows = more.parentElement!.querySelectorAll<HTMLElement>(':scope > [data-row]');
  const last = rows[rows.length - 1]!;
  const row = last.cloneNode(true) as HTMLElement;
  const at = rows.length;
  for (const error of row.querySelectorAll('[id$=-error]')) error.remove();
  for (const room of row.querySelectorAll<HTMLElement>('.room')) room.hidden = true;
  for (const each of row.querySelectorAll<HTMLElement>('[id], [for], [aria-describedby]'))
    for (const name of ['id', 'for', 'aria-describedby']) {
      const value = each.getAttribute(name);
      if (value !== null) each.setAttribute(name, value.replace(`-${at - 1}`, `-${at}`));
    }
  for (const field of row.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>('input, select, textarea')) {
    field.removeAttribute('aria-invalid');
    field.removeAttribute('required');
    if (field instanceof HTMLInputElement && field.type === 'checkbox') {
      field.checked = false;
      field.value = String(at);
    } else if (field instanceof HTMLSelectElement) field.selectedIndex = 0;
    else field.value = '';
  }
  const label = LABELS[row.dataset.row ?? '']?.(at + 1) ?? '';
  const named = row.querySelector('legend') ?? row.querySelector('label');
  if (named) named.textContent = label;
  last.after(row);
  row.querySelector<HTMLElement>('input, select')?.focus();
  const limit = row.dataset.row === 'petitioner' ? 200 : 20;
  if (at + 1 >= limit) more.remove();
}
