/** Every text as a dot on the score axis of the chosen block: what the AUROC is made of. Click a dot to read its text. */
import { memo, useMemo, useState } from 'react';
import type { ScenarioSet } from '../../formats/scenario-set';
import type { ShownRun } from '../../experiment/shown';
import { LABELS, type Label } from '../../lab/contrast';
import type { Row } from '../dots/layout';
import { TextCard } from '../dots/TextCard';
import { ScoreStrips } from '../dots/ScoreStrips';
import { FILLED, HOLLOW } from '../figure/marks';
import type { Key } from '../figure/plan';
import { brief, compact } from '../parts/format';
import { Term } from '../parts/Term';
import { Twin, type Cell, type TwinColumn } from '../parts/Twin';
import { HowToRead } from '../figure/HowToRead';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

interface Props {
  readonly run: ShownRun;
  readonly set: ScenarioSet;
  readonly layer: number;
  /** Where the run comes from: the line at the figure's foot. */
  readonly origin: string;
}

const KEYS: readonly Key[] = [
  { mark: HOLLOW, label: t`train` },
  { mark: FILLED, label: t`test` },
];

export const StripFigure = memo(function StripFigure({ run, set, layer, origin }: Props) {
  const [picked, pick] = useState<string | null>(null);
  const rows = useMemo(() => stripRows(run, set, layer), [run, set, layer]);
  const name = t`Scores of all texts at block ${layer}`;
  return (
    <figure className="figure">
      <figcaption className="figure-note">{rich`Each dot is a text at its ${(<Term id="score">{t`score`}</Term>)}. The further the two rows of filled dots lie apart, the better this block tells the texts apart. Click a dot to read its text.`}</figcaption>
      <ScoreStrips
        run={run}
        layer={layer}
        rows={rows}
        title={t`Score of every text at block ${layer}`}
        keys={KEYS}
        origin={origin}
        testId="strip-chart"
        label={name}
        picked={picked}
        onPick={pick}
      />
      <div aria-live="polite">{picked && <PickedText id={picked} set={set} rows={rows} onClose={() => pick(null)} />}</div>
      <Twin caption={name} {...twinOf(run, set, layer)} />
      <HowToRead id="texts" />
    </figure>
  );
});

/** A row a pair, or a row a text where they have no partners. */
function twinOf(run: ShownRun, set: ScenarioSet, layer: number): { columns: TwinColumn[]; rows: () => Cell[][] } {
  if (set.texts?.length) {
    const dots = stripRows(run, set, layer).flatMap((row) => row.dots.map((dot) => ({ dot, label: row.label })));
    return {
      columns: [{ name: t`text` }, { name: t`class` }, { name: t`split` }, SCORE(t`score`), { name: t`cut` }],
      rows: () =>
        dots.map(({ dot, label }) => [
          { text: idOf(dot.id) },
          { text: label },
          { text: dot.filled ? 'test' : 'train' },
          dot.x,
          { text: dot.cut ? t`yes` : '' },
        ]),
    };
  }
  return {
    columns: [
      { name: t`pair` },
      { name: t`split` },
      SCORE(brief(set.concept.positive, 40)),
      SCORE(brief(set.concept.negative, 40)),
      { name: t`cut` },
    ],
    rows: () =>
      set.pairs.map((pair, i) => [
        { text: pair.id },
        { text: pair.split },
        run.scores.positive[layer]?.[i] ?? NaN,
        run.scores.negative[layer]?.[i] ?? NaN,
        { text: cutSides(run, set, i) },
      ]),
  };
}

/** Which texts of pair `i` were cut. */
const cutSides = ({ truncated }: ShownRun, { concept }: ScenarioSet, i: number): string =>
  [truncated?.[2 * i] ? brief(concept.positive, 40) : '', truncated?.[2 * i + 1] ? brief(concept.negative, 40) : '']
    .filter(Boolean)
    .join(', ');

const SCORE = (name: string) => ({ name, print: compact, nan: t`not read yet` });

/** A dot's id is `side:id`, of the pair or of the text. */
const idOf = (dot: string): string => dot.slice(dot.indexOf(':') + 1);

function stripRows({ scores, truncated }: ShownRun, set: ScenarioSet, layer: number): Row[] {
  return LABELS.map((side) => ({
    key: side,
    label: brief(set.concept[side], 40),
    mean: null,
    dots: textsOf(set, side).map(({ id, split, place }, i) => ({
      id: `${side}:${id}`,
      x: scores[side][layer]?.[i] ?? NaN,
      filled: split === 'test',
      cut: truncated?.[place] ?? false,
    })),
  }));
}

/** The texts of a class in the order of its scores, each with its place among all that were read. */
function textsOf({ pairs, texts }: ScenarioSet, side: Label) {
  if (texts?.length) return texts.map((one, place) => ({ ...one, place })).filter(({ label }) => label === side);
  return pairs.map((pair, i) => ({
    id: pair.id,
    scenario: pair.scenario,
    split: pair.split,
    text: pair[side],
    prompt: pair.prompt,
    place: 2 * i + (side === 'positive' ? 0 : 1),
  }));
}

function PickedText({ id, set, rows, onClose }: { id: string; set: ScenarioSet; rows: Row[]; onClose: () => void }) {
  const side = id.startsWith('positive:') ? 'positive' : 'negative';
  const found = textsOf(set, side).find((candidate) => candidate.id === idOf(id));
  const dot = rows.flatMap((row) => row.dots).find((one) => one.id === id);
  if (!found) return null;
  return (
    <TextCard
      title={t`${brief(found.id)}, ${brief(set.concept[side], 40)}, ${found.split}, score ${compact(dot?.x ?? NaN)}`}
      text={found.text}
      prompt={found.prompt}
      scenario={found.scenario}
      cut={dot?.cut ?? false}
      tone={side}
      onClose={onClose}
    />
  );
}
