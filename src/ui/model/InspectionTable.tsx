/** A graph as a table: what was found, and what it needs. */
import type { Inspection } from '../../protocol';
import { Fold } from '../parts/Fold';
import { bytes, count } from '../parts/format';

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
              <th scope="col">block</th>
              <th scope="col">steered at</th>
              <th scope="col">read at</th>
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
    ['vocabulary', vocab === null ? 'not stated' : `${vocab.toLocaleString('en-GB')} tokens`],
    ['computes in', `${dtypes.activation}; cache ${dtypes.kv}, logits ${dtypes.logits}`],
    [
      'weights',
      `${bytes(size.weights)}, ${precision.dtype}${precision.by ? ` (${precision.by})` : ''}; the .onnx file ${bytes(size.file)}`,
    ],
    ['weight files', external.map(({ location, bytes: length }) => `${location} (${bytes(length)})`).join(', ') || 'inside the .onnx file'],
    ['largest buffer', `${bytes(needs.largestBuffer.bytes)}: ${needs.largestBuffer.name}`],
    [
      `WebGPU, ${count(needs.rows, 'row')} of ${count(needs.context, 'token')}`,
      needs.gpuProblem ?? `about ${bytes(needs.gpuBytes)}${needs.shaderF16 ? ', and 16-bit floats (shader-f16)' : ''}`,
    ],
    [
      'WASM, the same',
      needs.wasmProblem ??
        `about ${bytes(needs.wasmBytes)}${needs.widen ? ', weights widened to float32' : ''}${needs.slowReason ? `. ${needs.slowReason}` : ''}`,
    ],
    ['inputs, with the lab’s own', names(inputs)],
    ['outputs, with the lab’s own', names(outputs)],
    ['operators', many.map(([op, count]) => `${op} ${count}`).join(', ')],
  ];
}
