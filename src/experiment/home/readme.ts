/** What README.txt of an archive says: what the files are, which of their records came with the page, what is left out and why. Pure. */
import { count } from '../../count';
import type { Experiment } from '../experiment';
import type { ShownRun } from '../shown';
import { NO_CORRELATION } from './published';
import { unreproducible } from './unreproducible';
import { t } from '../../language/t';

interface Of {
  readonly experiment: Experiment;
  readonly run: ShownRun;
  readonly isRecorded: (id: string) => boolean;
}
interface Holds {
  /** The run file's. */
  readonly name: string;
  /** Tables that have no rows. */
  readonly empty: readonly string[];
  readonly correlation: boolean;
  readonly pictures: number;
}

/** Lines of plain text, the last one ended. */
export function readme({ experiment, run, isRecorded }: Of, { name, empty, correlation, pictures }: Holds): string {
  const { set } = run.set;
  const again = unreproducible(run);
  const left = [
    ...(again === null ? [] : [['reproduce.py', again]]),
    ...(correlation ? [] : [['eia_correlation.json', NO_CORRELATION()]]),
    ...(set.unwritten ? [[t`the texts of the set`, t`They came as numbers alone: nobody knows them.`]] : []),
    ...(!set.unwritten && set.pairs.length === 0 ? [[t`a file of pairs`, t`The texts of the set have no partners.`]] : []),
    ...(empty.length > 0 ? [[empty.join(', '), t`The experiment has no records of the kind.`]] : []),
    ...(pictures > 0 ? [] : [[t`figures`, t`The page had drawn none yet.`]]),
    [t`what the model read (.safetensors)`, t`As a rule it is larger than all else together: EIA Lab writes it as a file of its own.`],
    [
      t`control vectors (GGUF), vectors for Neuronpedia`,
      t`Each is of one direction as it is pushed, or of one block: EIA Lab writes them one at a time.`,
    ],
  ];
  return [
    t`${set.name}, read by ${run.model.repo}. ${name} opens in EIA Lab; the .py and .ipynb files read it from the folder that they lie in; directions are NumPy arrays ([block, width] in .npy, one a block in .npz) and safetensors; figures are the pictures that were on the page.`,
    t`layers.csv and scores.csv are of this run; the other tables, and the run file, are of the whole experiment.${recordedIn(experiment, isRecorded)}`,
    t`Left out:`,
    ...left.map(([file, why]) => `- ${file}: ${why}`),
  ]
    .map((line) => `${line}\n`)
    .join('\n');
}

/** '' where none came with the page. */
function recordedIn({ answers, choices }: Experiment, isRecorded: (id: string) => boolean): string {
  const [said, chosen] = [answers, choices].map((all) => all.filter(({ id }) => isRecorded(id)).length) as [number, number];
  return said + chosen === 0
    ? ''
    : t` Among them are ${count(said, 'answer')} and ${count(chosen, 'choice')} of the recording that comes with the page, with the sweeps and damages made of them: their columns “at” and “model” say when and by which model they were made.`;
}
