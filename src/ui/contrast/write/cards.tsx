/** A row of each table, as a card of fields. Drawn anew only where the row, or what it can choose from, changed. */
import { memo, useState } from 'react';
import type { Draft, DraftItem, DraftOption, DraftPair, DraftPrompt, DraftRated, DraftScenario } from '../../../experiment/draft/draft';
import { brief } from '../../parts/format';
import { Select } from '../../parts/Select';
import { Card, SituationSelect, TextCell } from './fields';
import { t } from '../../../language/t';

interface CardProps<R> {
  readonly row: R;
  /** As a person counts. */
  readonly n: number;
  readonly onChange: (id: string, fields: Partial<R>) => void;
  readonly onRemove: (row: R, n: number) => void;
}
interface InSituation {
  readonly scenarios: readonly DraftScenario[];
}
interface WithConcept {
  readonly concept: Draft['concept'];
}

const sideName = (concept: Draft['concept'], side: 'positive' | 'negative'): string =>
  brief(concept[side].trim() || (side === 'positive' ? t`side that shows the concept` : t`other side`), 40);

const SPLIT_NAMES = { auto: t`left to the lab`, train: t`finding the direction`, test: t`testing it` } as const;

export const PairCard = memo(function PairCard(
  props: CardProps<DraftPair> & InSituation & WithConcept & { readonly meant: 'train' | 'test' },
) {
  const { row, n, scenarios, concept, meant, onChange } = props;
  const { id, split } = row;
  const auto = t`${SPLIT_NAMES.auto} (${SPLIT_NAMES[meant]})`;
  return (
    <Card {...props} table="pairs" name={t`Pair ${n}`}>
      <div className="write-bar">
        <SituationSelect row={row} scenarios={scenarios} onChange={onChange} />
        <Select
          label={t`for`}
          value={split}
          options={[
            ['auto', split === 'auto' ? auto : SPLIT_NAMES.auto],
            ['train', SPLIT_NAMES.train],
            ['test', SPLIT_NAMES.test],
          ]}
          onChange={(next) => onChange(id, { split: next })}
        />
      </div>
      <AnsweredField {...PAIR_PROMPT} prompt={row.prompt} onChange={(prompt) => onChange(id, { prompt })} />
      <div className="write-sides">
        {(['positive', 'negative'] as const).map((side) => (
          <TextCell
            key={side}
            label={sideName(concept, side)}
            value={row[side]}
            side={side}
            onChange={(value) => onChange(id, { [side]: value })}
          />
        ))}
      </div>
    </Card>
  );
});

const PAIR_PROMPT = { button: t`Both answer a prompt`, label: t`prompt that both answer` } as const;
const RATED_PROMPT = { button: t`It answers a prompt`, label: t`prompt that it answers` } as const;

interface AnsweredProps {
  readonly button: string;
  readonly label: string;
  readonly prompt: string | undefined;
  readonly onChange: (prompt: string) => void;
}

/** The prompt that the texts of a row answer: a button that asks for it where there is none. */
function AnsweredField({ button, label, prompt, onChange }: AnsweredProps) {
  const [asked, ask] = useState(false);
  if (prompt === undefined && !asked)
    return (
      <button type="button" className="quiet" onClick={() => ask(true)}>
        {button}
      </button>
    );
  return <TextCell label={label} value={prompt ?? ''} rows={1} focused={asked} onChange={onChange} />;
}

