/** The texts of a file of activations as a scenario set, and which row of the file each of its texts is. Pure. */
import type { ActivationFile } from '../../formats/activations/open';
import { unreadable } from '../../formats/activations/refused';
import { splitsOf, splitsOfClasses } from '../../formats/import/split';
import type { ClassRow, PairRow, SplitName } from '../../formats/import/rows';
import { decodeScenarioSet, type ScenarioSet } from '../../formats/scenario-set';
import { slug } from '../../formats/slug';
import { count as counted } from '../../count';
import { planTexts } from '../text-plan';
import type { ActivationChoice } from './choice';
import { t } from '../../language/t';

export interface FileTexts {
  readonly set: ScenarioSet;
  /** [text of the set, in the order of `planTexts`] its row in the tensors. */
  readonly rows: readonly number[];
}

/** In the place of a text that the file does not have. In no language: the hash of the set is made of it. */
const unknownText = (row: number): string => `text ${row + 1}`;

/** Throws `activations-unreadable`: rows that are not those of the set, pairs of two situations, a class that one part lacks. */
export function textsOfFile(file: ActivationFile, choice: ActivationChoice): FileTexts {
  const { manifest, classes, count } = file;
  if (manifest.set) {
    const wanted = planTexts(manifest.set).texts.length;
    if (wanted !== count)
      throw unreadable(
        file.file,
        t`set: expected ${count} texts, one for each row of the tensors, got ${wanted} (pairs or texts, then rated texts).`,
      );
    return { set: { ...manifest.set, name: choice.name }, rows: Array.from({ length: count }, (_, row) => row) };
  }
  if (!classes) throw unreadable(file.file, t`it has neither labels nor pairs.`);
  return 'pairs' in classes ? pairedTexts(file, classes.pairs, choice) : labelledTexts(file, classes.labels, choice);
}

const textAt = ({ manifest }: ActivationFile, row: number): string => manifest.texts?.[row] ?? unknownText(row);
const groupAt = ({ manifest }: ActivationFile, row: number): string => manifest.groups?.[row] ?? '';
const splitAt = ({ manifest }: ActivationFile, row: number): SplitName | null => manifest.splits?.[row] ?? null;

function pairedTexts(file: ActivationFile, pairs: readonly (readonly [number, number])[], choice: ActivationChoice): FileTexts {
  for (const field of ['groups', 'splits'] as const) {
    const list = file.manifest[field];
    const odd = list ? pairs.findIndex(([positive, negative]) => list[positive] !== list[negative]) : -1;
    if (odd < 0) continue;
    const [positive, negative] = pairs[odd]!;
    throw unreadable(
      file.file,
      t`${field}[${positive}] and [${negative}], the texts of pair ${odd + 1}: expected the same, got “${list![positive]!}” and “${list![negative]!}”.`,
    );
  }
  const rows = pairs.map(([positive, negative]): Pick<PairRow, 'split' | 'group' | 'positive' | 'negative'> => ({
    split: splitAt(file, positive),
    group: groupAt(file, positive),
    positive: textAt(file, positive),
    negative: textAt(file, negative),
  }));
  const splits = splitsOf(rows, choice.split);
  const { list, idOf } = situationsOf(rows, choice.name);
  const set = {
    ...heading(file, choice),
    scenarios: list,
    pairs: rows.map(({ group, positive, negative }, i) => ({
      id: `pair-${i + 1}`,
      scenario: idOf(group),
      split: splits[i]!,
      positive,
      negative,
    })),
  };
  return { set: decoded(set, file), rows: pairs.flat() };
}

function labelledTexts(file: ActivationFile, labels: readonly number[], choice: ActivationChoice): FileTexts {
  const rows = labels.map((label, row): Pick<ClassRow, 'split' | 'group' | 'text' | 'side'> => ({
    split: splitAt(file, row),
    group: groupAt(file, row),
    text: textAt(file, row),
    side: label === 1 ? 'positive' : 'negative',
  }));
  const splits = splitsOfClasses(rows, choice.split);
  const { list, idOf } = situationsOf(rows, choice.name);
  const set = {
    ...heading(file, choice),
    scenarios: list,
    pairs: [],
    texts: rows.map(({ group, text, side }, i) => ({ id: `text-${i + 1}`, scenario: idOf(group), split: splits[i]!, label: side, text })),
  };
  return { set: decoded(set, file), rows: [...rows.keys()] };
}

function heading({ manifest, file, count }: ActivationFile, { name }: ActivationChoice) {
  const { concept = { name, positive: 'positive', negative: 'negative' }, licence, source, texts } = manifest;
  return {
    format: 'eia-lab/scenarios',
    version: 1,
    id: slug(name, 'activations'),
    name,
    licence: licence || 'not stated by the file',
    about: [
      t`Texts of the activations in ${file}: ${counted(count, 'text')}.`,
      source ? t`Source: ${source}.` : t`The file names no source.`,
    ].join(' '),
    concept,
    scored: [],
    prompts: [],
    ...(!texts && { unwritten: true }),
  };
}

const decoded = (set: unknown, { file }: ActivationFile): ScenarioSet =>
  decodeScenarioSet(set, file, {
    code: 'activations-unreadable',
    hint: t`Each part, train and test, needs texts of both classes: choose another split, correct “splits” of the manifest, or add texts.`,
  });

/** Situations in the order of their first row. Rows without one are of a situation that has the name of the set. */
function situationsOf(rows: readonly { readonly group: string }[], name: string) {
  const groups = [...new Set(rows.map(({ group }) => group))];
  const idOf = (group: string): string => group || slug(name, 'activations');
  return { idOf, list: groups.map((group) => ({ id: idOf(group), title: group || name })) };
}
