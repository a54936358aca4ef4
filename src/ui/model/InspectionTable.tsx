/** A graph as a table: what was found, and what it needs. */
import type { Inspection } from '../../protocol';
import { Fold } from '../parts/Fold';
import { bytes, count } from '../parts/format';
import { Heads } from '../parts/Heads';
import { CsvButton, type Cell } from '../parts/Table';
import { t } from '../../language/t';
import { grouped } from '../../count';

export function InspectionTable({ found }: { found: Inspection }) {
  return (
    <div className="inspection" data-testid="inspection">
      <table className="plain">
        <caption>{found.file}</caption>
        <tbody>
          {rows(found).map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <CsvButton caption={t`Graph ${found.file}`} columns={FOUND} rows={inspectionRows(found)} />
      <Fold id="graph-sites">
        <table className="plain">
          <Heads heads={SITES} />
          <tbody>
            {found.sites.map((site) => (
              <tr key={site.block}>
                <th scope="row">{site.block}</th>
                <td>{site.branch}</td>
                <td>{site.sum}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <CsvButton caption={t`Sites of ${found.file}`} columns={SITES.map((name) => ({ name }))} rows={siteRows(found)} />
      </Fold>
    </div>
  );
}

const FOUND = [{ name: t`what` }, { name: t`found` }, { name: t`bytes` }];
const SITES = [t`block`, t`steered at`, t`read at`];

/** A row a finding: its name, the words of the page, and its length in bytes, in full; NaN where it has none. */
export const inspectionRows = (found: Inspection): Cell[][] =>
  rows(found).map(([name, value, size = NaN]) => [{ text: name }, { text: value }, size]);

/** A row a block: the block, the tensor that is steered, and the one that is read. */
export const siteRows = ({ sites }: Inspection): Cell[][] =>
  sites.map(({ block, branch, sum }) => [block, { text: branch }, { text: sum }]);

/** Name, words, and the number of bytes where that is what it says. */
function rows({
  blocks,
  width,
  vocab,
  dtypes,
  precision,
  bytes: size,
  external,
  ops,
  inputs,
  outputs,
  needs,
}: Inspection): [name: string, value: string, bytes?: number][] {
  const names = (ports: Inspection['inputs']) =>
    ports
      .map((port) => port.name)
      .filter((name) => !/^(past_key_values|present)\./.test(name))
      .join(', ');
  const many = Object.entries(ops).sort(([, a], [, b]) => b - a);
  return [
    ['blocks × width', `${blocks} × ${width}`],
    [t`vocabulary`, vocab === null ? t`not stated` : t`${grouped(vocab)} tokens`],
    [t`computes in`, t`${dtypes.activation}; cache ${dtypes.kv}, logits ${dtypes.logits}`],
    [
      'weights',
      t`${bytes(size.weights)}, ${precision.dtype}${precision.by ? ` (${precision.by})` : ''}; the .onnx file ${bytes(size.file)}`,
      size.weights,
    ],
    [
      t`weight files`,
      external.map(({ location, bytes: length }) => `${location} (${bytes(length)})`).join(', ') || t`inside the .onnx file`,
    ],
    [t`largest buffer`, `${bytes(needs.largestBuffer.bytes)}: ${needs.largestBuffer.name}`, needs.largestBuffer.bytes],
    [
      t`WebGPU, ${count(needs.rows, 'row')} of ${count(needs.context, 'token')}`,
      needs.gpuProblem ?? t`about ${bytes(needs.gpuBytes)}${needs.shaderF16 ? t`, and 16-bit floats (shader-f16)` : ''}`,
      needs.gpuProblem === null ? needs.gpuBytes : NaN,
    ],
    [
      t`WASM, the same`,
      needs.wasmProblem ??
        t`about ${bytes(needs.wasmBytes)}${needs.widen ? t`, weights widened to float32` : ''}${needs.slowReason ? `. ${needs.slowReason}` : ''}`,
      needs.wasmProblem === null ? needs.wasmBytes : NaN,
    ],
    [t`inputs, with the lab’s own`, names(inputs)],
    [t`outputs, with the lab’s own`, names(outputs)],
    [t`operators`, many.map(([op, count]) => `${op} ${count}`).join(', ')],
  ];
}
