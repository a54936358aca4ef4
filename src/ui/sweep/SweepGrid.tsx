/** Prompts by strengths: how far each cell moved, and how many of its answers are no language; each opens its answers. */
import type { SweepCell, SweepReport } from '../../lab/report/sweep';
import { heatMark } from '../figure/heat';
import { brief, count, signed, tick } from '../parts/format';
import { t } from '../../language/t';

/** A prompt under a strength. */
export interface Place {
  readonly prompt: number;
  readonly alpha: number;
}

interface Props {
  readonly report: SweepReport;
  /** Short names of the prompts. */
  readonly names: readonly string[];
  readonly alphas: readonly number[];
  readonly chosen: Place | null;
  readonly onChoose: (place: Place | null) => void;
}

export function SweepGrid({ report, names, alphas, chosen, onChoose }: Props) {
  const most = Math.max(...report.cells.map(({ mean }) => Math.abs(mean)).filter(Number.isFinite), 1e-9);
  const scale = { low: -most, middle: 0, high: most };
  const at = (prompt: number, alpha: number) => report.cells.find((cell) => cell.prompt === prompt && cell.alpha === alpha);
  return (
    <div className="scroller" tabIndex={0} role="region" aria-label={t`Effects by prompt and strength`}>
      <table className="sweep-grid" data-testid="sweep-grid">
        <caption>{t`Mean effect on the score, by prompt and α; each opens its answers`}</caption>
        <thead>
          <tr>
            <th scope="col">{t`prompt`}</th>
            {alphas.map((alpha) => (
              <th key={alpha} scope="col">
                {tick(alpha)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, prompt) => (
            <tr key={prompt}>
              <th scope="row" dir="auto">
                {brief(name, 36)}
              </th>
              {alphas.map((alpha) => {
                const cell = at(prompt, alpha);
                const isChosen = chosen?.prompt === prompt && chosen.alpha === alpha;
                return (
                  <td key={alpha} style={cell && backgroundOf(cell, scale)}>
                    {cell && (
                      <button
                        type="button"
                        aria-pressed={isChosen}
                        data-alpha={alpha}
                        onClick={() => onChoose(isChosen ? null : { prompt, alpha })}
                      >
                        <span className="visually-hidden">{`${brief(name, 36)}, α = ${tick(alpha)}: ${kindOf(cell)} `}</span>
                        <span className="numbers">{alpha === 0 ? '0' : signed(cell.mean, digits(most))}</span>
                        {Number.isFinite(cell.low) && alpha !== 0 && (
                          <small className="numbers">{t`${signed(cell.low, digits(most))} to ${signed(cell.high, digits(most))}`}</small>
                        )}
                        {cell.incoherent > 0 && <small>{t`${cell.incoherent} of ${cell.answers} no language`}</small>}
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const digits = (most: number): number => (most < 1 ? 2 : most < 100 ? 1 : 0);

/** What the number is of, for those who do not see its place in the grid. */
const kindOf = ({ alpha, samples }: SweepCell): string => (alpha === 0 ? t`no push` : t`effect over ${count(samples, 'sample')}`);

function backgroundOf({ mean }: SweepCell, scale: Parameters<typeof heatMark>[1]) {
  const { fill, fillOpacity } = heatMark(mean, scale);
  return fill === 'none' ? undefined : { background: `color-mix(in srgb, ${fill} ${Math.round(100 * fillOpacity)}%, var(--paper))` };
}
