import { gaussian, random } from '../../src/lab/random';

/** Unit vectors of Gaussian components, [layer, width]. The same seed gives the same. */
export function randomUnits({ layers, width }: { layers: number; width: number }, seed: number): Float32Array {
  const normal = gaussian(random(seed));
  const rows = Array.from({ length: layers }, () => Float64Array.from({ length: width }, normal));
  return Float32Array.from(rows.flatMap((row) => Array.from(row, (x) => x / Math.hypot(...row))));
}
