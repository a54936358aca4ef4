/** Which model made the numbers on the page, when, and on what: a sentence for the header, a line for each figure. Pure. */
import type { CatalogueEntry } from '../hub/catalogue';
import type { ShownRun } from '../experiment/shown';
import type { ModelStamp } from '../experiment/stamp';
import type { ModelState, Provenance } from '../app/store';
import { deviceLabel } from '../experiment/names';
import { brief, count, date } from './parts/format';
import { t } from '../language/t';

interface Origin {
  readonly catalogue: readonly CatalogueEntry[];
  readonly provenance: Provenance;
  readonly stamp: ModelStamp | null;
  /** What its texts were read on, see `readOn`; null where the stamp says it. */
  readonly on?: string | null;
  readonly recordedAt: string | null;
  /** Of a run that was stopped: "19 of 110 texts"; null for a whole one. */
  readonly part: string | null;
  readonly running: boolean;
  /** The file or address that it was opened from, where that is known. */
  readonly from?: string | null;
}

/** How far a run has come, where it is not whole: "19 of 110 texts". */
export const partOf = (run: Pick<ShownRun, 'complete' | 'computed' | 'fromStorage' | 'of'> | null): string | null =>
  run && !run.complete ? t`${run.computed + run.fromStorage} of ${count(run.of, 'text')}` : null;

/** The name in the catalogue, else the end of the repository: `HuggingFaceTB/SmolLM2-135M-Instruct` → `SmolLM2-135M-Instruct`. */
export const modelName = (catalogue: readonly CatalogueEntry[], { id, repo }: { id: string; repo: string }): string =>
  catalogue.find((entry) => entry.id === id)?.name ?? repo.split('/').at(-1) ?? repo;

/** "WASM (2 threads)"; devices that name their kind themselves keep their own words. */
export const place = ({ device, deviceName }: Pick<ModelStamp, 'device' | 'deviceName'>): string =>
  deviceName === '' || deviceName.includes(deviceLabel(device))
    ? deviceName || deviceLabel(device)
    : `${deviceLabel(device)} (${deviceName})`;

/**
 * What the texts of a run were read on, where that is not the device of its model's stamp: texts that were kept before may have been read
 * on another one. null where it is.
 */
export function readOn(run: Pick<ShownRun, 'model' | 'reading'> | null): string | null {
  if (!run) return null;
  const { devices, checked } = devicesOf(run.reading.texts);
  if (devices.length === 0 || (devices.length === 1 && devices[0] === run.model.device)) return null;
  const names = devices.map(deviceLabel).join(t` and `);
  return devices.length === 1 || checked ? names : t`${names} (not each checked against PyTorch)`;
}

type Texts = ShownRun['reading']['texts'];
interface Devices {
  readonly devices: readonly ModelStamp['device'][];
  /** Each of them was checked. */
  readonly checked: boolean;
}
/** Every figure asks after every change of the store; the texts of a reading never change. */
const known = new WeakMap<Texts, Devices>();

function devicesOf(texts: Texts): Devices {
  const before = known.get(texts);
  if (before) return before;
  const on = texts.flatMap((text) => text.on ?? []);
  const found = { devices: [...new Set(on.map(({ device }) => device))], checked: on.every(({ checked }) => checked) };
  known.set(texts, found);
  return found;
}

/** What a reader of the recorded run may want to know or do next. */
const NEXT: Record<ModelState['status'], string> = {
  none: t` No model is loaded.`,
  loading: t` Your own model is being loaded.`,
  ready: t` Press Run for a run of your own beside it.`,
  failed: t` No model is loaded.`,
};

