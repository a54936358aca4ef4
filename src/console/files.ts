/** What window.lab takes from files and gives as files. */
import * as v from 'valibot';
import * as given from './arguments';
import { importOptions } from './import-options';
import { EXPORTED, type Exported, type ExportOptions, type Imported, type ImportOptions } from './types';
import type { App } from '../app/lower';
import { readFiles } from '../app/read-files';
import { shownBand, shownLayer } from '../app/shown-blocks';
import { LabError } from '../error';
import { directionsId, type DirectionsRecord } from '../experiment/directions';
import { encodeExperiment } from '../experiment/encode';
import { PICTURES, type PictureName } from '../experiment/home/picture-names';
import { TABLES, type TableName } from '../experiment/home/table-names';
import { shownRun } from '../experiment/shown';
import { ggufOf, neuronpediaOf, npyOf, npzOf, outgoing, safetensorsOf, type Outgoing } from '../experiment/vectors/out';
import { decode } from '../formats/codec';
import { oneOf, record, text, whole } from '../formats/schemas';
import { checkBand, UNITS, type Steerable } from '../lab/units';

const HINT = 'Leave an option out for its default.';
const exportOptions = record({
  directions: v.optional(v.unknown()),
  name: v.optional(text),
  layer: v.optional(whole),
  unit: v.optional(oneOf(...UNITS)),
});

const ALL: readonly Exported[] = [
  ...EXPORTED,
  ...TABLES.flatMap((name) => [`csv:${name}`, `json:${name}`] as const),
  ...PICTURES.flatMap((name) => [`svg:${name}`, `png:${name}`] as const),
];
type PictureExport = Extract<Exported, `${'svg' | 'png'}:${string}`>;
const isPicture = (what: Exported): what is PictureExport => /^(?:svg|png):/.test(what);
/** The run file that the scripts of `ipynb` and `py` open, in the folder that they lie in. */
const RUN_FILE = 'run.json';

function typeOf(what: Exported, made: Uint8Array | string): string {
  if (typeof made !== 'string') return 'application/octet-stream';
  return what.startsWith('csv:') ? 'text/csv' : what === 'py' ? 'text/x-python' : 'application/json';
}

export function fileCalls({ store, runFiles, clock, analysis, showKept, areActivations, activationsFile, picture }: App) {
  /** The directions that are meant, with what is known of them. Throws `no-directions`, `bad-directions`, `invalid-input`. */
  function outgoingOf(o: ExportOptions | undefined): Outgoing {
    const state = store.getState();
    const options = decode(exportOptions, o ?? {}, given.told('', HINT));
    const run = shownRun(state.experiment);
    const own = options.directions === undefined ? null : recordOf(given.directions(options.directions), options.name ?? 'directions');
    const shown = run && { ...run.record, ...(options.name !== undefined && { name: options.name }) };
    const record = own ?? shown;
    if (!record)
      throw new LabError(
        'no-directions',
        'There are no directions on show.',
        'Hand some over, as lab.directions(pairs) or lab.import finds them.',
      );
    const layer = options.layer ?? Math.min(shownLayer(state), record.layers - 1);
    checkBand([layer, layer], record.layers);
    const made = outgoing(record, state.experiment, { layer, band: shownBand(state) });
    return { ...made, unit: options.unit ?? made.unit };
  }

  async function bytesOf(
    what: Exclude<Exported, PictureExport>,
    o: ExportOptions | undefined,
  ): Promise<Uint8Array<ArrayBuffer> | string | Blob> {
    const { experiment, set } = store.getState();
    switch (what) {
      case 'run':
        return encodeExperiment(experiment);
      case 'set':
        if (set.status !== 'ready') throw new LabError('no-scenarios', 'No scenario set is in use.', 'Open one first.');
        return JSON.stringify(set.set, null, 1);
      case 'npy':
        return npyOf(outgoingOf(o).record);
      case 'npz':
        return npzOf(outgoingOf(o), clock.now());
      case 'safetensors':
        return safetensorsOf(outgoingOf(o));
      case 'gguf':
        return ggufOf(outgoingOf(o));
      case 'neuronpedia':
        return neuronpediaOf(outgoingOf(o));
      case 'activations':
        return activationsFile(__VERSION__);
      case 'ipynb':
        return (await import('../experiment/home/plots')).plotNotebook(RUN_FILE);
      case 'py':
        return (await import('../experiment/home/plots')).plotScript(RUN_FILE);
      default: {
        const [form, name] = what.split(':') as ['csv' | 'json', TableName];
        const { tableCsv, tableJson, tableOf } = await import('../experiment/home/tables');
        const rows = tableOf(name, experiment);
        if (rows.length === 0)
          throw new LabError(
            'bad-input',
            `The run on show has no rows for the table “${name}”.`,
            'Make such records first, or open a run that has them.',
          );
        return form === 'csv' ? tableCsv(rows) : tableJson(rows);
      }
    }
  }

  async function pictureOf(what: PictureExport): Promise<Blob> {
    const [kind, name] = what.split(':') as ['svg' | 'png', PictureName];
    const made = await picture(name, kind);
    if (made) return made;
    throw new LabError(
      'bad-input',
      `The picture “${name}” is not on the page now.`,
      'Open the fold that it lies in, or make what it draws: a picture is taken as it stands there.',
    );
  }

  return {
    async importFiles(files: Iterable<File>, o?: ImportOptions): Promise<Imported> {
      const options = decode(importOptions, o ?? {}, given.told('', HINT));
      const all = given.files(files);
      const wrong = all.findIndex((one) => !(one instanceof File));
      if (wrong >= 0)
        throw new LabError(
          'bad-input',
          `Item ${wrong + 1} of the files is no File.`,
          'Give the files that a file input or a drop hands out.',
        );
      const read = await readFiles({ store, runFiles, clock, analysis, showKept, areActivations }, all, options);
      if (read.kind !== 'vectors') return read;
      const { layers, width, data, scale, name, lengths = [], origin } = read.directions;
      if (!('file' in origin)) throw new LabError('internal', 'Directions of a file name no file.');
      return {
        kind: 'vectors',
        directions: {
          ...{ layers, width, data, name, lengths, origin },
          ...(scale && { separation: scale.separation, midpoint: scale.midpoint, norm: scale.norm }),
        },
      };
    },
    async exportAs(what: Exported, o?: ExportOptions): Promise<Blob> {
      const known = decode(oneOf(...ALL), what, given.told('what', `Give one of ${ALL.join(', ')}.`));
      if (isPicture(known)) return pictureOf(known);
      const made = await bytesOf(known, o);
      if (made instanceof Blob) return made;
      return new Blob([made], { type: typeOf(known, made) });
    },
  };
}

/** Directions of a script as a record, their numbers as they are. */
function recordOf({ layers, width, data, separation, midpoint, norm }: Steerable, name: string): DirectionsRecord {
  const scale = separation && midpoint && norm ? { separation, midpoint, norm } : null;
  const own = { name, scale, data };
  return { id: directionsId(own), origin: { file: 'window.lab', sha256: '' }, layers, width, ...own };
}
