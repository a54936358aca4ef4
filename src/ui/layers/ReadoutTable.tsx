/** The tokens that the direction of each block raises most, and lowers most, a line a block; its twin has a line a token. */
import type { ReadBlock } from '../../experiment/readout';
import { signed } from '../parts/format';
import { Twin, type Cell } from '../parts/Twin';
import { visible } from './visible';
import { t } from '../../language/t';

interface Props {
  /** [layer]; null where there is no direction. */
  readonly blocks: readonly (Pick<ReadBlock, 'positive' | 'negative'> | null)[];
  /** The shown block. */
  readonly layer: number;
  readonly sides: { readonly positive: string; readonly negative: string };
}

const CAPTION = t`Tokens that the direction of each block raises and lowers most`;
const NONE = t`no direction at this block`;
/** At each end of a line; the twin has all. */
const TOKENS = 5;

export function ReadoutTable({ blocks, layer, sides }: Props) {
  return (
    <>
      <div className="scroller" tabIndex={0} role="region" aria-label={CAPTION} data-testid="readout-table">
        <table className="lens-all">
          <caption>{CAPTION}</caption>
          <thead>
            <tr>
              <th scope="col">{t`Block`}</th>
              <th scope="col">{t`Raised, towards “${sides.positive}”`}</th>
              <th scope="col">{t`Lowered, towards “${sides.negative}”`}</th>
            </tr>
          </thead>
          <tbody>
            {blocks.map((block, at) => (
              <tr key={at} {...(at === layer && { 'aria-current': true })}>
                <th scope="row">{at}</th>
                {block ? (
                  (['positive', 'negative'] as const).map((end) => (
                    <td key={end}>
                      <Tokens tokens={block[end].slice(0, TOKENS)} />
                    </td>
                  ))
                ) : (
                  <td colSpan={2}>{NONE}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Twin
        caption={CAPTION}
        columns={[
          { name: t`block` },
          { name: t`end` },
          { name: t`rank`, nan: NONE },
          { name: t`token` },
          { name: t`logit`, print: (value) => signed(value, 2), nan: NONE },
          { name: t`id`, nan: NONE },
        ]}
        rows={() => readoutRows(blocks)}
      />
    </>
  );
}

function Tokens({ tokens }: { readonly tokens: ReadBlock['positive'] }) {
  return (
    <ul className="lens-tokens">
      {tokens.map(({ id, token }) => (
        <li key={id}>{token === '' ? <span className="quiet-line">{t`no text (id ${id})`}</span> : <bdi>{visible(token)}</bdi>}</li>
      ))}
    </ul>
  );
}

/** One row a token: block, end, rank from 1, token, logit, id; one row for a block without a direction. */
export const readoutRows = (blocks: Props['blocks']): Cell[][] =>
  blocks.flatMap((block, layer): Cell[][] =>
    block
      ? (['positive', 'negative'] as const).flatMap((end) =>
          block[end].map(({ id, token, logit }, i): Cell[] => [
            layer,
            { text: end === 'positive' ? t`raised` : t`lowered` },
            i + 1,
            { text: token === '' ? t`no text` : visible(token) },
            logit,
            id,
          ]),
        )
      : [[layer, { text: NONE }, NaN, { text: '–' }, NaN, NaN]],
  );
