/**
 * The two forms of a loaded model's graph (src/graph/instrument.ts, src/graph/clamp.ts). One is mounted at a time: both would hold the
 * weights twice.
 */
import { LabError } from '../../src/error';
import type { GraphInfo } from '../../src/graph/info';
import { createSession } from '../device/session';
import { clampTest } from './clamp-test';
import type { Fit } from './fit';
import type { LoadedModel } from './loaded';
import { mount } from './mount';

export interface Form {
  readonly bytes: Uint8Array;
  readonly info: GraphInfo;
}

/** What a change of form needs: graphs without their weights, and weights that lie on the disk. */
export interface Forms {
  readonly first: Form;
  readonly clamped: () => Form;
  readonly files: ReadonlyMap<string, Blob>;
  readonly fit: Fit;
}

/** Throws `edits-failed`, and what `createSession` throws; the first form then is back, or its own error is thrown. */
export async function takeClamps(model: LoadedModel, forms: Forms): Promise<void> {
  if (model.graph.clamps) return;
  const second = forms.clamped();
  await model.session.release();
  try {
    await use(model, second, forms);
    const failures = await clampTest(model);
    if (failures.length === 0) return;
    await model.session.release();
    throw new LabError(
      'edits-failed',
      `Edits do not do on this device what they should: ${failures.join('; ')}.`,
      'Adding a direction still works. Try WASM, and report the message.',
    );
  } catch (error) {
    await use(model, forms.first, forms);
    throw error;
  }
}

async function use(model: LoadedModel, { bytes, info }: Form, { files, fit }: Forms): Promise<void> {
  const mounted = await mount(bytes, files, { info, device: fit.device, widen: fit.widened });
  model.session = await createSession(mounted, info, fit);
  model.beneath = mounted.beneath;
  model.graph = info;
  model.inputNames = new Set(model.session.inputNames);
}
