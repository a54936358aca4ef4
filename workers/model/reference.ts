/** The stored residuals of one sentence that a catalogued model is held against. */
import type { GraphInfo } from '../../src/graph/info';
import { LabError } from '../../src/error';
import type { ModelChoice } from '../../src/protocol';
import type { ModelFiles } from '../files/model-files';
import type { Reference } from './self-test';
import { t } from '../../src/language/t';

/** null for a model that has none. Throws `reference-mismatch` for one of another shape, which is discarded. */
export async function readReference(
  source: ModelFiles,
  { reference }: Pick<ModelChoice, 'reference'>,
  { layers, width }: Pick<GraphInfo, 'layers' | 'width'>,
): Promise<Reference | null> {
  if (!reference) return null;
  const { text, file } = reference;
  const buffer = await (await source.open(file)).blob.arrayBuffer();
  if (buffer.byteLength === layers * width * 4) return { text, residual: new Float32Array(buffer) };
  await source.discard(file);
  throw new LabError(
    'reference-mismatch',
    t`${file} holds ${buffer.byteLength} bytes, expected ${layers} × ${width} float32.`,
    t`models.json and the reference file do not belong together.`,
  );
}
