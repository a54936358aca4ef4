/** A JSON file that comes in without a word of what it is: run files, scenario sets and A/B items each go to the action that opens them. */
import { expectSmall, kindOf } from '../formats/kind';
import { readText } from '../formats/text';
import { errorData, LabError } from '../error';
import type { Context } from './ports';
import { t } from '../language/t';

type Kind = ReturnType<typeof kindOf>;

/** The actions that it may go to. */
interface Openers {
  openExperiment(file: File): Promise<unknown>;
  openScenarioSet(file: File): Promise<unknown>;
  openItems(file: File): Promise<unknown>;
}

export function droppedActions({ store }: Pick<Context, 'store'>, { openExperiment, openScenarioSet, openItems }: Openers) {
  /** The text is looked at as a whole: a program that sorts an object's fields puts "format" behind megabytes of them. */
  async function kind(file: File): Promise<Kind> {
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
      const some = names.slice(0, 3).join(', ') + (names.length > 3 ? t`, and ${names.length - 3} more` : '');
      const error = new LabError(
        'bad-input',
        t`${some || t`What was dropped`}: nothing that can be opened here.`,
        t`A run file, a scenario set or a file of A/B items is one file that ends in .json (.jsonl for items, one a line); a model is a folder with an .onnx file, or a .zip or .tar of one.`,
      );
      store.setState({ error: errorData(error) });
    },
    /** Opens the file as what it is, and says that. A bad one throws and is shown; what the page shows stays. */
    async openJson(file: File): Promise<Kind> {
      const found = await kind(file);
      await { run: openExperiment, items: openItems, set: openScenarioSet }[found](file);
      return found;
    },
    /** The same for what a person says to be a set: A/B items are opened, too, and a run file is called one. */
    openSetOrItems: async (file: File): Promise<void> => void (await ((await kind(file)) === 'items' ? openItems : openScenarioSet)(file)),
  };
}
