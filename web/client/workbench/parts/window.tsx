import './window.css';
import { useEffect, useId, useRef, type ReactNode } from 'react';

interface WindowProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Of the button at its head; left out where the content has one. */
  readonly closeText?: string;
  /** Set while the dialog must not be closed. */
  readonly held?: boolean;
  /** A class of its own beside `window`. */
  readonly look?: string;
  readonly children: ReactNode;
}

/** A dialog above the page; Escape asks its owner to close it, and focus returns to where it was. */
export function Window({ title, onClose, closeText, held = false, look = '', children }: WindowProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opened = dialog.current;
    const before = document.activeElement;
    opened?.showModal();
    return () => {
      opened?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`window ${look}`}
      aria-labelledby={id}
      closedby={held ? 'none' : 'closerequest'}
      onCancel={(event) => {
        // A file field inside sends the same event if no file was chosen.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        if (!held) onClose();
      }}
      onClose={({ currentTarget }) => {
        if (currentTarget.open) return;
        // A browser that does not know `closedby` closes the dialog at a second Escape without asking.
        if (held) currentTarget.showModal();
        else onClose();
      }}
    >
      <div className="row spread">
        <h2 id={id}>{title}</h2>
        {closeText !== undefined && (
          <button type="button" className="button quiet" onClick={onClose}>
            {closeText}
          </button>
        )}
      </div>
      {children}
    </dialog>
  );
}
