import { fieldsIn } from './fields';
import { Uploads } from './uploads';

/**
 * Uploads the files of an answer when they are chosen. Stores nothing on the device, because the machine may be shared. What is typed
 * survives the expiry of the pass.
 */
export function answerWithFiles(form: HTMLFormElement): void {
  const warning = document.createElement('p');
  warning.className = 'error';
  warning.setAttribute('role', 'alert');
  warning.textContent = form.dataset.supplement ?? '';
  const uploads = new Uploads(form, {
    mayKeep: () => false,
    changed: () => {
      if (!uploads.busy) warning.remove();
    },
  });
  form.querySelector<HTMLElement>('[data-without-script]')!.hidden = true;
  form.addEventListener('submit', (event) => {
    const pressed = event.submitter as HTMLButtonElement | null;
    if (pressed?.value !== 'send' || !uploads.busy) return;
    event.preventDefault();
    form.append(warning);
  });
  // Switching the mode keeps what was typed.
  const other = document.querySelector<HTMLButtonElement>('button[data-mode-to]')?.form;
  other?.addEventListener('formdata', ({ formData }) => {
    for (const name of new Set(formData.keys())) formData.delete(name);
    for (const [name, value] of fieldsIn(form)) formData.append(name, value);
  });
}
