import './window.css';
import { useEffect, useId, useRef, type ReactNode } from 'react';

interface WindowProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly closeText: string;
  readonly children: ReactNode;
}

/** A dialog above the page; Escape closes it, and focus returns to where it was. */
export function Window({ title, onClose, closeText, children }: WindowProps): ReactNode {
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
      className="window"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="row spread">
        <h2 id={id}>{title}</h2>
        <button type="button" className="button quiet" onClick={onClose}>
          {closeText}
        </button>
      </div>
      {children}
    </dialog>
  );
}
