/**
 * Cuts long weight files into pieces. Exporters write the weights of seven billion parameters into one file of five gigabytes; ORT's web
 * builds without JSPI want a file as one ArrayBuffer, which no browser gives, and take offsets as 32 bits (onnxruntime,
 * core/framework/external_data_loader.cc). Only references in the graph change: a piece is a view into the file, so no weight is read or
 * copied. Tried in Chromium with a file of 4.56 GB: without pieces the JSPI build of 1.31 loads it and the asyncify build does not, with
 * pieces both do.
 */
import { writeModel } from './build';
import { GraphError } from './error';
import { externalFiles } from './info';
import { readModel } from './onnx';
import { externalTensor, type Tensor } from './tensor';

/** Bytes `from`..`from + bytes` of the file `of`, under a name of their own. */
export interface Piece {
  readonly location: string;
  readonly of: string;
  readonly from: number;
  readonly bytes: number;
}

/** Well below what browsers give as one ArrayBuffer. */
const LONGEST = 2 ** 31;
/** Of wasm32. */
const ADDRESSABLE = 2 ** 32;

type Placed = Tensor & { storage: { kind: 'external'; location: string; offset: number; length: number } };
const isExternal = (tensor: Tensor): tensor is Placed => tensor.storage.kind === 'external';

/**
 * The graph with files longer than `longest` replaced by pieces of them, to be mounted in their place; null where no file is so long. A
 * tensor longer than `longest` gets a piece of its own. Throws graph-bad-size for one of 4 GB or more.
 */
export function splitFiles(graph: Uint8Array, longest = LONGEST): { bytes: Uint8Array; pieces: Piece[] } | null {
  const model = readModel(graph);
  const tensors = model.graph.initializers.filter(isExternal);
  const long = new Set(externalFiles(tensors).flatMap(({ location, bytes }) => (bytes > longest ? [location] : [])));
  if (long.size === 0) return null;
  const pieces: Piece[] = [];
  const moved = new Map<string, Tensor>();
  for (const of of long) {
    const inside = tensors.filter(({ storage }) => storage.location === of).sort((a, b) => a.storage.offset - b.storage.offset);
    let piece: Piece | null = null;
    for (const { name, dims, dataType, storage } of inside) {
      const { offset, length } = storage;
      if (length >= ADDRESSABLE)
        throw new GraphError(
          'graph-bad-size',
          `${name} has ${length} bytes; the runtime reads less than ${ADDRESSABLE} at once`,
          'Choose a smaller model, or one with fewer bits.',
        );
      if (!piece || offset + length - piece.from > longest) {
        if (piece) pieces.push(piece);
        piece = { location: `${of}.eia-${pieces.length}`, of, from: offset, bytes: length };
      }
      piece = { ...piece, bytes: Math.max(piece.bytes, offset + length - piece.from) };
      moved.set(name, externalTensor(name, dataType, dims, piece.location, offset - piece.from, length));
    }
    if (piece) pieces.push(piece);
  }
  const initializers = model.graph.initializers.map((tensor) => moved.get(tensor.name) ?? tensor);
  return { bytes: writeModel(model, { ...model.graph, initializers }), pieces };
}
