import type { Measured } from './rows';

export function powerOf(points: readonly { readonly size: number; readonly values: readonly number[] }[]): number;
export function growthPlots(rows: readonly Measured[]): string;
