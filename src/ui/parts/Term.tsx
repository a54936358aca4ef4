/**
 * A word that opens its glossary entry. Light dismiss, Escape and the top layer come from the popover attribute. The entries come when
 * somebody asks, so that the first screen does not wait for them.
 */
import { useId, useRef, useState } from 'react';
import type { ReactNode, ToggleEvent } from 'react';
import { flushSync } from 'react-dom';
import type { TermId } from '../glossary';
import { t } from '../../language/t';
import { marginOf, placeNote, type Around, type Box, type Size } from './place';

/** Pixels. */
const WIDEST = 340;

/** Name and text of an entry; what is wrong, in its place, where the entries did not come. */
const entryOf = (id: TermId): Promise<readonly [string, string]> =>
  import('../glossary').then(
    ({ GLOSSARY }) => GLOSSARY[id],
    () => ['', t`The glossary did not come: the server is away. Close this and open it again to try once more.`],
  );

/** What lies around a word on the screen. Icons are no pictures. */
function around(word: HTMLElement): Around {
  const pictures = [...document.querySelectorAll('#story svg')].map(boxOf);
  return {
    word: boxOf(word),
    block: boxOf(blockOf(word)),
    window: { width: document.documentElement.clientWidth, height: innerHeight },
    pictures: pictures.filter(({ width, height }) => width > 100 && height > 40),
    above: scrollY,
  };
}

/** As a plain object: the fields of a DOMRect are lost where it is spread. */
function boxOf(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left, top, width, height };
}

/** The paragraph, list item or row that a word stands in: the nearest box below which room can be made. */
function blockOf(word: HTMLElement): HTMLElement {
  let block = word;
  while (block.parentElement && /^(inline|contents|table-)/.test(getComputedStyle(block).display)) block = block.parentElement;
  return block;
}

export function Term({ id, children }: { id: TermId; children: ReactNode }) {
  const target = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [[name, text], setEntry] = useState<readonly [string, string]>(['', '']);

  /** The block below which room was made for the entry. */
  const widened = useRef<HTMLElement>(null);

  // It is measured once it is there: how high it becomes, its text decides. Until then it is not seen.
  const begin = ({ newState, currentTarget: note }: ToggleEvent<HTMLSpanElement>): void => {
    setOpen(newState === 'open');
    if (widened.current) widened.current.style.marginBottom = '';
    widened.current = null;
    note.style.visibility = 'hidden';
  };
  const place = async ({ newState, currentTarget: note }: ToggleEvent<HTMLSpanElement>): Promise<void> => {
    if (newState !== 'open') return;
    const entry = await entryOf(id);
    flushSync(() => setEntry(entry));
    const word = button.current;
    if (!word || !note.matches(':popover-open')) return;
    const sized = (width: number): Size => {
      note.style.width = `${width}px`;
      return boxOf(note);
    };
    const here = around(word);
    const margin = Math.min(WIDEST, marginOf(here));
    const slim = margin > 0 ? sized(margin) : null;
    const whole = sized(Math.min(WIDEST, innerWidth - 24));
    const { left, top, scroll, room } = placeNote(whole, slim, here);
    if (slim && left + whole.width > innerWidth) sized(margin);
    if (room > 0) {
      widened.current = blockOf(word);
      widened.current.style.marginBottom = `${room}px`;
    }
    scrollBy({ top: -scroll, behavior: 'instant' });
    Object.assign(note.style, { left: `${left}px`, top: `${top}px`, visibility: 'visible' });
  };

  return (
    <>
      <button ref={button} type="button" className="term" aria-expanded={open} popoverTarget={target}>
        {children}
      </button>
      <span id={target} popover="auto" role="note" className="term-note" onBeforeToggle={begin} onToggle={(event) => void place(event)}>
        {open && (
          <>
            <strong>{name}</strong> {text}
          </>
        )}
      </span>
    </>
  );
}
