import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Field } from './field';
import './combobox.css';

interface Item {
  readonly id: string;
  readonly name: string;
}

interface ComboBoxProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  readonly placeholder: string;
  /** Names the button that opens the list. */
  readonly open: string;
  readonly typed: string;
  readonly items: readonly Item[];
  readonly chosenId: string | null;
  /** Status of the list for screen readers. It is shown if the list is empty. */
  readonly said: string;
  readonly onType: (text: string) => void;
  readonly onPick: (item: Item) => void;
  /** Called when the field is left without a choice, so that the typed text chooses nothing. */
  readonly onLeave: () => void;
}

/**
 * An input with a list below it, after the combobox pattern of the ARIA Authoring Practices: the focus stays in the input, arrow keys move
 * in the list.
 */
export function ComboBox({ label, hint, error, placeholder, open: opens, said, ...more }: ComboBoxProps): ReactNode {
  const { typed, items, chosenId, onType, onPick, onLeave } = more;
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [above, setAbove] = useState(false);
  const [activeId, setActiveId] = useState<string | null>(null);
  const at = items.findIndex(({ id }) => id === activeId);
  const active = items[at];

  useEffect(() => {
    if (activeId !== null) document.getElementById(`${list}-${activeId}`)?.scrollIntoView({ block: 'nearest' });
  }, [list, activeId]);

  const show = (): void => {
    const { top = 0, bottom = 0 } = box.current?.getBoundingClientRect() ?? {};
    const below = window.innerHeight - bottom;
    setAbove(below < LIST_HEIGHT && top > below);
    setOpen(true);
  };
  const hide = (): void => {
    setOpen(false);
    setActiveId(null);
  };
  const pick = (item: Item): void => {
    hide();
    onPick(item);
  };
  const walk = (by: 1 | -1): void => {
    const from = open ? at : items.findIndex(({ id }) => id === chosenId) - by;
    if (!open) show();
    const next = at < 0 && by < 0 && open ? items.length - 1 : (from + by + items.length) % items.length;
    setActiveId(items[next]?.id ?? null);
  };
  const press = (e: KeyboardEvent): void => {
    if (e.nativeEvent.isComposing || e.ctrlKey || e.metaKey) return;
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault();
      walk(e.key === 'ArrowDown' ? 1 : -1);
    } else if (e.key === 'Enter' && open) {
      e.preventDefault();
      if (active) pick(active);
    } else if (e.key === 'Escape' && open) {
      // Escape closes the list first. A second one closes the dialog around it, which the browser would do at the first.
      e.preventDefault();
      e.stopPropagation();
      hide();
      onLeave();
    }
  };

  return (
    <Field label={label} hint={hint} error={error}>
      {(id, describedBy) => (
        <div
          ref={box}
          className="combobox"
          onBlur={({ relatedTarget }) => {
            if (box.current?.contains(relatedTarget)) return;
            hide();
            onLeave();
          }}
        >
          <input
            ref={input}
            id={id}
            className="input"
            role="combobox"
            autoComplete="off"
            spellCheck={false}
            placeholder={placeholder}
            aria-autocomplete="list"
            aria-expanded={open}
            aria-controls={open && items.length > 0 ? list : undefined}
            aria-activedescendant={active ? `${list}-${active.id}` : undefined}
            aria-describedby={describedBy}
            aria-invalid={Boolean(error)}
            value={typed}
            onChange={(e) => {
              setActiveId(null);
              show();
              onType(e.target.value);
            }}
            onKeyDown={press}
          />
          <button
            type="button"
            className="combobox-open"
            tabIndex={-1}
            aria-label={opens}
            onMouseDown={(e) => e.preventDefault()}
            onClick={() => {
              if (open) hide();
              else show();
              input.current?.focus();
            }}
          >
            <span className="combobox-arrow" aria-hidden="true" />
          </button>
          <p role="status" className="hidden-visually">
            {open && said}
          </p>
          {open && (
            // Pressing here must not take the focus from the input.
            <div className={above ? 'combobox-list above' : 'combobox-list'} onMouseDown={(e) => e.preventDefault()}>
              {items.length === 0 ? (
                <p className="combobox-none" aria-hidden="true">
                  {said}
                </p>
              ) : (
                <ul role="listbox" id={list} aria-label={label}>
                  {items.map((item) => (
                    <li
                      key={item.id}
                      id={`${list}-${item.id}`}
                      role="option"
                      className={item === active ? 'combobox-item active' : 'combobox-item'}
                      aria-selected={item.id === chosenId}
                      onClick={() => pick(item)}
                    >
                      {item.name}
                    </li>
                  ))}
                </ul>
              )}
            </div>
          )}
        </div>
      )}
    </Field>
  );
}

/** Maximum height of the list, in pixels at the normal font size. */
const LIST_HEIGHT = 288;
