/** What a JSON file of a person's is, by what it says of itself, wherever in the file that stands. */
import { bytes as inWords } from '../count';
import { LabError } from '../error';
import { t } from '../language/t';

/** Bytes of the largest JSON file that is looked into: many times any run file or scenario set. */
export const MOST_JSON = 256e6;
/** Of the largest game: two hundred times any that comes with the lab. */
const MOST_GAME = 1e6;

/** Throws `bad-input` for a file that is too large to be any that is opened here, or, where one is to be opened, to be a game. */
export function expectSmall(bytes: number, file: string, kind?: typeof GAME): void {
  if (kind === GAME && bytes > MOST_GAME)
    throw new LabError(
      'bad-input',
      t`${file} has ${inWords(bytes)}: more than any game (at most ${inWords(MOST_GAME)}).`,
      t`A game is a small file of rules and texts: see whether this is the file that was meant.`,
    );
  if (bytes <= MOST_JSON) return;
  throw new LabError(
    'bad-input',
    t`${file} has ${inWords(bytes)}: more than any run file, scenario set or game (at most ${inWords(MOST_JSON)}).`,
    t`A model is loaded as a folder or an archive. A set this large has to be split.`,
  );
}

/** What a file says of its own format, where that is a text. */
export function formatOf(value: unknown): string | null {
  const format = typeof value === 'object' && value !== null ? (value as { format?: unknown }).format : null;
  return typeof format === 'string' ? format : null;
}

/** How a scenario set calls its format. */
export const SET = 'eia-lab/scenarios';
/** How a run file does. */
export const RUN = 'eia-lab/experiment';
/** How a lesson does. */
export const LESSON = 'eia-lab/lesson';
/** How a game does. */
export const GAME = 'eia-lab/game';
/** How a set does that is still being written. */
export const DRAFT = 'eia-lab/draft';
/** How each line of the lab's file of pairs that a model wrote does, where the published files say "eia_scenario". They are rows. */
export const WRITTEN = 'eia-lab/written-pairs/1';
/** Records of a run file, of version 2 and of version 1: no set has them. */
const OF_RUNS = ['readings', 'analyses', 'directions', 'answers', 'completions', 'run', 'view'];

/** Fields of the paper's result files (src/formats/paper-results.ts), which no other file has. */
const OF_RESULTS = ['layer_results', 'pearson_correlation', 'random_baseline', 'target_layer'];

/** Fields of a vector as Neuronpedia has it, no other file has both. */
const OF_VECTORS = ['layerNumber', 'vector'];

/** Fields of rows that no other file has (src/formats/ab-items.ts). */
const OF_ITEMS = ['answer_matching_behavior', 'answer_not_matching_behavior'];
const WRITES_ITEMS = /"answer_(?:not_)?matching_behavior"\s*:/;

/**
 * `run` for a run file, `lesson` for a lesson, `game` for a game, `items` for A/B items, `vectors` for Neuronpedia’s, `results` for result
 * files of the paper, `draft` for a set that is being written, `set` for anything else. A file that does not say its format is told by its
 * records, or the fields of its rows; of a file that is no JSON, by whether it writes that format or those fields anywhere: then the one
 * who reads such files says where it is damaged.
 */
export function kindOf(json: string): 'run' | 'lesson' | 'game' | 'items' | 'vectors' | 'results' | 'draft' | 'set' {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    if (new RegExp(`"format"\\s*:\\s*"${RUN}"`).test(json)) return 'run';
    if (new RegExp(`"format"\\s*:\\s*"${LESSON}"`).test(json)) return 'lesson';
    if (new RegExp(`"format"\\s*:\\s*"${GAME}"`).test(json)) return 'game';
    return !new RegExp(`"format"\\s*:\\s*"${SET}"`).test(json) && WRITES_ITEMS.test(json) ? 'items' : 'set';
  }
  if (Array.isArray(value) ? value.some(isVector) : isVector(value)) return 'vectors';
  if (Array.isArray(value)) return value.some(isRow) ? 'items' : 'set';
  if (typeof value !== 'object' || value === null) return 'set';
  const format = formatOf(value);
  if (format === LESSON) return 'lesson';
  if (format === GAME) return 'game';
  if (format === DRAFT) return 'draft';
  if (format !== null) return format === RUN ? 'run' : 'set';
  if (isRow(value)) return 'items';
  if (isResults(value)) return 'results';
  return OF_RUNS.some((name) => Object.hasOwn(value, name)) ? 'run' : 'set';
}

/** Fields that sets have and no other texts. */
const OF_SETS = ['scenarios', 'pairs', 'scored', 'prompts'];
const WRITES_OWN = new RegExp(`"format"\\s*:\\s*"(?!${WRITTEN}")eia-lab/`);

/**
 * Whether texts are written in another layout than the lab's own files (src/formats/import): tables, rows, lists. JSON that is broken, or
 * has no field at all, is taken for a file of the lab where it says so anywhere, and for rows otherwise.
 */
export function isForeign(text: string): boolean {
  if (!/^\s*\{/.test(text)) return true;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return !WRITES_OWN.test(text);
  }
  if (typeof value !== 'object' || value === null) return true;
  const format = formatOf(value);
  if (format === WRITTEN) return true;
  if (format?.startsWith('eia-lab/')) return false;
  return Object.keys(value).length > 0 && ![...OF_SETS, ...OF_RUNS].some((name) => Object.hasOwn(value, name));
}

const isVector = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && OF_VECTORS.every((name) => Object.hasOwn(value, name));
const isRow = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && OF_ITEMS.some((name) => Object.hasOwn(value, name));

/** A run file lists its analyses; those of the paper are by model, as are the layers of its models. */
function isResults(value: object): boolean {
  const { analyses } = value as { analyses?: unknown };
  if (OF_RESULTS.some((name) => Object.hasOwn(value, name)) || isObject(analyses)) return true;
  const all = Object.values(value);
  return all.length > 0 && all.every((one) => isObject(one) && isObject((one as { layers?: unknown }).layers));
}
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
