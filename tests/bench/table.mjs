/** Measurements to lines of a markdown table, judged by their median. */

/** @param {number[]} values @returns {number} */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const number = (x) => (x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x >= 0.01 || x === 0 ? x.toFixed(3) : x.toExponential(1));

/** `text` stands for the numbers where there are none to give. */
function line({ name, values = [], text, atMost, note = '' }) {
  const some = values.length > 0;
  const middle = some ? median(values) : undefined;
  const target =
    atMost === undefined
      ? ''
      : `≤ ${String(Number(atMost.toPrecision(3)))}${some ? (middle <= atMost ? ' ✓' : ' ✗') : text === undefined ? '' : ' ✓'}`;
  const range = values.length > 1 ? `${number(Math.min(...values))}–${number(Math.max(...values))}` : '';
  return `| ${name.replaceAll('|', '\\|')} | ${some ? number(middle) : (text ?? '')} | ${range} | ${values.length || ''} | ${target} | ${note} |`;
}

/** @param {{ name: string, values?: number[], text?: string, atMost?: number, note?: string }[]} rows */
export function table(rows) {
  return ['| name | median | min–max | n | target | note |', '| --- | ---: | ---: | ---: | ---: | --- |', ...rows.map(line)].join('\n');
}
