/** One sentence that says which model made the numbers on the page, when, and on what. */
import type { CatalogueEntry } from '../hub/catalogue';
import type { ModelStamp } from '../experiment/stamp';
import type { ModelState, Provenance } from '../app/store';
import { deviceLabel } from '../experiment/names';
import { date } from './parts/format';

interface Origin {
  catalogue: readonly CatalogueEntry[];
  provenance: Provenance;
  stamp: ModelStamp | null;
  recordedAt: string | null;
  /** Of a run that was stopped: "19 of 110 texts"; null for a whole one. */
  part: string | null;
  model: ModelState['status'];
  running: boolean;
}

/** The name in the catalogue, else the end of the repository: `HuggingFaceTB/SmolLM2-135M-Instruct` → `SmolLM2-135M-Instruct`. */
export const modelName = (catalogue: readonly CatalogueEntry[], { id, repo }: { id: string; repo: string }): string =>
  catalogue.find((entry) => entry.id === id)?.name ?? repo.split('/').at(-1) ?? repo;

/** "WASM (2 threads)"; devices that name their kind themselves keep their own words. */
export const place = ({ device, deviceName }: Pick<ModelStamp, 'device' | 'deviceName'>): string =>
  deviceName.includes(deviceLabel(device)) ? deviceName : `${deviceLabel(device)} (${deviceName})`;

/** What a reader of the recorded run may want to know or do next. */
const NEXT: Record<ModelState['status'], string> = {
  none: ' No model is loaded.',
  loading: ' Your own model is being loaded.',
  ready: ' Press Run to replace it with your own.',
  failed: ' No model is loaded.',
};

export function provenanceLine({ catalogue, provenance, stamp, recordedAt, part, model, running }: Origin): { kind: string; text: string } {
  const name = stamp ? modelName(catalogue, stamp) : 'an unnamed model';
  const when = `${recordedAt ? ` from ${date(recordedAt)}` : ''}${part ? `, stopped after ${part}` : ''}`;
  switch (provenance) {
    case 'none':
      return { kind: 'no run', text: 'Nothing has been measured yet. Load a model, then press Run.' };
    case 'recorded': {
      return { kind: 'recorded', text: `A recorded run of ${name}${when}.${NEXT[model]}` };
    }
    case 'opened':
      return { kind: 'opened', text: `A run of ${name}${when}, opened from a file.` };
    case 'kept':
      return { kind: 'kept', text: `A run of ${name}${when}, kept in this browser.` };
    case 'live': {
      const where = stamp ? ` on ${place(stamp)}` : '';
      return {
        kind: 'live',
        text: running
          ? `${name} is running in this tab${where}.`
          : `A run of ${name} made in this tab${where}${part ? `, stopped after ${part}` : ''}.`,
      };
    }
  }
}
