/** Whether the pushes of a sweep succeed, by two criteria, beside what a vector that does nothing scores. */
import type { Success } from '../../lab/report/success';
import { FEWEST_IN_HALF, reachText, type ChosenOn, type SweepSuccess as Found } from '../../lab/report/sweep-success';
import { count, percent, signed, tick } from '../parts/format';
import { Table, type Cell, type TwinColumn } from '../parts/Table';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

const COLUMNS: readonly TwinColumn[] = [
  { name: t`counted as success` },
  { name: t`these pushes`, print: (share) => percent(share), nan: t`no such push` },
  { name: t`a vector that does nothing`, print: (share) => percent(share), nan: t`no such push` },
  { name: t`random directions of that size`, print: (share) => percent(share), nan: t`not asked` },
];
const CRITERIA: readonly (readonly [keyof Success['rates'], string])[] = [
  ['published', t`published: the score rises above 0, and does not rise below`],
  ['up', t`… pushes towards the concept`],
  ['down', t`… pushes away from it`],
  ['strict', t`strict: an effect the way of the push, in answers that stay language`],
  ['strictUp', t`… pushes towards the concept (strict)`],
  ['strictDown', t`… pushes away from it (strict)`],
];
const successRows = ({ rates, chance }: Success, random: Success | null): Cell[][] =>
  CRITERIA.map(([name, text]) => [{ text }, rates[name], chance[name], random?.rates[name] ?? NaN]);
const REACH_COLUMNS: readonly TwinColumn[] = [{ name: t`prompt` }, { name: t`strengths that succeed (strict)` }];

/** What choosing a strength of one sign on half of the prompts came to, in a sentence. `towards`: where its pushes point. */
export function chosenText(found: ChosenOn, towards: string): string {
  switch (found.kind) {
    case 'chosen':
      return t`Chosen among pushes ${towards} on ${count(found.these, 'prompt')}, α = ${tick(found.alpha)} moves their score by ${signed(found.onThese, 2)}; on the other ${found.others}, which had no say in it, by ${signed(found.onOthers, 2)}, and succeeds on ${percent(found.succeeds)} of them.`;
    case 'none':
      return t`Of ${count(found.tried, 'push', 'pushes')} ${towards} none succeeds on most of the ${count(found.these, 'prompt')} that choose, so there is none to try on the other half.`;
    case 'untried':
      return t`No push ${towards} was tried, so none is chosen.`;
    default:
      return t`To choose a push ${towards} on half of the prompts and try it on the other half takes ${2 * FEWEST_IN_HALF} prompts with an effect under one strength, ${FEWEST_IN_HALF} in each half.`;
  }
}

export function SweepSuccess({ found, names }: { readonly found: Found; readonly names: readonly string[] }) {
  const { counted, random, under, reaches, chosen, unscored } = found;
  if (counted.conditions === 0) return null;
  return (
    <div data-testid="sweep-success" data-strict={counted.rates.strict}>
      <h3>{t`Success of the answers`}</h3>
      <p className="figure-note">{rich`${count(counted.conditions, 'push', 'pushes')} of a prompt with an effect. Without a push ${percent(counted.rates.coherent)} of the answers read like language, under the pushes ${percent(under)}: they stay language where at least half as many of a prompt’s answers do as without a push${unscored > 0 && t`; ${count(unscored, 'answer')} could not be compared and ${unscored === 1 ? t`is` : t`are`} left out`}.`}</p>
      <Table caption={t`Success of the answers`} columns={COLUMNS} rows={successRows(counted, random)} />
      {(['up', 'down'] as const).map((sign) => (
        <p key={sign} data-testid={`sweep-chosen-${sign}`} data-kind={chosen[sign].kind}>
          {chosenText(chosen[sign], sign === 'up' ? t`towards the concept` : t`away from it`)}
        </p>
      ))}
      <Table
        caption={t`Where each prompt’s answers go along and stay language`}
        columns={REACH_COLUMNS}
        rows={reaches.map((one) => [{ text: names[one.prompt]! }, { text: reachText(one) }])}
      />
    </div>
  );
}
