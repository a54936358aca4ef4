/** A JSON file that comes in without a word of what it is: a run file and a scenario set each go to the action that opens them. */
import { expectSmall, kindOf } from '../formats/kind';
import { readText } from '../formats/text';
import { errorData, LabError } from '../error';
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
    /** Says of files that were dropped that none of them is anything to open. */
    refuseDropped(names: readonly string[]): void {
      const some = names.slice(0, 3).join(', ') + (names.length > 3 ? `, and ${names.length - 3} more` : '');
      const error = new LabError(
        'bad-input',
        `${some || 'What was dropped'}: nothing that can be opened here.`,
        'A run file or a scenario set is one file that ends in .json; a model is a folder with an .onnx file, or a .zip or .tar of one.',
      );
      store.setState({ error: errorData(error) });
    },
    /** Opens the file as what it is. A bad one throws and is shown; what the page shows stays. */
    openJson: async (file: File): Promise<void> => void (await ((await kind(file)) === 'run' ? openExperiment : openScenarioSet)(file)),
  };
}
