import { reading } from '../../src/texts/reading';

/** Some browsers cut longer utterances off. */
const LONGEST = 120;
const NOT_READ = '[data-reader], .no-print, button, svg, details:not([open]) > :not(summary)';

/** Sentences of the part, in the order in which they are read aloud. */
function sentencesOf(part: Element): string[] {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.matches(NOT_READ) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const texts: string[] = [];
  while (walker.nextNode()) {
    const text = walker.currentNode instanceof Text ? walker.currentNode.data.trim() : '';
    if (text !== '') texts.push(...(text.match(/[^。！？；]+[。！？；]?/g) ?? []));
  }
  return texts.flatMap((text) => text.match(new RegExp(`[^]{1,${LONGEST}}`, 'g')) ?? []);
}

/** A Chinese voice; undefined if the browser has none. */
const voice = (): SpeechSynthesisVoice | undefined => speechSynthesis.getVoices().find(({ lang }) => /^(zh|cmn)/i.test(lang));

/** Whether the person agreed to reading aloud. Asked once per page, because others may hear a matter. */
let agreed = false;

function whenAgreed(then: () => void): void {
  if (agreed) return then();
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'read-title');
  const title = Object.assign(document.createElement('h2'), { id: 'read-title', textContent: reading.privacyTitle });
  const text = Object.assign(document.createElement('p'), { textContent: reading.privacy });
  const form = Object.assign(document.createElement('form'), { method: 'dialog', className: 'row' });
  form.append(
    Object.assign(document.createElement('button'), { className: 'button primary', value: 'yes', textContent: reading.privacyYes }),
    Object.assign(document.createElement('button'), { className: 'button', value: 'no', textContent: reading.privacyNo }),
  );
  dialog.append(title, text, form);
  dialog.addEventListener('close', () => {
    dialog.remove();
    agreed = dialog.returnValue === 'yes';
    if (agreed) then();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** Ends the reading that is under way; called when another part starts. */
let endCurrent: () => void = () => undefined;

function addReader(place: HTMLElement): void {
  const part = place.closest<HTMLElement>('[data-read]');
  if (!part || place.childElementCount > 0) return;
  const button = () => Object.assign(document.createElement('button'), { type: 'button', className: 'button' });
  const [main, stop] = [button(), button()];
  const state = (now: 'idle' | 'speaking' | 'paused'): void => {
    place.dataset.reading = now;
    main.textContent = { idle: reading.start, speaking: reading.pause, paused: reading.resume }[now];
    main.setAttribute('aria-label', now === 'idle' ? reading.of(place.dataset.title ?? '') : main.textContent);
    stop.hidden = now === 'idle';
  };
  const end = (): void => {
    if (stop === document.activeElement) main.focus();
    state('idle');
  };
  const speak = (): void => {
    endCurrent();
    speechSynthesis.cancel();
    endCurrent = end;
    const sentences = sentencesOf(part);
    sentences.forEach((sentence, position) => {
      const utterance = Object.assign(new SpeechSynthesisUtterance(sentence), { lang: 'zh-CN', voice: voice() ?? null, rate: 0.9 });
      if (position === sentences.length - 1)
        utterance.onend = () => {
          if (endCurrent === end) end();
        };
      speechSynthesis.speak(utterance);
    });
    state('speaking');
  };
  main.addEventListener('click', () => {
    const now = place.dataset.reading;
    if (now === 'speaking') {
      speechSynthesis.pause();
      state('paused');
    } else if (now === 'paused') {
      speechSynthesis.resume();
      state('speaking');
    } else if (part.dataset.read === 'personal') whenAgreed(speak);
    else speak();
  });
  stop.addEventListener('click', () => {
    speechSynthesis.cancel();
    end();
  });
  stop.textContent = reading.stop;
  place.append(main, stop);
  state('idle');
}

/** Adds a button to each part below `root` if the browser has a voice. Called again when the browser has loaded its voices. */
export function addReaders(root: ParentNode): void {
  if (!('speechSynthesis' in window)) return;
  const add = (): void => {
    if (voice()) root.querySelectorAll<HTMLElement>('[data-reader]').forEach(addReader);
  };
  add();
  speechSynthesis.addEventListener('voiceschanged', add);
}

/** Stops reading, because the part was removed from the page. */
export function stopReading(): void {
  if (!('speechSynthesis' in window)) return;
  endCurrent();
  speechSynthesis.cancel();
}
