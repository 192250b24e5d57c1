import { formOf, type Fields } from '../../src/portal/filing/form';
import { refusalsOf } from '../../src/portal/filing/rules';
import { filing } from '../../src/texts/filing';
import { dropDraft, dropFiled, keepFiled, onForeignDraft, readDraft, readDrafts, readFiled, writeDraft, type Draft } from './drafts';
import { button, element, focusOn, main } from './dom';
import { fieldsIn } from './fields';
import { pauseAfter, post, statusLine } from './line';
import { mark, unmark } from './marks';
import { offer } from './offer';
import { addRow } from './rows';
import { Uploads } from './uploads';

const said = filing.live;
const time = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Shanghai' });

/** Nodes of the form while the check page is shown, so that going back works without a connection. */
let formLeft: { readonly nodes: Node[]; readonly title: string } | null = null;
let unanswered: Fields | null = null;
/** Fields of the filing whose receipt is shown. Switching the mode sends them again to get the same receipt. */
let filed: Fields | null = null;
let sending: AbortController | null = null;

/** Attaches the behaviour of the page: form, check page or receipt. */
function takeUp(step = ''): void {
  const root = main.querySelector<HTMLElement>('[data-filing]');
  if (root instanceof HTMLFormElement) {
    root.addEventListener('submit', (event) => submitted(event, root));
    if (root.dataset.filing === 'form') new Steps(root, step);
  }
  const print = main.querySelector<HTMLButtonElement>('[data-print]');
  if (print) {
    print.hidden = false;
    print.addEventListener('click', () => window.print());
  }
}

/** Replaces the content of the page with the answer of the server. */
function showAnswer(html: string): void {
  const answer = new DOMParser().parseFromString(html, 'text/html');
  const content = answer.querySelector('main');
  if (!content) return;
  document.title = answer.title;
  main.replaceChildren(...content.childNodes);
}

/** Handles the button that was pressed. `send` posts the form, because it survives a lost connection. */
function submitted(event: SubmitEvent, form: HTMLFormElement): void {
  const pressed = event.submitter as HTMLButtonElement | null;
  if (pressed?.name !== 'do') return;
  event.preventDefault();
  if (form.dataset.filing === 'form') return; // `Steps` handles this button.
  if (pressed.value === 'edit') {
    backToForm(form);
    return;
  }
  const fields = fieldsIn(form);
  unanswered ??= fields;
  keepSent(fields);
  void send(fields, 'submit', said.sending);
}

/** The draft of this form; null unless the person allows this device to store it. */
const keptHere = (fields: Fields): Draft | null => readDraft(formOf(fields).requestId);

/** Notes in the stored draft, if there is one, that these fields may have been filed. */
function keepSent(fields: Fields): void {
  const kept = keptHere(fields);
  if (kept) writeDraft({ ...kept, fields, unanswered });
}

function backToForm(check: HTMLFormElement): void {
  sending?.abort();
  if (!formLeft) {
    void send(fieldsIn(check), 'edit', said.loading);
    return;
  }
  document.title = formLeft.title;
  main.replaceChildren(...formLeft.nodes);
  formLeft = null;
  Steps.current?.show('step-files');
}

/**
 * Posts the form until it is answered: the request id in it keeps a repeat from filing twice. If the connection breaks, it says so and
 * tries again when the browser is online, after a pause, or when the person asks.
 */
async function send(fields: Fields, act: 'check' | 'submit' | 'edit', waiting: string): Promise<void> {
  sending?.abort();
  const mine = new AbortController();
  sending = mine;
  const notice = statusLine();
  for (let tries = 0; !mine.signal.aborted; tries += 1) {
    notice.say(waiting);
    try {
      const [html, status] = await post([...fields, ['do', act]], mine.signal);
      if (mine.signal.aborted) return;
      if (act !== 'submit' && status >= 500) {
        // The page holds the only copy of the form: keep it until the server answers.
        await notice.cut(said.away, pauseAfter(tries), mine.signal);
        continue;
      }
      notice.end();
      sending = null;
      answered(html, status, act, fields);
      return;
    } catch {
      if (mine.signal.aborted) return;
      await notice.cut(said.cut, pauseAfter(tries), mine.signal);
    }
  }
}

