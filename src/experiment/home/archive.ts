/** Everything of a run as one archive: the run file, its texts, tables, directions, Python, and the pictures that the page has drawn. */
import { zipOf } from '../../formats/zip';
import { pairsFile, setFile, statementsFile } from '../draft/out';
import { encodeExperiment } from '../encode';
import { slug } from '../../formats/slug';
import type { Experiment } from '../experiment';
import { outgoing, npyOf, npzOf, safetensorsOf } from '../vectors/out';
import type { ShownRun } from '../shown';
import { plotNotebook, plotScript } from './plots';
import { correlationFile, validationFile } from './published';
import { readme } from './readme';
import { reproduceScript } from './reproduce';
import { TABLES } from './table-names';
import { tableCsv, tableOf } from './tables';

/** A picture of the page. */
export interface Picture {
  /** "auroc-by-block.svg". */
  readonly name: string;
  readonly blob: Blob;
}

interface Taken {
  readonly experiment: Experiment;
  readonly run: ShownRun;
  readonly pictures: readonly Picture[];
  /** Whether the record of that id came with the page as its recording. */
  readonly isRecorded: (id: string) => boolean;
}

/** `name`: of the run file, as it is downloaded alone. `at`: now. What cannot be made is left out, and README.txt says why. */
export async function archiveOf({ experiment, run, pictures, isRecorded }: Taken, name: string, at: Date): Promise<Blob> {
  const { set } = run.set;
  const again = reproduceScript(run, name);
  const along = correlationFile(run, Math.min(experiment.view.layer, run.directions.layers - 1));
  const tables = TABLES.map((table) => ({ name: `${table}.csv`, text: tableCsv(tableOf(table, experiment)) }));
  const empty = tables.filter(({ text }) => text === '').map((table) => table.name);
  const texts = [
    { name, text: encodeExperiment(experiment) },
    // Texts that nobody knows are none to take home.
    ...(set.unwritten ? [] : [setFile(set), ...(set.pairs.length > 0 ? [pairsFile(set)] : []), statementsFile(set)]),
    ...tables.filter(({ text }) => text !== ''),
    { name: 'validation_auroc.json', text: validationFile(run) },
    ...(along === null ? [] : [{ name: 'eia_correlation.json', text: along }]),
    { name: 'plots.py', text: plotScript(name) },
    { name: 'plots.ipynb', text: plotNotebook(name) },
    ...(again === null ? [] : [{ name: 'reproduce.py', text: again }]),
  ];
  const files = [
    ...texts.map(({ name, text }) => ({ path: name, blob: new Blob([text]) })),
    ...(await directionFiles(experiment, at)),
    ...pictures.map(({ name, blob }) => ({ path: `figures/${name}`, blob })),
  ];
  const said = readme({ experiment, run, isRecorded }, { name, empty, correlation: along !== null, pictures: pictures.length });
  return zipOf([{ path: 'README.txt', blob: new Blob([said]) }, ...files], at);
}

/** All directions of the experiment, numbered, for names may be alike: as a plain array, and with what is known of them. */
async function directionFiles(experiment: Experiment, at: Date) {
  const { layer, steering } = experiment.view;
  const files = experiment.directions.map(async (record, i) => {
    const last = record.layers - 1;
    const [from, to] = steering.band;
    const way = outgoing(record, experiment, { layer: Math.min(layer, last), band: [Math.min(from, last), Math.min(to, last)] });
    const path = `directions/${i + 1}-${slug(record.name, 'directions')}`;
    return [
      { path: `${path}.npy`, blob: new Blob([npyOf(record)]) },
      { path: `${path}.npz`, blob: await npzOf(way, at) },
      { path: `${path}.safetensors`, blob: new Blob([safetensorsOf(way)]) },
    ];
  });
  return (await Promise.all(files)).flat();
}
