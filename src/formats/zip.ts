/** Files as one .zip, each compressed by the browser. */
import { BlobReader, BlobWriter, configure, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';

configure({ useWebWorkers: false, useCompressionStream: true });

/** `at`: when they were made, which every file of the archive says. */
export async function zipOf(files: readonly { readonly path: string; readonly blob: Blob }[], at: Date): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter('application/zip'), { lastModDate: at });
  for (const { path, blob } of files) await writer.add(path, new BlobReader(blob));
  return writer.close();
}
