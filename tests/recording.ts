/** The recording that comes with the page (public/demo, in parts), as tests read it. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export const partText = (name: string): string => gunzipSync(readFileSync(`public/demo/${name}.json.gz`)).toString('utf8');

interface Parts {
  readonly [kind: string]: unknown;
  readonly answers?: readonly { readonly id: string; readonly edits: readonly { readonly amount: number }[]; readonly control?: unknown }[];
  readonly directions?: readonly object[];
  readonly view?: object;
}
const read = (name: string): Parts => JSON.parse(partText(name)) as Parts;

/** The first prompt of the first set. */
const PROMPT = 'food-delivery-prompt';

function whole(): string {
  const run = read('empathy');
  const written = read(`empathy.answers.${PROMPT}`)
    .answers!.filter(({ control }) => !control)
    .sort((a, b) => a.edits[0]!.amount - b.edits[0]!.amount);
  const answers = written.map((one, i) => ({ ...one, id: `answer-${i + 1}` }));
  const { choices, directions: others = [] } = read('empathy.choices');
  const { readouts } = read('empathy.readouts');
  const shown = answers.map(({ id }) => id);
  return JSON.stringify({
    ...run,
    directions: [...run.directions!, ...others],
    answers,
    choices,
    readouts,
    view: { ...run.view, answers: shown },
  });
}

const LISTS = ['sets', 'readings', 'analyses', 'directions', 'readouts', 'matrices', 'choices'];

const once = (records: readonly { readonly id?: string }[]): readonly unknown[] =>
  records.filter(({ id }, i) => id === undefined || records.findIndex((one) => one.id === id) === i);

function others(): string {
  const names = ['empathy-matched', 'decisions', 'honesty', 'fairness', 'beneficence'];
  const all = [
    ...names.flatMap((name) => [read(name), read(`${name}.readouts`)]),
    read('decisions.choices'),
    read('logistic'),
    read('matrix'),
  ];
  // Directions of another concept stand in a part and in a run of their own.
  const joined = LISTS.map((kind) => [kind, once(all.flatMap((one) => (one[kind] ?? []) as readonly { readonly id?: string }[]))]);
  return JSON.stringify({ ...read('logistic'), ...Object.fromEntries(joined) });
}

/**
 * The run that the page opens with, its answers (without those of controls) to the first prompt, weakest push first and on show, its
 * choices and its readout.
 */
export const RECORDING: string = whole();
/** The recorded runs of other sets, as one run file. */
export const MORE: string = others();
