/** What models said that directions speak for, as a plain table: a row a token. Pure. */
import { byId, type Experiment } from '../experiment';
import type { Row } from './row';

/** `end`: whether the direction raises or lowers the token; `rank` counts from 1, the most first; `logit`: of the direction alone. */
export const readouts = ({ readouts: all, directions }: Experiment): Row[] =>
  all.flatMap(({ id, at, model, directions: along, blocks }) =>
    blocks.flatMap(({ layer, positive, negative }) => {
      const rows = (end: 'raised' | 'lowered', tokens: typeof positive): Row[] =>
        tokens.map(({ id: tokenId, token, logit }, i) => ({
          ...{ id, at, model: model.id, device: model.device, directions: along, along: byId(directions, along)?.name ?? '' },
          ...{ block: layer, end, rank: i + 1, tokenId, token, logit },
        }));
      return [...rows('raised', positive), ...rows('lowered', negative)];
    }),
  );