/** The header's sentence, and its kind in a word or two. `model`: whether one is loaded, for what a reader may do next. */
export function provenanceLine({
  catalogue,
  provenance,
  stamp,
  on = null,
  recordedAt,
  part,
  model,
  running,
  from = null,
}: Origin & { readonly model: ModelState['status'] }): { kind: string; text: string } {
  const name = stamp ? modelName(catalogue, stamp) : t`an unnamed model`;
  const away = stamp?.elsewhere;
  if (away && provenance !== 'none')
    return {
      kind: t`read elsewhere`,
      text: t`Activations of ${brief(stamp.id, 80)}, from ${brief(away.file, 80)}; read elsewhere${stamp.deviceName && t` by ${brief(stamp.deviceName, 60)}`}, and not checked here. No model is needed for them.`,
    };
  const when = `${recordedAt ? t` from ${date(recordedAt)}` : ''}${part ? t`, stopped after ${part}` : ''}`;
  switch (provenance) {
    case 'none':
      return { kind: t`no run`, text: t`Nothing has been measured yet. Load a model, then press Run.` };
    case 'recorded': {
      return { kind: t`recorded`, text: t`A recorded run of ${name}${when}.${NEXT[model]}` };
    }
    case 'opened':
      return { kind: t`opened`, text: t`A run of ${name}${when}, opened from ${from === null ? t`a file` : brief(from, 80)}.` };
    case 'kept':
      return { kind: t`kept`, text: t`A run of ${name}${when}, kept in this browser.` };
    case 'live': {
      const where = stamp ? t` on ${(running ? null : on) ?? place(stamp)}` : '';
      return {
        kind: t`live`,
        text: running
          ? t`${name} is running in this tab${where}.`
          : t`A run of ${name} made in this tab${where}${part ? t`, stopped after ${part}` : ''}.`,
      };
    }
  }
}

/**
 * The line at the foot of a figure, for whoever meets it elsewhere: model, device, how and when, which set, which lab.
 * "SmolLM2-135M-Instruct on WASM (2 threads), recorded 25 Nov 2026, set “Empathy in action”. EIA Lab 0.1.0." `way`: how it was computed.
 */
export function originLine(origin: Origin & { readonly set: string | null; readonly way?: string; readonly version: string }): string {
  const { way = '', catalogue, provenance, stamp, on: readOn = null, recordedAt, part, set, running, version, from = null } = origin;
  const reading = provenance === 'live' && running;
  const on = recordedAt && !reading ? ` ${date(recordedAt)}` : '';
  const how: Record<Provenance, string> = {
    none: t`nothing measured yet`,
    recorded: t`recorded${on}`,
    opened: t`a run${on && t` of${on}`} opened from ${from === null ? t`a file` : brief(from, 60)}`,
    kept: t`a run${on && t` of${on}`} kept in a browser`,
    live: reading ? t`texts still arriving` : t`measured live${on}`,
  };
  const parts = [
    ...(stamp?.elsewhere
      ? [t`activations of ${brief(stamp.id, 60)}`, t`from ${brief(stamp.elsewhere.file, 60)}`, t`read elsewhere`]
      : [stamp ? t`${modelName(catalogue, stamp)} on ${readOn ?? place(stamp)}` : t`an unnamed model`, how[provenance]]),
    way,
    part && !reading ? t`stopped after ${part}` : '',
    set === null ? '' : t`set “${brief(set, 40)}”`,
  ];
  return t`${parts.filter(Boolean).join(', ')}. EIA Lab ${version}.`;
}

/** Answers or choices of one model, as a figure draws them. */
export interface Asked {
  readonly catalogue: readonly CatalogueEntry[];
  /** Its name alone where nothing else is known of it. */
  readonly model: ModelStamp | { readonly id: string };
  /** The latest of them. */
  readonly at: string;
  /** Where they come from, each place once. */
  readonly from: readonly Provenance[];
  /** Of the directions that they were pushed along: their name, and how they were found; null and '' where there are none. */
  readonly directions: string | null;
  readonly foundBy: string;
  readonly template: boolean;
  /** What else they were asked under. */
  readonly way?: string;
  readonly version: string;
}

/** The line at the foot of a figure of choices or of a sweep: as `originLine`, of records that need not come from where the run does. */
export function askedLine({ catalogue, model, at, from, directions, foundBy, template, way = '', version }: Asked): string {
  const on = date(at);
  const how: Record<Provenance, string> = {
    none: on,
    recorded: t`recorded ${on}`,
    opened: t`from a file that was opened, of ${on}`,
    kept: t`kept in a browser, of ${on}`,
    live: t`measured live ${on}`,
  };
  const parts: Record<Provenance, string> = {
    none: '',
    recorded: t`recorded`,
    opened: t`from a file`,
    kept: t`kept in a browser`,
    live: t`measured live`,
  };
  const [only, ...others] = from;
  const told =
    only === undefined || others.length > 0 ? t`in part ${from.map((one) => parts[one]).join(t`, in part `)}, the latest ${on}` : how[only];
  const all = [
    'repo' in model ? t`${modelName(catalogue, model)} on ${place(model)}` : model.id,
    told,
    directions === null ? '' : t`directions of “${directions}”${foundBy && ` (${foundBy})`}`,
    template ? t`as chat messages` : '',
    way,
  ];
  return t`${all.filter(Boolean).join(', ')}. EIA Lab ${version}.`;
}
