/** What a slider of strengths is called, and the strength that it has, in the colour of its sign. */
import './alpha.css';
import type { ReactNode } from 'react';

interface Props {
  /** Of the slider. */
  readonly id: string;
  readonly alpha: number;
  /** "+2.0 separations over blocks 10–19". */
  readonly text: string;
  readonly children: ReactNode;
}

export function AlphaHead({ id, alpha, text, children }: Props) {
  return (
    <div className="alpha-head">
      <label htmlFor={id}>{children}</label>
      <output htmlFor={id} className="alpha-value" data-sign={Math.sign(alpha)}>
        {text}
      </output>
    </div>
  );
}
