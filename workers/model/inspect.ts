/** Reads a graph without loading it: fetches the .onnx file of a repository, or opens one of this machine. */
import { pointerError } from '../../src/hub/lfs';
import { LabError } from '../../src/error';
import { inspect, plainName } from '../../src/graph/inspect';
import { skeleton } from '../../src/graph/skeleton';
import type { InspectRequest, Inspection, LoadEvent } from '../../src/protocol';
import { openModelFiles } from '../files/repository';
import { optionalDescription } from '../files/description';
import { openGraph } from '../files/layout';
import { ofBlob } from '../files/model-files';
import { nameOf, readsOf, wholeGraph } from './published';
import { t } from '../../src/language/t';

/** Throws what `ModelFiles.open` throws, `file-unreadable`, and every code of src/graph/error.ts. */
export async function inspectGraph(request: InspectRequest, report: (event: LoadEvent) => void, signal: AbortSignal): Promise<Inspection> {
  if ('file' in request) return look(request.file, request.file.name);
  const source = openModelFiles(request.model, report, signal);
  const opened = await openGraph(source, request.model);
  const { hints } = await optionalDescription(source);
  const { onnx, graphs } = await wholeGraph(source, opened);
  const found = inspect(onnx, nameOf(opened.path), opened.file.blob.size, hints);
  await source.noteReads(opened.path, readsOf(found, graphs));
  return found;
}

async function look(blob: Blob, name: string): Promise<Inspection> {
  const pointer = await pointerError(name, blob, 'here').catch(() => null); // One that cannot be read is told of below.
  if (pointer) throw pointer;
  const graph = await skeleton(ofBlob(blob), plainName(name)).catch((error: unknown) => {
    if ((error as Error).name !== 'NotReadableError' && (error as Error).name !== 'NotFoundError') throw error;
    throw new LabError(
      'file-unreadable',
      t`${name} (${blob.size} bytes) could not be read: ${(error as Error).message}.`,
      t`It may have been moved or changed: choose it again.`,
    );
  });
  return inspect(graph, name, blob.size);
}