function answered(html: string, status: number, act: 'check' | 'submit' | 'edit', fields: Fields): void {
  const former = unanswered;
  if (act === 'check') formLeft = { nodes: [...main.childNodes], title: document.title };
  showAnswer(html);
  const root = main.querySelector<HTMLElement>('[data-filing]');
  if (act === 'submit' && root?.dataset.filing === 'receipt') {
    filed = fields;
    if (keptHere(fields)) keepFiled(fields);
    unanswered = null;
    formLeft = null;
    Steps.current = null;
    history.replaceState(null, '', location.pathname);
    void dropDraft(formOf(fields).requestId);
    takeUp();
    focusOn(main.querySelector('h1'));
    return;
  }
  if (act === 'submit' && root?.dataset.reused !== undefined && former) {
    // This form was filed as it was sent before it was changed, so show that receipt.
    void send(former, 'submit', said.sending).then(() => {
      if (main.querySelector('[data-filing=receipt]')) main.querySelector('h1')?.after(element('p', said.formerReceipt, 'notice warn'));
    });
    return;
  }
  // A refusal means that nothing was filed. After a server error it is not known.
  if (act === 'submit' && status < 500) unanswered = null;
  if (root?.dataset.filing === 'form') formLeft = null;
  takeUp();
  const refusals = main.querySelector<HTMLElement>('#refusals');
  focusOn(refusals ?? main.querySelector('[data-filing=check] h2'));
  if (root?.dataset.filing === 'check') history.pushState(null, '', '#step-check');
}

/** Shows one section of the form at a time. Each step has its own address, so that the back button goes one step back. */
class Steps {
  static current: Steps | null = null;
  private readonly sections: HTMLElement[];
  private readonly uploads: Uploads;
  private readonly actions: HTMLElement;
  private readonly keepBox = element('input');
  private readonly keepState = element('p', '', 'muted');
  private readonly keepHint = element('p', '', 'hint');
  private sealed = false;
  private at = 0;

  constructor(
    private readonly form: HTMLFormElement,
    step: string,
  ) {
    Steps.current = this;
    form.noValidate = true;
    this.sections = [...form.querySelectorAll<HTMLElement>('section[data-step]')];
    this.actions = form.querySelector<HTMLElement>('.filing-actions')!;
    form.querySelector<HTMLElement>('[data-without-script]')!.hidden = true;
    const next = button(said.next, () => this.next(), 'primary');
    next.dataset.next = '';
    const back = button(said.back, () => history.back());
    back.dataset.back = '';
    this.actions.replaceChildren(next, back);
    this.actions.after(this.draftBar());
    form.querySelector<HTMLButtonElement>('button[aria-hidden]')!.addEventListener('click', (event) => {
      event.preventDefault();
      this.next();
    });
    form.addEventListener('click', (event) => {
      const more = (event.target as Element).closest<HTMLButtonElement>('button[data-more]');
      if (!more) return;
      event.preventDefault();
      addRow(more);
    });
    for (const type of ['input', 'change']) form.addEventListener(type, (event) => this.changed(event));
    this.uploads = new Uploads(form, { mayKeep: () => this.keepBox.checked, changed: () => this.keep() });
    this.sealed = this.isSealed();
    const { requestId } = formOf(fieldsIn(form));
    const mine = readDraft(requestId) !== null;
    onForeignDraft(requestId, () => this.elsewhere());
    this.keepBox.checked = mine || !this.sealed;
    if (mine) void this.uploads.resume();
    this.tellKeep();
    const refused = form.querySelector('[aria-invalid]')?.closest('section');
    this.show(refused?.querySelector('h2')?.id ?? step ?? '', false);
  }

