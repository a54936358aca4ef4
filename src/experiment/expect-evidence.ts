/** Whether the evidence of an analysis is one that the lab could have written for this set, and its sums agree with their parts. */
import type { ScenarioSet } from '../formats/scenario-set';
import { contrastOf, isPaired, itemsOf, type Contrast, type OfSet } from '../lab/contrast';
import { countedIn, type Tested } from '../lab/report/tested';
import type { Evidence, EvidenceColumn } from '../lab/report/evidence';
import { deedsOverWords } from '../lab/report/apart-columns';
import { expectBand, expectBetween, expectLength, expectRows, isSame, misfit, type Told } from './misfit';
import { t } from '../language/t';

/** Columns of which the first is never above the second. */
const ORDERED = [
  ['shuffledLow', 'shuffledHigh'],
  ['randomLow', 'randomHigh'],
  ['crossMin', 'crossMean'],
  ['foldMin', 'foldMean'],
  ['deedsOverWordsLow', 'deedsOverWordsHigh'],
  ['deedsOverBagLow', 'deedsOverBagHigh'],
] as const satisfies readonly (readonly [EvidenceColumn, EvidenceColumn])[];

/** Columns that may lie below 0. */
const SIGNED: readonly string[] = ['agreement', 'selectivity', 'deedsOverBagLow', 'deedsOverBagHigh'] satisfies EvidenceColumn[];

/** Throws at the first figure that does not fit. `layers`: of the model; `seed`: of the analysis. */
export function expectEvidence(
  told: Told,
  path: string,
  evidence: Evidence,
  { layers, set, seed }: { layers: number; set: ScenarioSet; seed: number },
): void {
  if (evidence.seed !== seed) misfit(told, `${path}.seed`, t`${seed}, the seed of its analysis`, `${evidence.seed}`);
  const { table, groups, apart, methods, recommended } = evidence;
  for (const [name, values] of Object.entries(table)) {
    expectLength(told, `${path}.table.${name}`, layers, values);
    expectBetween(told, `${path}.table.${name}`, [SIGNED.includes(name) ? -1 : 0, 1], values);
  }
  for (const [low, high] of ORDERED)
    table[low]?.forEach((value, layer) => {
      const most = table[high]?.[layer] ?? NaN;
      if (value > most + 1e-9) misfit(told, `${path}.table.${low}[${layer}]`, t`at most ${most}, the ${high} of that block`, `${value}`);
    });
  groups.forEach(({ group, auroc, ...said }, i) => {
    expectLength(told, `${path}.groups[${i}].auroc`, layers, auroc);
    expectBetween(told, `${path}.groups[${i}].auroc`, [0, 1], auroc);
    if (!titled(set).titles.includes(group)) misfit(told, `${path}.groups[${i}].group`, t`a situation of the set`, `“${group}”`);
    expectCounts(
      told,
      `${path}.groups[${i}]`,
      said,
      countedIn<{ readonly title: string }>(titled(set).contrast, ({ title }) => title === group),
      group,
    );
  });
  expectGroups(told, path, evidence, set);
  if (groups.length > 0) expectSums(told, `${path}.table`, table, groups);
  apart.forEach(({ texts, scores }, i) => expectRows(told, `${path}.apart[${i}].scores`, [layers, texts.length], scores));
  const deeds = deedsOverWords(apart, layers);
  table.deedsOverWords?.forEach((value, layer) => {
    const is = deeds?.[layer] ?? NaN;
    if (!isSame(value, is))
      misfit(told, `${path}.table.deedsOverWords[${layer}]`, t`${is}, as the scores of the texts apart give`, `${value}`);
  });
  if (!isPaired(contrastOf(set))) expectNoPairs(told, path, evidence);
  methods?.forEach(({ cosine }, i) => {
    expectLength(told, `${path}.methods[${i}].cosine`, layers, cosine);
    expectBetween(told, `${path}.methods[${i}].cosine`, [-1, 1], cosine);
  });
  if (!recommended) return;
  const { layer, band } = recommended;
  if (layer >= layers) misfit(told, `${path}.recommended.layer`, t`a block below ${layers}`, `${layer}`);
  expectBand(told, `${path}.recommended.band`, band, layers);
}

/** What is made of pair differences there is not without pairs. */
function expectNoPairs(told: Told, path: string, { table, methods = [] }: Evidence): void {
  if (table.agreement?.some(Number.isFinite))
    misfit(told, `${path}.table.agreement`, t`none, for the texts do not come in pairs`, t`a number`);
  const pca = methods.findIndex(({ a, b }) => a === 'pca' || b === 'pca');
  if (pca >= 0) misfit(told, `${path}.methods[${pca}]`, t`no PCA, for the texts do not come in pairs`, '"pca"');
}

/** The pairs or lone texts of a set with the titles of their situations. */
function titled(set: ScenarioSet) {
  const titles = new Map(set.scenarios.map(({ id, title }) => [id, title]));
  const withTitle = <I extends OfSet>(item: I) => ({ ...item, title: titles.get(item.scenario) ?? item.scenario });
  const known = contrastOf(set);
  const contrast: Contrast<string, { readonly title: string }> = isPaired(known)
    ? known.map(withTitle)
    : { texts: known.texts.map(withTitle) };
  return { contrast, titles: itemsOf(contrast).map(({ title }) => title) };
}

function expectCounts(told: Told, path: string, said: Tested, is: Tested, group: string): void {
  const all = (name: 'pairs' | 'texts'): string => JSON.stringify(said[name] ?? null);
  if (is.texts) {
    const { positive, negative } = is.texts;
    if (said.texts?.positive !== positive || said.texts.negative !== negative)
      misfit(told, `${path}.texts`, t`${positive} positive and ${negative} negative, as many as the set has of “${group}”`, all('texts'));
  } else if (said.pairs !== is.pairs) misfit(told, `${path}.pairs`, t`${is.pairs}, as many as the set has of “${group}”`, all('pairs'));
}

/** Each situation of the set is left out once, or none is: without a bad one the lowest of them would look better than it is. */
function expectGroups(told: Told, path: string, { groups, table }: Evidence, set: ScenarioSet): void {
  const names = groups.map(({ group }) => group);
  if (names.length === 0) {
    for (const name of ['crossMean', 'crossMin'] as const)
      if (table[name]) misfit(told, `${path}.table.${name}`, t`none, for no situation was left out`, t`a column`);
    return;
  }
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twice >= 0) misfit(told, `${path}.groups[${twice}].group`, t`a situation that was not left out before`, `“${names[twice]}”`);
  const lacks = titled(set).titles.find((title) => !names.includes(title));
  if (lacks !== undefined)
    misfit(told, `${path}.groups`, t`“${lacks}” among them, for every situation of the set is left out once`, 'none');
}

/** The mean and the worst of the situations left out follow from the situations: see `crossValidated` of src/lab/validate.ts. */
function expectSums(told: Told, path: string, { crossMean, crossMin }: Evidence['table'], groups: Evidence['groups']): void {
  const of = (layer: number) => groups.map(({ auroc }) => auroc[layer]!);
  const expectAll = (name: string, said: Float64Array | undefined, make: (values: number[]) => number) =>
    said?.forEach((value, layer) => {
      const is = make(of(layer));
      if (!isSame(value, is)) misfit(told, `${path}.${name}[${layer}]`, t`${is}, as the groups beside it give`, `${value}`);
    });
  expectAll('crossMean', crossMean, (values) => values.reduce((sum, value) => sum + value, 0) / values.length);
  expectAll('crossMin', crossMin, (values) => Math.min(...values));
}
