/** What a JSON file of a person's is, by what it says of itself, wherever in the file that stands. */
import { bytes as inWords } from '../count';
import { LabError } from '../error';

/** Bytes of the largest JSON file that is looked into: many times any run file or scenario set. */
export const MOST_JSON = 256e6;

/** Throws `bad-input` for a file that is too large to be either. */
export function expectSmall(bytes: number, file: string): void {
  if (bytes <= MOST_JSON) return;
  throw new LabError(
    'bad-input',
    `${file} has ${inWords(bytes)}: more than any run file or scenario set (at most ${inWords(MOST_JSON)}).`,
    'A model is loaded as a folder or an archive. A set this large has to be split.',
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
/** Records of a run file, of version 2 and of version 1: no set has them. */
const OF_RUNS = ['readings', 'analyses', 'directions', 'answers', 'completions', 'run', 'view'];

/**
 * `run` for a run file, `set` for anything else. One that does not say its format is told by its records; of a file that is no JSON, by
 * whether it writes that format anywhere: then the one who reads run files says where it is damaged.
 */
export function kindOf(json: string): 'run' | 'set' {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return new RegExp(`"format"\\s*:\\s*"${RUN}"`).test(json) ? 'run' : 'set';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'set';
  const format = formatOf(value);
  if (format !== null) return format === RUN ? 'run' : 'set';
  return OF_RUNS.some((name) => Object.hasOwn(value, name)) ? 'run' : 'set';
}