  /** Shows the step with that heading; the first step if there is none. */
  show(heading: string, focus = true): void {
    this.at = Math.max(
      0,
      this.sections.findIndex((section) => section.querySelector('h2')?.id === heading),
    );
    this.sections.forEach((section, at) => (section.hidden = at !== this.at));
    const items = [...main.querySelectorAll<HTMLElement>('.filing-progress li')];
    items.forEach((item, at) => (at === this.at ? item.setAttribute('aria-current', 'step') : item.removeAttribute('aria-current')));
    this.actions.querySelector<HTMLElement>('[data-back]')!.hidden = this.at === 0;
    this.actions.querySelector<HTMLElement>('[data-next]')!.textContent = this.at === this.sections.length - 1 ? filing.check : said.next;
    const title = this.sections[this.at]!.querySelector<HTMLElement>('h2')!;
    document.title = `${said.step(this.at + 1, items.length, items[this.at]?.textContent ?? '')} · ${filing.title}`;
    if (`#${title.id}` !== location.hash) history.replaceState(null, '', `#${title.id}`);
    if (focus) focusOn(title);
  }

  byAddress(): void {
    const id = location.hash.slice(1);
    if (!this.form.isConnected) {
      const check = main.querySelector<HTMLFormElement>('form[data-filing=check]');
      if (check && id.startsWith('step-') && id !== 'step-check') backToForm(check);
      return;
    }
    const target = document.getElementById(id);
    const section = this.sections.find((each) => target && each.contains(target));
    const heading = section?.querySelector<HTMLElement>('h2');
    if (!heading || !target) return;
    this.show(heading.id);
    if (target !== heading) target.focus();
  }

  /** Goes to the next step if the rules refuse nothing in this one. */
  private next(): void {
    const section = this.sections[this.at]!;
    if (this.refused(section)) return;
    const following = this.sections[this.at + 1];
    if (following) {
      location.hash = following.querySelector('h2')!.id;
      return;
    }
    const earlier = this.sections.find((each) => this.refused(each, false));
    if (earlier) {
      this.show(earlier.querySelector('h2')!.id);
      this.refused(earlier);
      return;
    }
    if (this.uploads.busy) {
      mark(new Map([['files', said.unfinished]]), section);
      return;
    }
    const fields = fieldsIn(this.form);
    this.keep(fields);
    void send(fields, 'check', said.loading);
  }

  /** Checks a step by the rules of the server. Shows errors at their fields and focuses the first. */
  private refused(section: HTMLElement, tell = true): boolean {
    const all = refusalsOf(formOf(fieldsIn(this.form)));
    const here = new Map([...all].filter(([id]) => section.contains(document.getElementById(id))));
    if (tell) mark(here, section);
    return here.size > 0;
  }

  private isSealed(): boolean {
    const { kind, anonymous } = formOf(fieldsIn(this.form));
    return kind === 'REPORT' || anonymous;
  }

  private changed(event: Event): void {
    if (event.target === this.keepBox) {
      if (this.keepBox.checked) this.keep();
      else void this.dropDraft().then(() => this.tellKeep());
      return;
    }
    if (event.target instanceof HTMLElement && event.target.getAttribute('aria-invalid')) unmark(event.target);
    const sealed = this.isSealed();
    if (sealed && !this.sealed) {
      // Do not store a report or an anonymous filing unless the person now chooses so.
      this.keepBox.checked = false;
      void this.dropDraft();
    }
    this.sealed = sealed;
    this.keep();
  }

  /** Stores the form as it is now, or as it was sent. */
  keep(fields: Fields = fieldsIn(this.form)): void {
    if (!this.keepBox.checked) {
      this.tellKeep();
      return;
    }
    const step = this.sections[this.at]?.querySelector('h2')?.id ?? '';
    this.tellKeep(writeDraft({ at: Date.now(), fields, step, unanswered }));
  }

  private dropDraft(): Promise<void> {
    return dropDraft(formOf(fieldsIn(this.form)).requestId);
  }

  /** Another window edits the same draft. This window overwrites it only if the person says so. */
  private elsewhere(): void {
    if (!this.form.isConnected || !this.keepBox.checked) return;
    this.keepBox.checked = false;
    this.keepState.textContent = said.elsewhere;
    this.keepState.setAttribute('role', 'alert');
  }

