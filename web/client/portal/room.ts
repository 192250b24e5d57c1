import { roomIn } from '../../src/room';

/** Pause in typing after which a screen reader is told the remaining length. */
const PAUSE_MS = 1_000;

/** Shows below each field with a limit how many characters are left, also in rows that are added later. */
export function tellRoom(): void {
  const aloud = document.createElement('p');
  aloud.className = 'hidden-visually';
  aloud.setAttribute('role', 'status');
  document.body.append(aloud);
  let pause = 0;
  const tell = (field: EventTarget | null): string => {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || !field.dataset.limit) return '';
    const place = document.getElementById(`${field.id}-room`);
    const { text, beyond } = roomIn(field.value, Number(field.dataset.limit));
    if (!place) return '';
    place.textContent = text;
    place.classList.toggle('error', beyond);
    place.hidden = text === '';
    return text;
  };
  document.addEventListener('input', ({ target }) => {
    const text = tell(target);
    clearTimeout(pause);
    if (text !== '') pause = window.setTimeout(() => (aloud.textContent = text), PAUSE_MS);
  });
  document.addEventListener('focusin', ({ target }) => tell(target));
}
