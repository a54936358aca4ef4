/**
 * Something hidden until it is asked for. What it holds is made when it is opened first, and stays after that: a form keeps what was
 * written in it, and nothing is computed that nobody looks at.
 */
import { useEffect, useState, type ReactNode } from 'react';
import { FOLDS, type FoldId } from '../folds';
import { isOpen, setFold, useFolded } from './folded';
import { inTurn } from './in-turn';

interface Props {
  readonly id: FoldId;
  /** In place of the title in `FOLDS`, where it names a number or a block. */
  readonly title?: ReactNode;
  /** The headline number of it, or what else it holds, in a few words. */
  readonly note?: ReactNode;
  readonly testId?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Fold({ id, title = FOLDS[id].title, note, testId, className = '', children }: Props) {
  const open = useFolded((state) => isOpen(state, id));
  const everything = useFolded((state) => state.everything);
  const [been, setBeen] = useState(open);
  // One that was asked for by name is led to at once; of all of them each has its turn.
  const waits = open && !been && everything;
  if (open && !been && !everything) setBeen(true);
  useEffect(() => (waits ? inTurn(() => setBeen(true)) : undefined), [waits]);
  return (
    <details
      id={`fold-${id}`}
      className={`fold ${className}`}
      data-testid={testId}
      open={open}
      onToggle={(event) => event.target === event.currentTarget && setFold(id, event.currentTarget.open)}
    >
      <summary>
        <span className="fold-title">{title}</span>
        {note !== undefined && (
          <>
            {' '}
            <span className="fold-note">{note}</span>
          </>
        )}
      </summary>
      {been && <div className="fold-body">{children}</div>}
    </details>
  );
}