  private tellKeep(written: boolean | null = null): void {
    this.keepHint.textContent = this.sealed ? said.keepSealedHint : said.keepHint;
    this.keepState.textContent =
      written === false ? said.full : written === true ? said.kept(time.format(new Date())) : this.keepBox.checked ? '' : said.notKept;
  }

  private draftBar(): HTMLElement {
    const bar = element('div', '', 'filing-draft no-print');
    const choice = element('div', '', 'filing-choice');
    this.keepBox.type = 'checkbox';
    this.keepBox.id = 'keep-draft';
    this.keepBox.setAttribute('aria-describedby', 'keep-draft-hint');
    this.keepHint.id = 'keep-draft-hint';
    const label = element('label', said.keep);
    label.htmlFor = 'keep-draft';
    choice.append(this.keepBox, label, this.keepHint);
    const drop = button(said.dropDraft, () => {
      this.keepBox.checked = false;
      void this.dropDraft().then(() => (this.keepState.textContent = said.dropped));
    });
    const row = element('div', '', 'row');
    row.append(drop, this.keepState);
    bar.append(choice, row);
    return bar;
  }
}

function offerDrafts(drafts: readonly Draft[]): void {
  offer({
    title: drafts.length > 1 ? said.foundMany(drafts.length) : said.found,
    found: drafts.map((draft) => ({
      text: draft.unanswered
        ? said.foundSent
        : said.foundText(time.format(draft.at), drafts.length > 1 ? formOf(draft.fields).summary : ''),
      goOn: draft.unanswered ? filing.submit : said.resume,
      act: () => void resume(draft),
    })),
    begin: [
      [said.start, () => Promise.all(drafts.map(({ fields }) => dropDraft(formOf(fields).requestId)))],
      [said.startBeside, () => undefined],
    ],
    begun: takeUp,
  });
}

async function resume(draft: Draft): Promise<void> {
  if (draft.unanswered) {
    unanswered = draft.unanswered;
    await send(draft.unanswered, 'submit', said.sending);
    return;
  }
  await send(draft.fields, 'edit', said.loading);
  Steps.current?.show(draft.step);
}

/** Does nothing until the offered draft is accepted. */
function carriedBy(form: HTMLFormElement | null): Fields | null {
  if (!form) return filed && [...filed, ['do', 'submit']];
  if (form.dataset.filing === 'check') return [...fieldsIn(form), ['do', 'check']];
  return Steps.current && [...fieldsIn(form), ['do', 'edit']];
}

/** Switching the mode keeps what was typed. */
function carryOver(event: MouseEvent): void {
  const control = (event.target as Element).closest<HTMLAnchorElement | HTMLButtonElement>('[data-mode-to]');
  const carried = control && carriedBy(main.querySelector<HTMLFormElement>('form[data-filing]'));
  if (!carried) return;
  event.preventDefault();
  const carrier = element('form');
  carrier.method = 'post';
  carrier.action = (control instanceof HTMLAnchorElement ? control.href : control.form!.action) + location.hash;
  for (const [name, value] of carried) {
    const field = element('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value;
    carrier.append(field);
  }
  document.body.append(carrier);
  carrier.submit();
}

const fresh = main.querySelector('[data-fresh]') !== null;
const drafts = fresh ? readDrafts() : [];
const before = fresh && drafts.length === 0 ? readFiled() : null;
window.addEventListener('hashchange', () => Steps.current?.byAddress());
if (drafts.length > 0) offerDrafts(drafts);
else if (before)
  offer({
    title: said.filed,
    found: [
      {
        text: said.filedText(time.format(before.at)),
        goOn: said.filedAgain,
        act: () => void send(before.fields, 'submit', said.loading),
      },
    ],
    begin: [[said.another, dropFiled]],
    begun: takeUp,
  });
else takeUp(fresh ? '' : location.hash.slice(1));
document.addEventListener('click', carryOver);
