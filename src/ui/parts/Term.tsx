/** A word that opens its glossary entry. Light dismiss, Escape and the top layer come from the popover attribute. */
import { useId, useRef, useState } from 'react';
import type { ReactNode, ToggleEvent } from 'react';
import { GLOSSARY } from '../glossary';
import type { TermId } from '../glossary';

/** Pixels that an entry may need. */
const ROOM = 190;

export function Term({ id, children }: { id: TermId; children: ReactNode }) {
  const target = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [name, text] = GLOSSARY[id];

  const place = (event: ToggleEvent<HTMLSpanElement>): void => {
    const opening = event.newState === 'open';
    setOpen(opening);
    const at = button.current?.getBoundingClientRect();
    if (!opening || !at) return;
    const note = event.currentTarget;
    const wide = Math.min(340, innerWidth - 24);
    note.style.width = `${wide}px`;
    note.style.left = `${Math.max(12, Math.min(at.left - 12, innerWidth - wide - 12))}px`;
    // Above the word, because pictures stand below their words; below it where the window begins.
    if (at.top < ROOM) Object.assign(note.style, { top: `${at.bottom + 8}px`, bottom: 'auto' });
    else Object.assign(note.style, { top: 'auto', bottom: `${innerHeight - at.top + 8}px` });
  };

  return (
    <>
      <button ref={button} type="button" className="term" aria-expanded={open} popoverTarget={target}>
        {children}
      </button>
      <span id={target} popover="auto" role="note" className="term-note" onBeforeToggle={place}>
        {open && (
          <>
            <strong>{name}</strong> {text}
          </>
        )}
      </span>
    </>
  );
}
