/** What is in a part of the recording (`src/experiment/recorded.ts` has its files). The worker of run files reads it. */
import * as v from 'valibot';
import { decode } from '../formats/codec';
import { list, oneOf, versioned } from '../formats/schemas';
import { unpackJson } from '../formats/packed';
import { LabError } from '../error';
import { answer } from './answer';
import { choice } from './choice';
import { expectWhole } from './consistent';
import { damageRecord } from './damage';
import { directionsRecord } from './directions';
import { byId, emptyExperiment, type Experiment, type Recorded } from './experiment';
import { decodeGames, writtenGame } from './known-games';
import { play } from './play';
import { rating } from './rating';
import { readoutRecord } from './readout';
import { t } from '../language/t';

const written = versioned(
  { format: v.literal('eia-lab/part', '"eia-lab/part"'), version: oneOf(1) },
  {
    answers: v.optional(list(answer), []),
    damages: v.optional(list(damageRecord), []),
    choices: v.optional(list(choice), []),
    ratings: v.optional(list(rating), []),
    readouts: v.optional(list(readoutRecord), []),
    games: v.optional(list(writtenGame), []),
    plays: v.optional(list(play), []),
    /** Of other concepts, which stand beside the choices. */
    directions: v.optional(list(directionsRecord), []),
  },
);

/**
 * The records of a part as an experiment of their own, with the directions that they name out of `experiment`. Throws
 * `experiment-not-json`, and `experiment-invalid` with file and path.
 */
export function decodePart(json: string, file: string, { directions }: Pick<Experiment, 'directions'>): Recorded {
  const told = { code: 'experiment-invalid', hint: HINT, file, whole: t`(whole file)`, most: 1 } as const;
  let value: unknown;
  try {
    value = unpackJson(json);
  } catch (error) {
    throw new LabError('experiment-not-json', t`${file} is no part of a recording: ${(error as Error).message}.`, HINT);
  }
  const { answers, damages, choices, ratings, readouts, games, plays, directions: own } = decode(written, value, told);
  const named = directions.filter(({ id }) => json.includes(id) && !byId(own, id));
  return expectWhole(
    {
      ...emptyExperiment(),
      directions: [...named, ...own],
      answers,
      damages,
      choices,
      ratings,
      readouts,
      plays,
      games: decodeGames(games, told),
    },
    told,
  );
}

const HINT = t`The file is damaged or from another version of the lab.`;
