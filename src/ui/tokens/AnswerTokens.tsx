/** An answer as tokens with their scores: the text tinted, how the scores go on, and the token that is pointed at. */
import { useCallback, useMemo, useState } from 'react';
import { sayInstead } from '../../app/lower-actions';
import type { SteeredText } from '../../experiment/shown';
import { forget } from '../parts/forget';
import { Twin } from '../parts/Twin';
import { useKeptFocus } from '../parts/useKeptFocus';
import { useLab } from '../useLab';
import { DriftLine } from './DriftLine';
import { driftTwin } from './drift-twin';
import { LineNames } from './LineNames';
import { driftOf, saidOf } from './lines';
import { piecesOf, tintOf } from './pieces';
import { TokenPanel } from './TokenPanel';
import { TokenText } from './TokenText';
import { useReadLines } from './useReadLines';
import { t } from '../../language/t';

interface Props {
  readonly text: SteeredText;
  readonly layer: number;
  /** The directions that pushed it; null where they are not known. */
  readonly along: string | null;
  readonly picking: Picking;
  /** What happened to it: "the push"; null where nothing did. */
  readonly pushedBy: string | null;
  /** "Without a push". */
  readonly name: string;
}

/** Along which directions tint and values are, of all answers beside each other. */
export interface Picking {
  /** null: the ones that push. So it is, too, for an answer that was not read along those that were picked. */
  readonly picked: string | null;
  readonly onPick: (directions: string | null) => void;
}

/** Needs the ends of the tokens. */
export function AnswerTokens({ text, layer, along, picking, pushedBy, name }: Props) {
  const { id, ends, given, tokens } = text;
  const [pointed, setPointed] = useState<number | null>(null);
  const [held, setHeld] = useState<number | null>(null);
  const [last, setLast] = useState(0);
  const likely = useLab((s) => (id === null ? null : (s.likely[id] ?? null)));
  const free = useLab((s) => s.steer.status === 'idle' && s.run.status === 'idle' && s.model.status === 'ready');
  const pieces = useMemo(() => piecesOf(text.text, ends), [text.text, ends]);
  const lines = useReadLines(text, along, layer);
  const picked = lines.find(({ directions }) => directions === picking.picked) ?? lines[0]!;
  const { scale, reread, written } = picked;
  const several = lines.length > 1;
  const drift = useMemo(() => driftOf(lines, picked), [lines, picked]);
  const twin = useMemo(() => driftTwin(drift, pieces), [drift, pieces]);
  const tints = useMemo(() => (scale ? saidOf({ reread, written }).map((score) => tintOf(score, scale)) : []), [reread, written, scale]);
  const point = useCallback((token: number | null) => {
    setPointed(token);
    if (token !== null) setLast(token);
  }, []);
  const hold = useCallback((token: number) => setHeld((now) => (now === token ? null : token)), []);
  const at = pointed ?? held;
  const focus = useKeptFocus<HTMLDivElement>();
  const instead = free && id !== null && likely && at !== null ? (token: number) => forget(sayInstead(id, at, token)) : null;
  return (
    <>
      <TokenText
        pieces={pieces}
        tints={tints}
        at={last}
        held={held}
        given={given}
        label={t`${name}: ${tokens.length} tokens; the arrow keys go from one to the next`}
        onPoint={point}
        onHold={hold}
      />
      <DriftLine drift={drift} layer={layer} at={at} />
      {pieces.length > 1 && <Twin caption={t`Along the answer at block ${layer}, ${name}`} columns={twin.columns} rows={twin.rows} />}
      {several && <LineNames lines={lines} picked={picked} answer={name} onPick={picking.onPick} />}
      <div className="token-panel" data-likely={likely !== null} data-testid="token-panel" {...focus}>
        {at !== null && pieces[at] !== undefined ? (
          <TokenPanel
            piece={pieces[at]}
            place={at}
            of={tokens.length}
            layer={layer}
            along={several ? picked.name : null}
            reread={reread[at] ?? null}
            written={written[at] ?? null}
            pushedBy={pushedBy}
            likely={likely}
            onInstead={instead}
          />
        ) : (
          <p className="quiet-line">{t`Point at a token for its score${likely ? t` and what else was likely; a click holds it, and another token can be put there` : ''}.`}</p>
        )}
      </div>
    </>
  );
}
