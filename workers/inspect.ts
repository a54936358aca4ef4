/** Reads a graph without loading it: fetches the .onnx file of a repository, or opens one of this machine. */
import { LabError } from '../src/error';
import { inspect } from '../src/graph/inspect';
import type { InspectRequest, Inspection } from '../src/protocol';
import { openModel } from './hub';
import { openGraph } from './layout';

/** Throws what `ModelFiles.open` throws, `file-unreadable`, and every code of src/graph/error.ts. */
export async function inspectGraph(request: InspectRequest, signal: AbortSignal): Promise<Inspection> {
  if ('file' in request) return inspect(await readFile(request.file), request.file.name);
  const { path, file } = await openGraph(openModel(request.model, () => undefined, signal), request.model);
  return inspect(new Uint8Array(await file.blob.arrayBuffer()), path.slice(path.lastIndexOf('/') + 1));
}

async function readFile(file: File): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw new LabError('file-unreadable', `${file.name} (${file.size} bytes) could not be read: ${(error as Error).message}.`, 'It may have been moved or be larger than a tab can hold; an ONNX graph has at most 2 GB.');
  }
}
