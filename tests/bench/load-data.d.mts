/** Files of `load-data.mjs` as the page takes them. */
export interface Sizes {
  readonly pairs: number;
  readonly scored: number;
  readonly tokens: number;
  readonly answers: number;
}
export function bigSet(size?: Pick<Sizes, 'pairs' | 'scored'>, seed?: number): { readonly pairs: readonly object[] };
export function bigTable(rows: number, seed?: number): string;
export function bigRun(size?: Sizes, seed?: number): { readonly view: { readonly analysis: string; readonly answers: readonly string[] } };
export function classFile(n: number): { readonly ratings: readonly object[] };
interface PlayedRun {
  readonly readings: readonly { readonly model: { readonly layers: number } }[];
  readonly directions: readonly { readonly id: string }[];
  readonly plays: readonly {
    readonly id: string;
    readonly player: string;
    readonly steps: readonly { readonly action: string | null }[];
  }[];
}
export function playedByModel<Run extends PlayedRun>(run: Run, seed?: number): Run;
