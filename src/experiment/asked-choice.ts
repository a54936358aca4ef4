/** A choice as the lab's own plans ask for it: by what it was pushed, in which way, of which item, in which row. Pure. */
import { editsKey, pushBeside } from './answer';
import { fileOf, type Choice } from './choice';
import { rowName, type ChoiceRow, type ChoiceWay } from './choice-plan';
import { wayKey } from './ways';

export interface AskedChoice {
  /** Its amount is not 0. */
  readonly isPushed: boolean;
  /** null without an edit, or where the question was not kept. */
  readonly way: ChoiceWay | null;
  /** `wayKey` of the way. */
  readonly wayKey: string | null;
  /** Equal for choices that differ in directions, band, unit and amount alone: `besideKey` of its way. */
  readonly besideKey: string | null;
  /** Equal for choices of one item. */
  readonly item: string;
  readonly row: ChoiceRow;
  /** `rowName` of the row. */
  readonly rowName: string;
}

/** What a choice without a push must share with a way to be its zero: template, model, file, edits beside. */
export const besideKey = ({
  template,
  model: { graphHash, device },
  file,
  edits,
}: Omit<ChoiceWay, 'directions' | 'band' | 'unit'>): string => JSON.stringify([template, graphHash, device, file, editsKey(edits)]);

/** Of thousands of choices each is looked at again with every way that is shown; records never change. */
const known = new WeakMap<Choice, AskedChoice | null>();

/** null for a choice that no plan asks for: under other edits than one push that its blocks share evenly, and edits beside it. */
export function askedChoice(choice: Choice): AskedChoice | null {
  const there = known.get(choice);
  if (there !== undefined) return there;
  const asked = read(choice);
  known.set(choice, asked);
  return asked;
}

function read(choice: Choice): AskedChoice | null {
  const { control, edits, model, options, question } = choice;
  const beside = pushBeside(edits);
  if (edits.length > 0 && !beside) return null;
  const amount = beside?.push.amount ?? 0;
  const row: ChoiceRow = { amount, ...(control && { control }) };
  const { graphHash, device } = model;
  const asked = question && {
    ...{ template: question.template, model: { graphHash, device }, file: fileOf(choice), edits: beside?.edits ?? [] },
  };
  const push = beside?.push;
  const way = push && asked ? { ...asked, directions: push.directions, band: push.band, unit: push.unit } : null;
  return {
    ...{ isPushed: amount !== 0, way, wayKey: way && wayKey(way), besideKey: asked ? besideKey(asked) : null },
    ...{ item: JSON.stringify([question?.prompt, options]), row, rowName: rowName(row) },
  };
}
