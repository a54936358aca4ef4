/**
 * Four small plots of how cost grows (`growth.ts`), as one SVG that reads on light and dark pages: on logarithmic axes the median with
 * the least and the most of each size, and the power that goes best through the medians. Pure.
 */
import { median } from './table.mjs';

const PLOTS = [
  { what: 'texts', title: 'Texts that are read' },
  { what: 'tokens', title: 'Tokens of a prompt' },
  { what: 'rows', title: 'Rows of a decode step' },
  { what: 'blocks', title: 'Blocks, all controls' },
];
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [210, 190, 44, 10, 40, 34];
const ROW = /^growth: (\d+) (\w+), ms$/;

/** @param {{ name: string, values?: number[] }[]} rows of the bench @returns {{ size: number, values: number[] }[]} ascending */
export const pointsOf = (rows, what) =>
  rows
    .flatMap(({ name, values = [] }) => {
      const [, size, of] = ROW.exec(name) ?? [];
      return of === what && values.length > 0 ? [{ size: Number(size), values }] : [];
    })
    .sort((a, b) => a.size - b.size);

/** The power p of y = c xᵖ by least squares over the logarithms of sizes and medians. */
export function powerOf(points) {
  const [xs, ys] = [points.map(({ size }) => Math.log(size)), points.map(({ values }) => Math.log(median(values)))];
  const mean = (all) => all.reduce((sum, one) => sum + one, 0) / all.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const over = xs.reduce((sum, x, i) => sum + (x - mx) * (ys[i] - my), 0);
  return over / xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
}

/** The picture, for rows that have all four. Throws where one is missing. */
export function growthPlots(rows) {
  const plots = PLOTS.map(({ what, title }, i) => {
    const points = pointsOf(rows, what);
    if (points.length < 2) throw new Error(`no rows “growth: … ${what}, ms”: run npm run bench -- --only growth`);
    return `<g transform="translate(${i * WIDTH} 0)">${plot(points, title)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PLOTS.length * WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="11">
<title>How cost grows with texts, tokens, rows and blocks</title>
<style>svg{color:#1f2328;--line:#0969da}@media (prefers-color-scheme:dark){svg{color:#e6edf3;--line:#58a6ff}}text{fill:currentColor}.axis{stroke:currentColor;opacity:.5}.curve{fill:none;stroke:var(--line);stroke-width:1.5}.range{stroke:var(--line);opacity:.5}circle{fill:var(--line)}</style>
${plots.join('\n')}
</svg>
`;
}

function plot(points, title) {
  const all = points.flatMap(({ values }) => values);
  const x = scale([points[0].size, points.at(-1).size], [LEFT, WIDTH - RIGHT]);
  const y = scale([Math.min(...all), Math.max(...all)], [HEIGHT - BOTTOM, TOP]);
  const at = points.map(({ size, values }) => [x(size), y(median(values))]);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return [
    `<text x="${LEFT}" y="14" font-weight="600">${title}</text>`,
    `<text x="${LEFT}" y="29">∝ n^${powerOf(points).toFixed(2)}</text>`,
    `<path class="axis" fill="none" d="M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}"/>`,
    ...[low, high].map((value) => `<text x="${LEFT - 4}" y="${fixed(y(value) + 4)}" text-anchor="end">${told(value)}</text>`),
    ...points.map(({ size }) => `<text x="${fixed(x(size))}" y="${HEIGHT - BOTTOM + 14}" text-anchor="middle">${size}</text>`),
    ...points.map(
      ({ size, values }) =>
        `<path class="range" d="M${fixed(x(size))} ${fixed(y(Math.min(...values)))}V${fixed(y(Math.max(...values)))}"/>`,
    ),
    `<path class="curve" d="M${at.map((point) => point.map(fixed).join(' ')).join('L')}"/>`,
    ...at.map(([cx, cy]) => `<circle cx="${fixed(cx)}" cy="${fixed(cy)}" r="2.5"/>`),
  ].join('');
}

const scale =
  ([from, to], [start, end]) =>
  (value) =>
    start + ((end - start) * Math.log(value / from)) / Math.log(to / from);
const fixed = (value) => value.toFixed(1);
const told = (ms) => (ms >= 1000 ? `${(ms / 1000).toFixed(1)} s` : `${ms.toFixed(ms < 10 ? 1 : 0)} ms`);
