/** Files a person brings: scenario sets and saved experiments. A bad one is refused with its reason; what the page shows stays. */
import { hashScenarioSet, parseScenarioSet, type ScenarioSet } from '../formats/scenario-set';
import { readText } from '../formats/text';
import { errorData } from '../error';
import { readOwnSet, writeOwnSet } from '../storage/session';
import type { Experiment, Recorded } from '../experiment/experiment';
import { checkExperiment } from '../experiment/check-experiment';
import { decodeExperiment } from '../experiment/run-file';
import { analysis } from './analysis';
import { remeasure } from './remeasure';
import { replaceExperiment } from './replace';
import { store } from './store';

const { setState: set } = store;

/** A scenario file chosen by the user. A bad one throws and is shown; the set in use stays. */
export async function openScenarioSet(file: File): Promise<ScenarioSet> {
  try {
    const text = await readText(file, file.name);
    const parsed = await takeSet(text, file.name);
    await writeOwnSet(text).catch(() => undefined); // A browser that refuses storage has it until the page goes.
    return parsed;
  } catch (error) {
    set({ error: errorData(error) });
    throw error;
  }
}

/** Takes the set of one's own into use that this browser kept. False where it kept none, or a damaged one. */
export async function openOwnSet(): Promise<boolean> {
  const text = await readOwnSet();
  if (text === null) return false;
  return takeSet(text, 'the set that this browser kept').then(
    () => true,
    () => false,
  );
}

async function takeSet(json: string, file: string): Promise<ScenarioSet> {
  const parsed = parseScenarioSet(json, file);
  const hash = await hashScenarioSet(parsed);
  set({ set: { status: 'ready', set: parsed, hash, shipped: null }, error: null });
  return parsed;
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
