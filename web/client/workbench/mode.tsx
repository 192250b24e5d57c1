import { useState, type ReactNode } from 'react';
import { mode as texts } from '../../src/texts/mode';

const KEY = 'sunshine.mode';

/** Applies the mode that was last chosen on this device, in the portal too. */
export function applyMode(): void {
  document.documentElement.dataset.mode = localStorage.getItem(KEY) ?? 'standard';
}

export function ModeSwitch(): ReactNode {
  const [mode, setMode] = useState(document.documentElement.dataset.mode);
  const other = mode === 'elder' ? 'standard' : 'elder';
  return (
    <button
      type="button"
      className="button quiet on-brand"
      onClick={() => {
        localStorage.setItem(KEY, other);
        applyMode();
        setMode(other);
      }}
    >
      {mode === 'elder' ? texts.elderOff : texts.elderOn}
    </button>
  );
}
