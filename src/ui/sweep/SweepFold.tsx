/** Many prompts under many strengths: which, what that takes, asking and stopping, and what came of it. */
import './sweep.css';
import { useState } from 'react';
import { AskSweep } from './AskSweep';
import { SweepShown } from './SweepShown';
import { SweepProgress } from './SweepProgress';

export function SweepFold() {
  const [open, setOpen] = useState(false);
  return (
    <details
      className="sweep"
      data-testid="sweep"
      onToggle={(event) => event.target === event.currentTarget && setOpen(event.currentTarget.open)}
    >
      <summary>Many prompts, many strengths</summary>
      {open ? (
        <>
          <p className="figure-note">
            Every prompt is answered under every strength, and each finished answer is read again without the push: how far does the push
            move what is said, more than a random push of its size and more than just asking, and what does it cost?
          </p>
          <AskSweep />
          <SweepProgress />
          <SweepShown />
        </>
      ) : (
        <SweepProgress />
      )}
    </details>
  );
}
