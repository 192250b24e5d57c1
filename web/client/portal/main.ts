import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/parts.css';
import './portal.css';
import './filing.css';
import { endAndClear } from './end';
import { addReaders, stopReading } from './read-aloud';
import { tellRoom } from './room';
import { followCourse } from './tracking';

addReaders(document);
tellRoom();
addEventListener('pagehide', stopReading);

// The mode is stored on this machine. `mode.ts` reads it in the head of each page.
for (const choice of document.querySelectorAll<HTMLElement>('[data-mode-to]'))
  choice.addEventListener('click', () => {
    try {
      localStorage.setItem('sunshine.mode', choice.dataset.modeTo ?? '');
    } catch {
      // Storage is switched off: the address alone says the mode.
    }
  });

for (const end of document.querySelectorAll<HTMLAnchorElement>('[data-end]'))
  end.addEventListener('click', (click) => {
    click.preventDefault();
    void endAndClear(end.href);
  });

const course = document.querySelector<HTMLElement>('[data-course]');
if (course) followCourse(course);

const followed = document.querySelector<HTMLElement>('[data-follow]');
if (followed) void import('./following').then(({ followSitting }) => followSitting(followed));

// These scripts are loaded only on pages with a form.
if (document.querySelector('[data-filing]')) void import('./filing');
const supplement = document.querySelector<HTMLFormElement>('form[data-supplement]');
if (supplement) void import('./supplement').then(({ answerWithFiles }) => answerWithFiles(supplement));
