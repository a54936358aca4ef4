/**
 * An answer token by token, each tinted by its score. One stop of the Tab key: the arrow keys go from token to token, Enter holds one fast.
 * The values of the token that is pointed at are for whoever draws them. Of a long answer only the runs of tokens near the window are drawn
 * as tokens, and the one that the keys are in; the others are plain text of the same size, to be read and found like any other.
 */
import './tokens.css';
import { memo, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { t } from '../../language/t';
import { useNear } from '../parts/useNear';
import { runsOf } from './pieces';

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
  const [reached, reach] = useState(0);
  const texts = useMemo(() => runsOf(pieces), [pieces]);
  const shades = useMemo(() => runsOf(tints), [tints]);
  const stop = Math.min(at, pieces.length - 1);
  const key = (event: KeyboardEvent): void => {
    const token = Number((event.target as HTMLElement).dataset.token);
    const step = STEPS[event.key];
    if (event.key === 'Enter' || event.key === ' ') onHold(token);
    else if (step) {
      const next = step(token, pieces.length);
      // Its run may be plain text until now.
      flushSync(() => reach(next));
      row.current?.querySelector<HTMLElement>(`[data-token="${next}"]`)?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <p ref={row} dir="auto" className="completion-text tokens" role="group" aria-label={label} onKeyDown={key}>
      {texts.map(({ first, items }, run) => {
        const inRun = (token: number | null): boolean => token !== null && token >= first && token < first + items.length;
        return (
          <Run
            key={first}
            first={first}
            pieces={items}
            tints={shades[run]?.items}
            stop={inRun(stop) ? stop : null}
            held={inRun(held) ? held : null}
            given={Math.max(0, Math.min(items.length, given - first))}
            isReached={inRun(stop) || inRun(reached)}
            onPoint={onPoint}
            onHold={onHold}
          />
        );
      })}
    </p>
  );
}

interface RunProps extends Pick<Props, 'pieces' | 'held' | 'given' | 'onPoint' | 'onHold'> {
  /** Its first token. */
  readonly first: number;
  /** Absent where no score is known. */
  readonly tints: readonly number[] | undefined;
  readonly stop: number | null;
  /** The keys are in it. */
  readonly isReached: boolean;
}

const Run = memo(function Run({ first, pieces, tints, stop, held, given, isReached, onPoint, onHold }: RunProps) {
  const [ref, isNear] = useNear<HTMLSpanElement>();
  return (
    <span ref={ref} className="token-run">
      {isNear || isReached
        ? pieces.map((piece, i) => (
            <Token
              key={i}
              token={first + i}
              text={piece}
              tint={tints?.[i] ?? 0}
              stop={first + i === stop}
              held={first + i === held}
              given={i < given}
              onPoint={onPoint}
              onHold={onHold}
            />
          ))
        : pieces.join('')}
    </span>
  );
});

interface TokenProps extends Pick<Props, 'onPoint' | 'onHold'> {
  readonly token: number;
  readonly text: string;
  readonly tint: number;
  readonly stop: boolean;
  readonly held: boolean;
  readonly given: boolean;
}

/** What a piece without a letter to see is called; undefined for one that says its own name. */
function unseen(text: string): string | undefined {
  if (text.trim() !== '') return undefined;
  if (text === '') return t`part of a character`;
  return text.includes('\n') ? t`line break` : t`space`;
}

const Token = memo(function Token({ token, text, tint, stop, held, given, onPoint, onHold }: TokenProps) {
  const share = `${Math.round(Math.abs(tint) * 100)}%`;
  return (
    <span
      role="button"
      tabIndex={stop ? 0 : -1}
      aria-pressed={held}
      aria-label={unseen(text)}
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
