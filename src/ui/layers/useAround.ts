/** What the page knows beside a run of how its texts could be read: the set in use, the model, the template, and what was stopped. */
import type { ShownRun } from '../../experiment/shown';
import { useLab } from '../useLab';
import type { Around } from './evidence-lines';

export function useAround({ id }: Pick<ShownRun, 'id'>): Around {
  const setHash = useLab((s) => (s.set.status === 'ready' ? s.set.hash : null));
  const model = useLab((s) => (s.model.status === 'ready' ? s.model.info : null));
  const template = useLab((s) => s.experiment.view.capture.template);
  const note = useLab((s) => (s.evidence.status === 'idle' ? s.evidence.note : null));
  const stopped = useLab((s) => s.evidenceStopped.includes(id));
  const opened = useLab((s) => s.origins[id] === 'opened');
  return { setHash, model, opened, template, note, stopped, passed: model?.selfTest.passed ?? false };
}
