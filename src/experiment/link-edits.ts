/** How a link says what is done to the stream beside the push: "ablate_shown_10-19_0_separation_all", several with a star between. */
import * as v from 'valibot';
import { edit, type Edit } from './answer';
import { byId, type Experiment } from './experiment';
import { SHOWN, type Parameter } from './link-parameter';
import { LIMITS } from './view';
import { t } from '../language/t';

/** Edits that a link may have. */
const MOST_EDITS = 20;
const BETWEEN = '*';
const WITHIN = '_';
const EXPECTED = t`up to ${MOST_EDITS} edits as ablate_${SHOWN}_10-19_0_separation_all`;

/** Ids of people are any text. */
const named = (id: string): string => encodeURIComponent(id).replaceAll(WITHIN, '%5F').replaceAll(BETWEEN, '%2A');

const write = ({ op, directions, band, amount, unit, when, profile }: Edit, shown: string | undefined): string =>
  [op, directions === shown ? SHOWN : named(directions), band.join('-'), amount, unit, when, ...(profile ? [profile.join(',')] : [])].join(
    WITHIN,
  );

/** null for what is no edit. */
function read(text: string): Edit | null {
  const [op, directions = '', band = '', amount = '', unit, when, profile, ...more] = text.split(WITHIN);
  const blocks = /^(\d{1,4})-(\d{1,4})$/.exec(band);
  const { success, output } = v.safeParse(edit, {
    op,
    directions: idOf(directions),
    band: blocks && [Number(blocks[1]), Number(blocks[2])],
    amount: amount.trim() === '' ? NaN : Number(amount),
    unit,
    when,
    ...(profile !== undefined && { profile: profile.split(',').map((one) => (one.trim() === '' ? NaN : Number(one))) }),
  });
  if (!success || more.length > 0 || output.band[0] > output.band[1]) return null;
  const { min, max } = LIMITS.alpha;
  const shares = output.profile ?? [1];
  const isFair = shares.every((share) => share >= 0 && share <= max) && shares.some((share) => share > 0);
  return isFair && output.amount >= min && output.amount <= max ? output : null;
}

/** null where it is written wrongly. */
function idOf(text: string): string | null {
  try {
    return decodeURIComponent(text) || null;
  } catch {
    return null;
  }
}

/** The parameter of a link that has them. */
export const EDITS: Parameter = {
  name: 'edits',
  write: ({ edits }, _, { directions }) =>
    edits.length === 0 || edits.length > MOST_EDITS ? null : edits.map((one) => write(one, directions)).join(BETWEEN),
  read(text) {
    const all = text.split(BETWEEN);
    const edits = all.slice(0, MOST_EDITS).flatMap((one) => read(one) ?? []);
    return edits.length === all.length ? { choices: { edits } } : { expected: EXPECTED };
  },
};

/** The edits of a link along directions of this experiment, and in words those whose directions it has not. `shown`: the id on show. */
export function editsHere(edits: readonly Edit[], experiment: Experiment, shown: string | null): { edits: Edit[]; ignored: string[] } {
  const found = edits.map((one) => ({ ...one, directions: one.directions === SHOWN ? (shown ?? SHOWN) : one.directions }));
  const isHere = ({ directions }: Edit): boolean => byId(experiment.directions, directions) !== undefined;
  return {
    edits: found.filter(isHere),
    ignored: found.flatMap((one, i) =>
      isHere(one) ? [] : [t`edit ${i + 1} (${one.op}, along directions that are not here: the run file has them)`],
    ),
  };
}