export const ScenarioCard = memo(function ScenarioCard(props: CardProps<DraftScenario> & { readonly used: number }) {
  const { row, n, used, onChange } = props;
  const { id, rubric } = row;
  const kept = used > 0 ? t`${used} rows are of this situation: give them another one first.` : null;
  return (
    <Card {...props} table="scenarios" name={t`Situation ${n}`} kept={kept}>
      <TextCell label={t`name`} value={row.title} rows={1} onChange={(title) => onChange(id, { title })} />
      <div className="write-sides">
        <TextCell label={t`what the task is`} value={row.objective} onChange={(objective) => onChange(id, { objective })} />
        <TextCell label={t`who needs something`} value={row.person} onChange={(person) => onChange(id, { person })} />
      </div>
      <div className="write-sides">
        {([0, 1, 2] as const).map((score) => (
          <TextCell
            key={score}
            label={t`what earns ${score}`}
            value={rubric[score]}
            onChange={(value) => onChange(id, { rubric: rubric.with(score, value) as [string, string, string] })}
          />
        ))}
      </div>
    </Card>
  );
});

export const PromptCard = memo(function PromptCard(props: CardProps<DraftPrompt> & InSituation) {
  const { row, n, scenarios, onChange } = props;
  return (
    <Card {...props} table="prompts" name={t`Prompt ${n}`}>
      <SituationSelect row={row} scenarios={scenarios} onChange={onChange} />
      <TextCell label={t`prompt`} value={row.text} onChange={(text) => onChange(row.id, { text })} />
    </Card>
  );
});

export const RatedCard = memo(function RatedCard(props: CardProps<DraftRated> & InSituation) {
  const { row, n, scenarios, onChange } = props;
  const { id, score, text } = row;
  return (
    <Card {...props} table="scored" name={t`Rated text ${n}`}>
      <div className="write-bar">
        <SituationSelect row={row} scenarios={scenarios} onChange={onChange} />
        <Select
          label={t`score`}
          value={score === null ? '' : (`${score}` as const)}
          options={[['', '–'] as const, ...(['0', '1', '2'] as const).map((one) => [one, one] as const)]}
          onChange={(next) => onChange(id, { score: next === '' ? null : (Number(next) as 0 | 1 | 2) })}
        />
      </div>
      <AnsweredField {...RATED_PROMPT} prompt={row.prompt} onChange={(prompt) => onChange(id, { prompt })} />
      <TextCell label={t`text`} value={text} onChange={(value) => onChange(id, { text: value })} />
    </Card>
  );
});

export const ItemCard = memo(function ItemCard(props: CardProps<DraftItem> & InSituation & WithConcept) {
  const { row, n, scenarios, concept, onChange } = props;
  const { id, prompt, options, order = 'open' } = row;
  const put = (i: number, fields: Partial<DraftOption>): void => onChange(id, { options: options.with(i, { ...options[i]!, ...fields }) });
  const sides = (['positive', 'negative'] as const).map((side) => [side, sideName(concept, side)] as const);
  return (
    <Card {...props} table="items" name={t`Choice ${n}`}>
      <div className="write-bar">
        <SituationSelect row={row} scenarios={scenarios} onChange={onChange} />
        <Select
          label={t`the prompt lists its options`}
          value={order}
          options={[
            ['open', t`no`],
            ['listed', t`yes`],
          ]}
          onChange={(next) => onChange(id, { order: next })}
        />
      </div>
      <TextCell label={t`prompt`} value={prompt} onChange={(value) => onChange(id, { prompt: value })} />
      {options.map(({ text, side }, i) => (
        <div key={i} className="write-option">
          <TextCell label={t`option ${i + 1}`} value={text} rows={1} side={side} onChange={(value) => put(i, { text: value })} />
          <Select label={t`side of option ${i + 1}`} value={side} options={sides} onChange={(next) => put(i, { side: next })} />
          <button
            type="button"
            className="quiet"
            disabled={options.length <= 2}
            onClick={() => onChange(id, { options: options.toSpliced(i, 1) })}
          >{t`Remove option ${i + 1}`}</button>
        </div>
      ))}
      <button
        type="button"
        className="quiet"
        onClick={() => onChange(id, { options: [...options, { text: '', side: options.length % 2 === 0 ? 'positive' : 'negative' }] })}
      >{t`Add an option`}</button>
    </Card>
  );
});
