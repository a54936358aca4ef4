/** Any pair of the set, both sides next to each other, with their lengths: a difference in length is a suspect, not a finding. */
import { memo, useState } from 'react';
import type { ScenarioSet } from '../../formats/scenario-set';
import { words } from '../../lab/words';
import { AnsweredPrompt, CUT_NOTE } from '../dots/TextCard';
import { namedWithNote } from '../../experiment/shipped';
import { brief, count } from '../parts/format';
import { Noted } from '../parts/Noted';
import { t } from '../../language/t';

type Pair = ScenarioSet['pairs'][number];

interface Props {
  readonly set: ScenarioSet;
  /** [text], positive at 2i, negative at 2i + 1 of pair i: the run on show has not read its end. undefined where it read another set. */
  readonly cut: readonly boolean[] | undefined;
}

export const PairReader = memo(function PairReader({ set, cut }: Props) {
  const [id, setId] = useState(set.pairs[0]?.id ?? '');
  const pair = set.pairs.find((candidate) => candidate.id === id) ?? set.pairs[0];
  if (!pair) return null;
  const situation = set.scenarios.find((scenario) => scenario.id === pair.scenario);
  const siblings = set.pairs.filter((candidate) => candidate.scenario === pair.scenario);
  const at = set.pairs.indexOf(pair);
  const step = (by: number): void => setId(set.pairs[(at + by + set.pairs.length) % set.pairs.length]?.id ?? id);
  return (
    <div className="reader" role="group" aria-label={t`Read a pair`}>
      <div className="reader-bar">
        <label className="field">
          <span>{t`Situation`}</span>
          <select
            value={pair.scenario}
            onChange={(event) => setId(set.pairs.find((candidate) => candidate.scenario === event.target.value)?.id ?? id)}
          >
            {set.scenarios
              .filter((scenario) => set.pairs.some((candidate) => candidate.scenario === scenario.id))
              .map((scenario) => (
                <option key={scenario.id} value={scenario.id}>
                  {brief(namedWithNote(scenario))}
                </option>
              ))}
          </select>
        </label>
        <label className="field">
          <span>{t`Pair`}</span>
          <select value={pair.id} onChange={(event) => setId(event.target.value)}>
            {siblings.map((candidate) => (
              <option key={candidate.id} value={candidate.id}>
                {brief(candidate.id)} ({candidate.split})
              </option>
            ))}
          </select>
        </label>
        <span className="stepper">
          <button type="button" aria-label={t`Previous pair`} onClick={() => step(-1)}>
            ←
          </button>
          <span className="numbers">{t`${at + 1} of ${set.pairs.length}`}</span>
          <button type="button" aria-label={t`Next pair`} onClick={() => step(1)}>
            →
          </button>
        </span>
      </div>
      <Noted scenario={pair.scenario}>
        <p className="reader-situation" dir="auto">
          {situation?.objective} {situation?.person}
        </p>
        {pair.prompt !== undefined && <AnsweredPrompt prompt={pair.prompt} />}
        <div className="sides">
          <Side pair={pair} side="positive" name={set.concept.positive} cut={cut?.[2 * at] ?? false} />
          <Side pair={pair} side="negative" name={set.concept.negative} cut={cut?.[2 * at + 1] ?? false} />
        </div>
      </Noted>
    </div>
  );
});

interface SideProps {
  readonly pair: Pair;
  readonly side: 'positive' | 'negative';
  readonly name: string;
  readonly cut: boolean;
}

function Side({ pair, side, name, cut }: SideProps) {
  const text = pair[side];
  return (
    <figure className={`side side-${side}`}>
      <figcaption>
        <bdi className="side-name" title={name}>
          {brief(name)}
        </bdi>{' '}
        <span className="quiet-line">{count(words(text).length, 'word')}</span>
      </figcaption>
      <blockquote dir="auto">{text}</blockquote>
      {cut && <p className="quiet-line">{CUT_NOTE}</p>}
    </figure>
  );
}
