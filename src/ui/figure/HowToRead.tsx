/** Below a picture: how it is read. The sentences come when somebody asks, so that the first screen does not wait for them. */
import { useState } from 'react';
import { TakeFigure } from './TakeFigure';
import type { HowTo, PictureId } from './how-to-read';
import { t } from '../../language/t';

const PARTS = {
  axes: t`Axes`,
  beside: t`Beside it`,
  nothing: t`Nothing would be`,
  not: t`Not shown`,
} as const satisfies Record<keyof HowTo, string>;

/** `picture`: there is one to take home beside it. */
export function HowToRead({ id, picture = true }: { readonly id: PictureId; readonly picture?: boolean }) {
  const [said, say] = useState<HowTo | string>('…');
  const bring = (open: boolean): void => {
    if (!open || typeof said !== 'string') return;
    import('./how-to-read').then(
      ({ HOW_TO_READ }) => say(HOW_TO_READ[id]),
      () => say(t`This part of the page did not come: the server is away. Fold it and unfold it to try again.`),
    );
  };
  return (
    <>
      <details className="how-to-read" data-picture={id} onToggle={(event) => bring(event.currentTarget.open)}>
        <summary>{t`How to read this`}</summary>
        {typeof said === 'string' ? <p>{said}</p> : <Sentences {...said} />}
      </details>
      {picture && <TakeFigure />}
    </>
  );
}

export const Sentences = (how: HowTo) => (
  <dl>
    {(['axes', 'beside', 'nothing', 'not'] as const).map((part) => (
      <div key={part}>
        <dt>{PARTS[part]}</dt>
        <dd>{how[part]}</dd>
      </div>
    ))}
  </dl>
);
