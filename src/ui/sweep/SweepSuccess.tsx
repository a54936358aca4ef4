/** Whether the pushes of a sweep succeed, by two criteria, beside what a vector that does nothing scores. */
import type { Success } from '../../lab/report/success';
import { FEWEST_PROMPTS, reachText, type SweepSuccess as Found } from '../../lab/report/sweep-success';
import { count, percent, signed, tick } from '../parts/format';
import { Table, type Cell, type TwinColumn } from '../parts/Table';

const COLUMNS: readonly TwinColumn[] = [
  { name: 'counted as success' },
  { name: 'these pushes', print: (share) => percent(share), nan: 'no such push' },
  { name: 'a vector that does nothing', print: (share) => percent(share), nan: 'no such push' },
];
const successRows = ({ rates, chance }: Success): Cell[][] => [
  [{ text: 'published: the score rises above 0, and does not rise below' }, rates.published, chance.published],
  [{ text: '… pushes towards the concept' }, rates.up, chance.up],
  [{ text: '… pushes away from it' }, rates.down, chance.down],
  [{ text: 'strict: an effect the way of the push, in answers that stay language' }, rates.strict, chance.strict],
];
const REACH_COLUMNS: readonly TwinColumn[] = [{ name: 'prompt' }, { name: 'strengths that succeed (strict)' }];

export function SweepSuccess({ found, names }: { readonly found: Found; readonly names: readonly string[] }) {
  const { counted, under, reaches, chosen, unscored } = found;
  if (counted.conditions === 0) return null;
  return (
    <div data-testid="sweep-success" data-strict={counted.rates.strict}>
      <h3>Success of the answers</h3>
      <p className="figure-note">
        {count(counted.conditions, 'push', 'pushes')} of a prompt with an effect. Without a push {percent(counted.rates.coherent)} of the
        answers read like language, under the pushes {percent(under)}: they stay language where at least half as many of a prompt’s answers
        do as without a push
        {unscored > 0 && `; ${count(unscored, 'answer')} could not be compared and ${unscored === 1 ? 'is' : 'are'} left out`}.
      </p>
      <Table caption="Success of the answers" columns={COLUMNS} rows={successRows(counted)} />
      {chosen && (
        <p data-testid="sweep-chosen">
          Chosen on {count(chosen.these, 'prompt')}, α = {tick(chosen.alpha)} moves their score by {signed(chosen.onThese, 2)}; on the other{' '}
          {chosen.others}, which had no say in it, by {signed(chosen.onOthers, 2)}, and succeeds on {percent(chosen.succeeds)} of them.
        </p>
      )}
      {reaches.length < 2 * FEWEST_PROMPTS && (
        <p className="quiet-line" data-testid="sweep-few-halves">
          To choose a strength on half of the prompts and try it on the other half takes {2 * FEWEST_PROMPTS} prompts.
        </p>
      )}
      <Table
        caption="Where each prompt’s answers go along and stay language"
        columns={REACH_COLUMNS}
        rows={reaches.map((one) => [{ text: names[one.prompt]! }, { text: reachText(one) }])}
      />
    </div>
  );
}
