/**
 * An answer token by token, each tinted by its score. One stop of the Tab key: the arrow keys go from token to token, Enter holds one fast.
 * The values of the token that is pointed at are for whoever draws them.
 */
import './tokens.css';
import { memo, useRef } from 'react';
import type { KeyboardEvent } from 'react';

interface Props {
  readonly pieces: readonly string[];
  /** [token] −1 to 1. */
  readonly tints: readonly number[];
  /** The token that Tab leads to. */
  readonly at: number;
  /** The token that is held fast; null where none is. */
  readonly held: number | null;
  /** The first tokens that the model did not choose. */
  readonly given: number;
  readonly label: string;
  readonly onPoint: (token: number | null) => void;
  readonly onHold: (token: number) => void;
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => Math.min(at + 1, count - 1),
  ArrowLeft: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
};

export function TokenText({ pieces, tints, at, held, given, label, onPoint, onHold }: Props) {
  const row = useRef<HTMLParagraphElement>(null);
  const key = (event: KeyboardEvent): void => {
    const token = Number((event.target as HTMLElement).dataset.token);
    const step = STEPS[event.key];
    if (event.key === 'Enter' || event.key === ' ') onHold(token);
    else if (step) row.current?.querySelector<HTMLElement>(`[data-token="${step(token, pieces.length)}"]`)?.focus();
    else return;
    event.preventDefault();
  };
  return (
    <p ref={row} dir="auto" className="completion-text tokens" role="group" aria-label={label} onKeyDown={key}>
      {pieces.map((piece, i) => (
        <Token
          key={i}
          token={i}
          text={piece}
          tint={tints[i] ?? 0}
          stop={i === Math.min(at, pieces.length - 1)}
          held={i === held}
          given={i < given}
          onPoint={onPoint}
          onHold={onHold}
        />
      ))}
    </p>
  );
}

interface TokenProps extends Pick<Props, 'onPoint' | 'onHold'> {
  readonly token: number;
  readonly text: string;
  readonly tint: number;
  readonly stop: boolean;
  readonly held: boolean;
  readonly given: boolean;
}

const Token = memo(function Token({ token, text, tint, stop, held, given, onPoint, onHold }: TokenProps) {
  const share = `${Math.round(Math.abs(tint) * 100)}%`;
  return (
    <span
      role="button"
      tabIndex={stop ? 0 : -1}
      aria-pressed={held}
      data-token={token}
      data-sign={Math.sign(tint)}
      className={given ? 'token token-given' : 'token'}
      style={{ '--tint': share } as React.CSSProperties}
      onPointerEnter={() => onPoint(token)}
      onPointerLeave={() => onPoint(null)}
      onFocus={() => onPoint(token)}
      onBlur={() => onPoint(null)}
      onClick={() => onHold(token)}
    >
      {text}
    </span>
  );
});
