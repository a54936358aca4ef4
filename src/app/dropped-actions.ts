/** A JSON file that comes in without a word of what it is: a run file and a scenario set each go to the action that opens them. */
import { expectSmall, kindOf } from '../formats/kind';
import { readText } from '../formats/text';
import { errorData } from '../error';
import type { Context } from './ports';

/** The actions that it may go to. */
interface Openers {
  openExperiment(file: File): Promise<unknown>;
  openScenarioSet(file: File): Promise<unknown>;
}

export function droppedActions({ store }: Pick<Context, 'store'>, { openExperiment, openScenarioSet }: Openers) {
  /** The text is looked at as a whole: a program that sorts an object's fields puts "format" behind megabytes of them. */
  async function kind(file: File): Promise<ReturnType<typeof kindOf>> {
    try {
      expectSmall(file.size, file.name);
      return kindOf(await readText(file, file.name));
    } catch (error) {
      store.setState({ error: errorData(error) });
      throw error;
    }
  }
  return {
    /** Opens the file as what it is. A bad one throws and is shown; what the page shows stays. */
    openJson: async (file: File): Promise<void> => void (await ((await kind(file)) === 'run' ? openExperiment : openScenarioSet)(file)),
  };
}
