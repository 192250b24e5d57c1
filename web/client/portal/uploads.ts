import type { DetailedError, Upload } from 'tus-js-client';
import { FILING_LIMITS } from '@sunshine/words';
import { keptFile } from '../../src/portal/filing/form';
import { filing } from '../../src/texts/filing';
import { dropUnfinished, keepUnfinished, unfinishedFiles, type UnfinishedFile } from './drafts';

const said = filing.live;

/** Hidden field with the ids of the files of a file field. */
const KEPT: Readonly<Record<string, string>> = { files: 'attachment', mandateFile: 'mandate' };

interface Hooks {
  /** Whether files may be stored on the device until they are uploaded. */
  readonly mayKeep: () => boolean;
  readonly changed: () => void;
}

interface Row {
  readonly item: HTMLLIElement;
  readonly status: HTMLElement;
  readonly progress: HTMLProgressElement;
}

/** File fields of the form. Uploads a file when it is chosen, resumes after a break, and names it in a hidden field. */
export class Uploads {
  private readonly running = new Map<string, Upload>();
  private waiting = 0;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly hooks: Hooks,
  ) {
    for (const input of form.querySelectorAll<HTMLInputElement>('input[type=file]')) {
      input.addEventListener('change', () => void this.take(input));
      this.say(input.id, null);
    }
    form.addEventListener('click', (event) => {
      const button = (event.target as Element).closest<HTMLButtonElement>('button[name=remove]');
      if (!button) return;
      event.preventDefault();
      void this.remove(button);
    });
    window.addEventListener('online', () => this.goOn());
  }

  private get requestId(): string {
    return (this.form.elements.namedItem('requestId') as HTMLInputElement).value;
  }

  /** Whether some files are still being uploaded. */
  get busy(): boolean {
    return this.running.size + this.waiting > 0;
  }

  /** Continues uploads that an earlier page began. */
  async resume(): Promise<void> {
    for (const unfinished of await unfinishedFiles(this.requestId)) await this.start(unfinished);
  }

  private async take(input: HTMLInputElement): Promise<void> {
    const chosen = [...(input.files ?? [])];
    input.value = '';
    this.say(input.id, null);
    const types = input.accept.split(',');
    const room = input.multiple
      ? FILING_LIMITS.attachments - this.listOf(input.id).children.length
      : 1 - this.listOf(input.id).children.length;
    const refusals: string[] = [];
    const fit = chosen.filter(({ name, size }) => {
      const fits = types.some((type) => name.toLowerCase().endsWith(type));
      if (!fits) refusals.push(said.wrongType(name, types.map((type) => type.slice(1).toUpperCase()).join('、')));
      else if (size > FILING_LIMITS.fileBytes) refusals.push(said.tooLarge(name));
      return fits && size <= FILING_LIMITS.fileBytes;
    });
    if (fit.length > room) refusals.push(input.multiple ? said.tooMany : filing.refusals.mandateOne);
    if (refusals.length > 0) this.say(input.id, refusals.join('；'));
    for (const file of fit.slice(0, Math.max(0, room)))
      await this.start({ key: `${Date.now()}-${Math.random()}`, requestId: this.requestId, field: input.id, file, url: null, pass: '' });
  }

  private async start(unfinished: UnfinishedFile): Promise<void> {
    const row = this.show(unfinished);
    this.waiting += 1;
    this.hooks.changed();
    try {
      // Load the protocol only when a file is chosen.
      const [{ Upload }, pass] = await Promise.all([import('tus-js-client'), this.pass(unfinished)]);
      if (!row.item.isConnected) return;
      let current: UnfinishedFile = { ...unfinished, pass };
      const keep = () => (this.hooks.mayKeep() ? keepUnfinished(current) : Promise.resolve());
      const { file, key, field } = unfinished;
      const upload = new Upload(file, {
        endpoint: '/files',
        uploadUrl: unfinished.url,
        headers: { 'upload-pass': pass },
        retryDelays: [0, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000],
        storeFingerprintForResuming: false,
        onUploadUrlAvailable: () => {
          current = { ...current, url: upload.url };
          void keep();
        },
        onShouldRetry: (error) => {
          if (!error.originalResponse) row.status.textContent = said.waiting;
          const status = error.originalResponse?.getStatus() ?? 0;
          return status === 0 || status >= 500 || status === 409 || status === 423;
        },
        onProgress: (sent, total) => {
          row.progress.value = sent / total;
          row.status.textContent = said.uploading(Math.floor((100 * sent) / total));
        },
        onError: (error) => {
          // No answer means that the connection broke: the upload continues when the browser is online.
          if (!(error as DetailedError).originalResponse) return;
          this.running.delete(key);
          void dropUnfinished(key);
          row.item.remove();
          if ((error as DetailedError).originalResponse?.getStatus() === 401) {
            // The pass expires after a day together with its files; the server says so when the form is filed.
            (this.form.elements.namedItem('uploadPass') as HTMLInputElement).value = '';
            void this.start({ ...unfinished, url: null, pass: '' });
            return;
          }
          this.say(field, filing.refusals.file(file.name, messageOf(error as DetailedError)));
          this.hooks.changed();
        },
        onSuccess: () => {
          this.running.delete(key);
          void dropUnfinished(key);
          this.done(row, field, { id: upload.url?.split('/').at(-1) ?? '', size: file.size, name: file.name });
        },
      });
      this.running.set(key, upload);
      await keep();
      upload.start();
    } catch {
      // The pass or the script could not be loaded: try again when the browser is online.
      row.status.textContent = said.waiting;
      const again = () => {
        if (!row.item.isConnected) return;
        row.item.remove();
        void this.start(unfinished);
      };
      window.addEventListener('online', again, { once: true });
      setTimeout(() => {
        if (!navigator.onLine) return;
        window.removeEventListener('online', again);
        again();
      }, 5_000);
    } finally {
      this.waiting -= 1;
      this.hooks.changed();
    }
  }

  private goOn(): void {
    for (const upload of this.running.values()) upload.start();
  }

  /** The pass of the form. If it has none yet, it takes the pass under which the file was begun. */
  private async pass({ pass }: UnfinishedFile): Promise<string> {
    const field = this.form.elements.namedItem('uploadPass') as HTMLInputElement;
    if (field.value !== '') return field.value;
    if (pass !== '') return (field.value = pass);
    this.passing ??= fetch('/files/passes', { method: 'POST' })
      .then(async (response) => {
        if (!response.ok) throw new Error(`no pass: ${response.status}`);
        return ((await response.json()) as { pass: string }).pass;
      })
      .finally(() => (this.passing = null));
    return (field.value = await this.passing);
  }
  private passing: Promise<string> | null = null;

  private listOf(field: string): HTMLUListElement {
    return this.form.querySelector<HTMLUListElement>(`[data-files=${KEPT[field]}] ul`)!;
  }

  private show({ key, field, file }: UnfinishedFile): Row {
    const item = document.createElement('li');
    item.dataset.key = key;
    const name = document.createElement('span');
    name.textContent = file.name;
    const status = document.createElement('span');
    status.setAttribute('role', 'status');
    status.textContent = said.uploading(0);
    const progress = document.createElement('progress');
    progress.setAttribute('aria-label', file.name);
    progress.value = 0;
    const button = document.createElement('button');
    button.className = 'button danger';
    button.type = 'submit';
    button.name = 'remove';
    button.textContent = filing.remove;
    button.setAttribute('aria-label', filing.removeFile(file.name));
    item.append(name, status, button, progress);
    this.listOf(field).append(item);
    return { item, status, progress };
  }

  private done({ item, status, progress }: Row, field: string, file: { id: string; size: number; name: string }): void {
    const hidden = document.createElement('input');
    hidden.type = 'hidden';
    hidden.name = KEPT[field] ?? '';
    hidden.value = keptFile(file);
    item.prepend(hidden);
    item.querySelector('button')!.value = file.id;
    status.textContent = said.done;
    progress.remove();
    this.hooks.changed();
  }

  private async remove(button: HTMLButtonElement): Promise<void> {
    const item = button.closest('li')!;
    const { key } = item.dataset;
    const input = item.closest('[data-files]')!.querySelector<HTMLInputElement>('input[type=file]')!;
    item.remove();
    input.focus();
    const upload = key === undefined ? undefined : this.running.get(key);
    if (key !== undefined) {
      this.running.delete(key);
      await dropUnfinished(key);
    }
    this.hooks.changed();
    // If the upload service cannot be told, it destroys the file after a day.
    const forgotten = () => undefined;
    if (upload) await upload.abort(true).catch(forgotten);
    else if (button.value !== '') {
      const { value } = this.form.elements.namedItem('uploadPass') as HTMLInputElement;
      const headers = { 'tus-resumable': '1.0.0', 'upload-pass': value };
      await fetch(`/files/${button.value}`, { method: 'DELETE', headers }).catch(forgotten);
    }
  }

  private say(field: string, message: string | null): void {
    const input = this.form.querySelector<HTMLInputElement>(`#${field}`)!;
    const id = `${field}-live`;
    let line = this.form.querySelector<HTMLElement>(`#${id}`);
    if (!line) {
      line = document.createElement('p');
      line.id = id;
      input.after(line);
      input.setAttribute('aria-describedby', `${input.getAttribute('aria-describedby') ?? ''} ${id}`.trim());
    }
    if (message !== null) line.setAttribute('role', 'alert');
    line.className = message === null ? 'hint' : 'error';
    line.textContent = message ?? said.pickHint;
  }
}

function messageOf({ originalResponse }: DetailedError): string {
  try {
    const { errors } = JSON.parse(originalResponse?.getBody() ?? '') as { errors: { message: string }[] };
    return errors[0]?.message ?? filing.refusals.noFiles;
  } catch {
    return filing.refusals.noFiles;
  }
}
