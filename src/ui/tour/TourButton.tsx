/** Starts the tour, which is fetched then; when it ends, the focus is here again, and in sight. */
import { useRef, useState, type ComponentType, type ReactNode } from 'react';
import { t } from '../../language/t';

type Opened = ComponentType<{ onEnd: () => void }>;

export function TourButton({ className, children }: { readonly className: string; readonly children: ReactNode }) {
  const button = useRef<HTMLButtonElement>(null);
  const [Opened, open] = useState<Opened | null>(null);
  const [away, setAway] = useState(false);
  const start = (): void => {
    import('./Tour').then(
      ({ Tour }) => {
        setAway(false);
        open(() => Tour);
      },
      () => setAway(true),
    );
  };
  const end = (): void => {
    open(null);
    button.current?.focus();
    // The dialog gives the focus back by itself, without scrolling.
    button.current?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <>
      <button ref={button} type="button" className={className} data-testid="start-tour" onClick={start}>
        {children}
        {away && t` (it did not come: try again)`}
      </button>
      {Opened && <Opened onEnd={end} />}
    </>
  );
}
