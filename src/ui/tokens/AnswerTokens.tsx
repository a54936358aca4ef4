/** An answer as tokens with their scores: the text tinted, how the score goes on, and the token that is pointed at. */
import { useCallback, useMemo, useState } from 'react';
import { sayInstead } from '../../app/actions';
import type { SteeredText } from '../../experiment/shown';
import { forget } from '../parts/forget';
import { useLab } from '../useLab';
import { DriftLine } from './DriftLine';
import { piecesOf, tintOf, type TintScale } from './pieces';
import { TokenPanel } from './TokenPanel';
import { TokenText } from './TokenText';

interface Props {
  readonly text: SteeredText;
  readonly layer: number;
  /** null where the directions carry none. */
  readonly scale: TintScale | null;
  /** What happened to it: "the push"; null where nothing did. */
  readonly pushedBy: string | null;
  /** "Without a push". */
  readonly name: string;
}

/** Needs the ends of the tokens. */
export function AnswerTokens({ text, layer, scale, pushedBy, name }: Props) {
  const { id, ends, given, scores, rereadScores, tokens } = text;
  const [pointed, setPointed] = useState<number | null>(null);
  const [held, setHeld] = useState<number | null>(null);
  const [last, setLast] = useState(0);
  const likely = useLab((s) => (id === null ? null : (s.likely[id] ?? null)));
  const free = useLab((s) => s.steer.status === 'idle' && s.run.status === 'idle' && s.model.status === 'ready');
  const pieces = useMemo(() => piecesOf(text.text, ends), [text.text, ends]);
  const [written, reread] = useMemo(
    () => [scores, rereadScores].map((rows) => rows.map((token) => token[layer] ?? NaN)) as [number[], number[]],
    [scores, rereadScores, layer],
  );
  const tints = useMemo(
    () => (scale ? (reread.length > 0 ? reread : written).map((score) => tintOf(score, scale)) : []),
    [reread, written, scale],
  );
  const point = useCallback((token: number | null) => {
    setPointed(token);
    if (token !== null) setLast(token);
  }, []);
  const hold = useCallback((token: number) => setHeld((now) => (now === token ? null : token)), []);
  const at = pointed ?? held;
  const instead = free && id !== null && likely && at !== null ? (token: number) => forget(sayInstead(id, at, token)) : null;
  return (
    <>
      <TokenText
        pieces={pieces}
        tints={tints}
        at={last}
        held={held}
        given={given}
        label={`${name}: ${tokens.length} tokens; the arrow keys go from one to the next`}
        onPoint={point}
        onHold={hold}
      />
      <DriftLine reread={reread} written={written} layer={layer} at={at} />
      <div className="token-panel" data-likely={likely !== null} data-testid="token-panel">
        {at !== null && pieces[at] !== undefined ? (
          <TokenPanel
            piece={pieces[at]}
            place={at}
            of={tokens.length}
            layer={layer}
            reread={reread[at] ?? null}
            written={written[at] ?? null}
            pushedBy={pushedBy}
            likely={likely}
            onInstead={instead}
          />
        ) : (
          <p className="quiet-line">
            Point at a token for its score{likely ? ' and what else was likely; a click holds it, and another token can be put there' : ''}.
          </p>
        )}
      </div>
    </>
  );
}
