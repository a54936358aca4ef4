/**
 * Experiments from files: reading checks every field and names the path of what is wrong; version 1 is read, too, and becomes records. A
 * worker of its own reads them (`readRun`), so that a large file holds up no page.
 */
import * as v from 'valibot';
import { decode } from '../formats/codec';
import { formatOf, SET } from '../formats/kind';
import { unpackJson } from '../formats/packed';
import { decodeScenarioSet } from '../formats/scenario-set';
import { versioned, list, oneOf, record, text } from '../formats/schemas';
import { separatorOf } from '../formats/text';
import { LabError } from '../error';
import { claimsOf, writtenAnalysis } from './analysis';
import { answer } from './answer';
import { choice } from './choice';
import { expectWhole } from './consistent';
import { damageRecord } from './damage';
import { directionsRecord } from './directions';
import type { KnownSet, Recorded } from './experiment';
import { decodeGames, writtenGame } from './known-games';
import { play } from './play';
import { rating } from './rating';
import { reading } from './reading';
import { readoutRecord } from './readout';
import { trainTestRecord } from './train-test';
import { fromVersion1 } from './version-1';
import { view } from './view';
import { t } from '../language/t';

export { encodeExperiment, encodeParts } from './encode';

const HINT = t`The file is damaged or from another version of the lab.`;

/** `set` is looked at by its own codec. */
const knownSet = record({ hash: text, set: v.unknown() });

const FORMAT = { format: v.literal('eia-lab/experiment', '"eia-lab/experiment"'), version: oneOf(1, 2) };
const format = versioned(FORMAT, {});
const written = versioned(FORMAT, {
  sets: list(knownSet),
  readings: list(reading),
  analyses: list(writtenAnalysis),
  directions: list(directionsRecord),
  answers: list(answer),
  choices: list(choice),
  /** Files of before have none. */
  damages: v.optional(list(damageRecord), []),
  ratings: list(rating),
  /** Files of before have none. */
  matrices: v.optional(list(trainTestRecord), []),
  /** Files of before have none. */
  readouts: v.optional(list(readoutRecord), []),
  /** Files of before have none. */
  games: v.optional(list(writtenGame), []),
  plays: v.optional(list(play), []),
  view,
});

/**
 * What the file holds, its derived numbers aside. Throws `experiment-not-json`, `set-as-run`, and what `checkExperiment` throws, naming the
 * file.
 */
export function decodeExperiment(json: string, file: string): Recorded {
  let value: unknown;
  try {
    value = unpackJson(json);
  } catch (error) {
    const what = separatorOf(json)
      ? t`it is a table (CSV), where a run file is JSON`
      : /call stack|recursion/i.test((error as Error).message)
        ? t`its lists lie one in the other, too deep to be read`
        : (error as Error).message;
    throw new LabError('experiment-not-json', t`${file} is not a run file: ${what}.`, t`Choose a .json file that the lab exported.`);
  }
  if (formatOf(value) === SET)
    throw new LabError(
      'set-as-run',
      t`${file} is a scenario set, not a run file: it has texts, and no numbers.`,
      t`Open it as a scenario file: its texts are in use then, and a run reads them.`,
    );
  return checkExperiment(value, file);
}

/**
 * What a file or a script gives as an experiment, of version 1 or 2. Throws `experiment-invalid` with file, path, what was expected and
 * what is there.
 */
export function checkExperiment(value: unknown, file: string): Recorded {
  const told = { code: 'experiment-invalid', hint: HINT, file, whole: t`(whole file)`, most: 1 } as const;
  const { version } = decode(format, value, told);
  if (version === 1) return expectWhole(fromVersion1(value, told), told);
  const { sets, analyses, games, ...rest } = decode(written, value, told);
  const recorded: Recorded = {
    ...rest,
    version: 2,
    games: decodeGames(games, told),
    sets: sets.map(({ hash, set }, i): KnownSet => ({ hash, set: decodeScenarioSet(set, `${file}: sets[${i}].set`, told) })),
    analyses: analyses.map(({ report, ...analysis }, i) => ({ ...analysis, claims: report ? claimsOf(report, `analyses[${i}]`) : [] })),
  };
  return expectWhole(recorded, told);
}
