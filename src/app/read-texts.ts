/** Files of texts for scripts: the set that they become, and what was left out of it. */
import { brief, count } from '../count';
import { LabError } from '../error';
import type { ImportPreview } from '../experiment/import/preview';
import { parseAbItems } from '../formats/ab-items';
import type { ImportChoice } from '../formats/import/choice';
import type { Problem } from '../formats/import/table';
import { parseScenarioSet, type ScenarioSet } from '../formats/scenario-set';
import { readText } from '../formats/text';
import type { Context } from './ports';
import { t } from '../language/t';

export interface TextsRead {
  readonly kind: 'set';
  readonly set: ScenarioSet;
  /** Rows of the files that could not be used, and are not in the set. */
  readonly leftOut: number;
  /** Why, by file, row and field: the first 2,000. Of A/B items also why a row is no item, although it is a pair. */
  readonly problems: readonly Problem[];
  /** What should be known of the texts before a direction is made of them, a sentence each. */
  readonly warnings: readonly string[];
}

/** A set of the lab's own, of which every row can be read. */
export const wholeSet = (set: ScenarioSet): TextsRead => ({ kind: 'set', set, leftOut: 0, problems: [], warnings: [] });

/**
 * The set that texts become, as their columns suggest and `mapping` says. A/B items become pairs, and are its items, too; rated texts stand
 * beside the texts of the set in use. Throws `bad-input` for a column that there is not, and what taking the texts throws.
 */
export async function readTexts(
  { store, runFiles }: Pick<Context, 'store' | 'runFiles'>,
  files: readonly File[],
  mapping: Partial<ImportChoice>,
): Promise<TextsRead> {
  const given = files.map((file) => ({ name: file.name, blob: file }));
  const { set: state } = store.getState();
  const inUse = state.status === 'ready' ? state.set : null;
  const look = (choice: ImportChoice | null) => runFiles.call('lookAtTexts', { files: given, choice, inUse });
  const looked = await look(null);
  if (looked.kind === 'own') return wholeSet(parseScenarioSet(await readText(files[0]!, files[0]!.name), files[0]!.name));
  const { choice: suggested, columns } = looked.preview;
  expectColumns(mapping, columns);
  const wanted = mapping.use ?? suggested.use;
  const hasItems = wanted === 'items' || (wanted === 'pairs' && suggested.use === 'items');
  const roles = columnsOf(suggested.columns, mapping.columns);
  const choice: ImportChoice = { ...suggested, ...mapping, columns: roles, use: wanted === 'items' ? 'pairs' : wanted };
  const seen: ImportPreview[] = [];
  for (const use of hasItems ? (['pairs', 'items'] as const) : [choice.use]) {
    const one = await look({ ...choice, use });
    if (one.kind !== 'texts') continue;
    expectTaken(one.preview);
    seen.push(one.preview);
  }
  const { set } = await runFiles.call('takeTexts', { files: given, choice, inUse: choice.use === 'rated' ? inUse : null });
  const said = {
    leftOut: seen[0]?.counts.leftOut ?? 0,
    problems: once(seen.flatMap(({ problems }) => problems)),
    warnings: once(seen.flatMap(({ lint }) => lint)),
  };
  if (!hasItems) return { kind: 'set', set, ...said };
  const asked = await runFiles.call('takeItems', { files: given, choice: { ...choice, use: 'items' } });
  return { kind: 'set', set: { ...set, items: parseAbItems(asked.text, asked.name).items }, ...said };
}

/** The columns that the files suggest, but for the roles that `own` names: with its column, or with '' for none. */
const columnsOf = (suggested: ImportChoice['columns'], own: ImportChoice['columns'] = {}): ImportChoice['columns'] =>
  Object.fromEntries(Object.entries({ ...suggested, ...own }).filter(([, name]) => name !== ''));

/** Rows that a refusal names. */
const NAMED = 5;

/** Throws `import-refused` where these texts cannot be taken, with the rows that are left out where that is because of them. */
function expectTaken({ refused, problems, problemCount, counts }: ImportPreview): void {
  if (refused === null) return;
  const rows = problems
    .slice(0, NAMED)
    .map(({ file, row, field, says }) => `${file}, ${row}${field === '' ? '' : `, ${brief(field, 80)}`}: ${says}`);
  const more = problemCount > rows.length ? t`and ${problemCount - rows.length} more` : [];
  const left = rows.length > 0 ? t`${count(counts.leftOut, 'row')} left out: ${[...rows, more].flat().join('; ')}.` : '';
  throw new LabError('import-refused', refused.because === 'rows' ? `${refused.message} ${left}`.trim() : refused.message, refused.hint);
}

/** Throws `bad-input` for the first column that the files do not have. */
function expectColumns({ columns = {} }: Partial<ImportChoice>, there: readonly string[]): void {
  const other = Object.entries(columns).find(([, name]) => name !== '' && !there.includes(name));
  if (other === undefined) return;
  const [role, name] = other;
  throw new LabError(
    'bad-input',
    t`mapping.columns.${role}: there is no column “${name}”.`,
    t`Its columns are: ${there.slice(0, 20).join(', ')}. Choose one, or add it to the file.`,
  );
}

/** What says the same is there once. */
const once = <T>(all: readonly T[]): T[] => [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
