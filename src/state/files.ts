/** Files a person brings: scenario sets and saved experiments. A bad one is refused with its reason; what the page shows stays. */
import { hashScenarioSet, parseScenarioSet, type ScenarioSet } from '../data/scenarios';
import { readText } from '../data/text';
import { errorData } from '../error';
import type { Experiment, Recorded } from './experiment';
import { checkExperiment } from './check-experiment';
import { decodeExperiment } from './file';
import { analysis } from './analysis';
import { remeasure } from './remeasure';
import { replaceExperiment } from './replace';
import { useLab } from './store';

const { setState: set } = useLab;

/** A scenario file chosen by the user. A bad one throws and is shown; the set in use stays. */
export async function openScenarioSet(file: File): Promise<ScenarioSet> {
  try {
    const parsed = parseScenarioSet(await readText(file, file.name), file.name);
    const hash = await hashScenarioSet(parsed);
    set({ set: { status: 'ready', set: parsed, hash }, error: null });
    return parsed;
  } catch (error) {
    set({ error: errorData(error) });
    throw error;
  }
}

/** Shows a saved experiment. A bad file throws and is shown; the page keeps what it had. */
export async function openExperiment(source: File | Experiment): Promise<void> {
  try {
    const recorded: Recorded = source instanceof File ? decodeExperiment(await readText(source, source.name), source.name) : source;
    checkExperiment(recorded, 'experiment');
    const experiment = await remeasure(recorded, analysis);
    replaceExperiment(experiment, 'opened');
  } catch (error) {
    set({ error: errorData(error) });
    throw error;
  }
}

export function dismissError(): void {
  set({ error: null });
}
