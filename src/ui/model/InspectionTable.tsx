/** A graph as a table: what was found, and what it needs. */
import type { Inspection } from '../../protocol';
import { Fold } from '../parts/Fold';
import { bytes, count } from '../parts/format';
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
      <Fold id="graph-sites">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t`block`}</th>
              <th scope="col">{t`steered at`}</th>
              <th scope="col">{t`read at`}</th>
            </tr>
          </thead>
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
      </Fold>
    </div>
  );
}

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
}: Inspection): [string, string][] {
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
    ],
    [
      t`weight files`,
      external.map(({ location, bytes: length }) => `${location} (${bytes(length)})`).join(', ') || t`inside the .onnx file`,
    ],
    [t`largest buffer`, `${bytes(needs.largestBuffer.bytes)}: ${needs.largestBuffer.name}`],
    [
      t`WebGPU, ${count(needs.rows, 'row')} of ${count(needs.context, 'token')}`,
      needs.gpuProblem ?? t`about ${bytes(needs.gpuBytes)}${needs.shaderF16 ? t`, and 16-bit floats (shader-f16)` : ''}`,
    ],
    [
      t`WASM, the same`,
      needs.wasmProblem ??
        t`about ${bytes(needs.wasmBytes)}${needs.widen ? t`, weights widened to float32` : ''}${needs.slowReason ? `. ${needs.slowReason}` : ''}`,
    ],
    [t`inputs, with the lab’s own`, names(inputs)],
    [t`outputs, with the lab’s own`, names(outputs)],
    [t`operators`, many.map(([op, count]) => `${op} ${count}`).join(', ')],
  ];
}
