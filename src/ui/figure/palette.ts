/**
 * The colours and the face of figures where no page is around them: a figure that was taken away is the root of its own document. They are
 * those of src/ui/page.css, light and dark (tests/unit/ui/figure.test.tsx compares them).
 */

/** [light, dark] of each variable that figures are drawn with. */
export const PALETTE = {
  paper: ['#fbfbf9', '#14171a'],
  ink: ['#1c2125', '#e7e9ea'],
  'ink-2': ['#4a5259', '#b4bbc0'],
  'ink-3': ['#666e75', '#969ea4'],
  rule: ['#dfe1dd', '#31373d'],
  axis: ['#6b737a', '#8a9299'],
  positive: ['#ee7733', '#ee7733'],
  'positive-ink': ['#a84310', '#f7a06c'],
  negative: ['#0077bb', '#3aa3e3'],
  'negative-ink': ['#00609a', '#74c1f0'],
  measure: ['#009988', '#22b3a2'],
  'measure-half': ['#388e83', '#52aea3'],
  'measure-weak': ['#50827e', '#73a8a3'],
  'measure-ink': ['#00695e', '#5fd0c3'],
  control: ['#aa3377', '#dd88b8'],
  'heat-high': ['var(--measure)', 'var(--measure)'],
  'heat-low': ['var(--control)', 'var(--control)'],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

export const SANS = "-apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, system-ui, sans-serif";

const values = (theme: 0 | 1): string =>
  Object.entries(PALETTE)
    .map(([name, colours]) => `--${name}:${colours[theme]};`)
    .join('');

/** The style sheet in a figure. In a page an <svg> is no `:root`, so that the page's own values hold there. */
export const STANDALONE = `svg:root{${values(0)}--sans:${SANS};color-scheme:light dark}@media (prefers-color-scheme:dark){svg:root{${values(1)}}}`;
