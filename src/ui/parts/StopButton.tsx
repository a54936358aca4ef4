/**
 * Stop, where it takes the place of the button that began the work, and gives it back to it. The second click of a double click is meant
 * for the button that the first one met: it neither stops what it has just begun, nor begins again what it has just stopped.
 */
import type { ReactNode } from 'react';
import { t } from '../../language/t';

interface Props {
  readonly testId?: string;
  /** It was pressed, and the work has not ended yet. */
  readonly stopping?: boolean;
  /** Its look. */
  readonly className?: string;
  readonly onStop: () => void;
  /** In place of “Stop”. */
  readonly children?: ReactNode;
}

/** The keyboard's clicks count 0, whatever came before. */
const isSecond = (event: { readonly detail: number }): boolean => event.detail > 1;

export function StopButton({ testId, stopping = false, className = 'stop', onStop, children }: Props) {
  const press = (event: { readonly detail: number }): void => {
    if (isSecond(event)) return;
    addEventListener('click', dropSecond, { capture: true, once: true });
    onStop();
  };
  return (
    <button type="button" className={className} data-testid={testId} disabled={stopping} onClick={press}>
      {stopping ? t`Stopping…` : (children ?? t`Stop`)}
    </button>
  );
}

function dropSecond(event: MouseEvent): void {
  if (!isSecond(event)) return;
  event.preventDefault();
  event.stopPropagation();
}
