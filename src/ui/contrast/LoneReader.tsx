/** Any text of a set whose texts have no partners, with its class and its length. */
import { memo, useState } from 'react';
import type { ScenarioSet } from '../../formats/scenario-set';
import { LABELS, type Label } from '../../lab/contrast';
import { words } from '../../lab/words';
import { AnsweredPrompt, CUT_NOTE } from '../dots/TextCard';
import { brief, count } from '../parts/format';
import { t } from '../../language/t';

type Text = NonNullable<ScenarioSet['texts']>[number];

interface Props {
  readonly set: ScenarioSet;
  readonly texts: readonly Text[];
  /** [text]: the run on show has not read its end. undefined where it read another set. */
  readonly cut: readonly boolean[] | undefined;
}

export const LoneReader = memo(function LoneReader({ set, texts, cut }: Props) {
  const [id, setId] = useState(texts[0]?.id ?? '');
  const one = texts.find((candidate) => candidate.id === id) ?? texts[0];
  if (!one) return null;
  const name = (label: Label): string => set.concept[label];
  const siblings = texts.filter(({ label, scenario }) => label === one.label && scenario === one.scenario);
  const at = texts.indexOf(one);
  const step = (by: number): void => setId(texts[(at + by + texts.length) % texts.length]?.id ?? id);
  const first = (wanted: Partial<Text>): void => {
    const is = (text: Text): boolean => (Object.keys(wanted) as (keyof Text)[]).every((key) => text[key] === wanted[key]);
    setId((texts.find(is) ?? one).id);
  };
  return (
    <div className="reader" role="group" aria-label={t`Read a text`}>
      <div className="reader-bar">
        <label className="field">
          <span>{t`Situation`}</span>
          <select value={one.scenario} onChange={(event) => first({ scenario: event.target.value })}>
            {set.scenarios
              .filter(({ id }) => texts.some(({ scenario }) => scenario === id))
              .map(({ id, title }) => (
                <option key={id} value={id}>
                  {brief(title)}
                </option>
              ))}
          </select>
        </label>
        <label className="field">
          <span>{t`Class`}</span>
          <select value={one.label} onChange={(event) => first({ label: event.target.value as Label, scenario: one.scenario })}>
            {LABELS.filter((label) => texts.some((text) => text.label === label && text.scenario === one.scenario)).map((label) => (
              <option key={label} value={label}>
                {brief(name(label))}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{t`Text`}</span>
          <select value={one.id} onChange={(event) => setId(event.target.value)}>
            {siblings.map((text) => (
              <option key={text.id} value={text.id}>
                {brief(text.id)} ({text.split})
              </option>
            ))}
          </select>
        </label>
        <span className="stepper">
          <button type="button" aria-label={t`Previous text`} onClick={() => step(-1)}>
            ←
          </button>
          <span className="numbers">{t`${at + 1} of ${texts.length}`}</span>
          <button type="button" aria-label={t`Next text`} onClick={() => step(1)}>
            →
          </button>
        </span>
      </div>
      {one.prompt !== undefined && <AnsweredPrompt prompt={one.prompt} />}
      <div className="sides">
        <figure className={`side side-${one.label}`}>
          <figcaption>
            <bdi className="side-name" title={name(one.label)}>
              {brief(name(one.label))}
            </bdi>{' '}
            <span className="quiet-line">{count(words(one.text).length, 'word')}</span>
          </figcaption>
          <blockquote dir="auto">{one.text}</blockquote>
          {cut?.[at] && <p className="quiet-line">{CUT_NOTE}</p>}
        </figure>
      </div>
    </div>
  );
});
