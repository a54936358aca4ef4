/** One sentence that says which model made the numbers on the page, when, and on what. */
import type { ModelStamp } from '../state/experiment';
import type { ModelState, Provenance } from '../state/store';
import { date, deviceLabel } from './parts/format';

interface Origin {
  provenance: Provenance;
  stamp: ModelStamp | null;
  recordedAt: string | null;
  model: ModelState['status'];
  running: boolean;
}

/** `HuggingFaceTB/SmolLM2-135M-Instruct` → `SmolLM2-135M-Instruct`. */
export const modelName = (repo: string): string => repo.split('/').at(-1) ?? repo;

export function provenanceLine({ provenance, stamp, recordedAt, model, running }: Origin): { kind: string; text: string } {
  const name = stamp ? modelName(stamp.repo) : 'an unnamed model';
  const when = recordedAt ? ` from ${date(recordedAt)}` : '';
  switch (provenance) {
    case 'none':
      return { kind: 'no run', text: 'Nothing has been measured yet. Load a model, then press Run.' };
    case 'recorded': {
      const next = model === 'none' ? 'Nothing has been downloaded.' : 'Press Run to replace it with your own.';
      return { kind: 'recorded', text: `A recorded run of ${name}${when}. ${next}` };
    }
    case 'opened':
      return { kind: 'opened', text: `A run of ${name}${when}, opened from a file.` };
    case 'live': {
      const where = stamp ? ` on ${deviceLabel(stamp.device)} (${stamp.deviceName})` : '';
      return { kind: 'live', text: running ? `${name} is running in this tab${where}.` : `A run of ${name} made in this tab${where}.` };
    }
  }
}
