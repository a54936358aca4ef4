/**
 * The two forms of a loaded model's graph (src/graph/instrument.ts, src/graph/clamp.ts). One is mounted at a time: both would hold the
 * weights twice.
 */
import { LabError } from '../../src/error';
import type { GraphInfo } from '../../src/graph/info';
import { createSession } from '../device/session';
import type { Between } from '../pass/pieces';
import { clampTest } from './clamp-test';
import type { Fit } from './fit';
import type { LoadedModel } from './loaded';
import { mount } from './mount';
import { t } from '../../src/language/t';

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
  /** The second form is mounted, and a stop came before it was tested: it answers nothing until it is. */
  untested: boolean;
}

/**
 * `pause` is awaited before the first form is given back, once the second is mounted, and after each pass of its test; it may throw to
 * stop. Throws `edits-failed`, and what `createSession` throws; the first form then is back, or its own error is thrown.
 */
export async function takeClamps(model: LoadedModel, forms: Forms, pause: Between): Promise<void> {
  if (!model.graph.clamps) {
    const second = forms.clamped();
    await pause();
    await model.session.release();
    try {
      await use(model, second, forms);
    } catch (error) {
      await use(model, forms.first, forms);
      throw error;
    }
    forms.untested = true;
    // To mount the first form again would take as long as this did: whoever stops does not wait for it, nor for the test.
    await pause();
  }
  await settle(model, forms, pause);
}

/** Tests the second form where that is still to be done. As `takeClamps`. */
export async function settle(model: LoadedModel, forms: Forms, pause: Between): Promise<void> {
  if (!forms.untested) return;
  let stopped = false;
  const heed = async (): Promise<void> => {
    stopped = true;
    await pause();
    stopped = false;
  };
  try {
    const failures = await clampTest(model, heed);
    forms.untested = false;
    if (failures.length === 0) return;
    throw new LabError(
      'edits-failed',
      t`Edits do not do on this device what they should: ${failures.join('; ')}.`,
      t`Adding a direction still works. Try WASM, and report the message.`,
    );
  } catch (error) {
    if (stopped) throw error;
    forms.untested = false;
    await model.session.release();
    await use(model, forms.first, forms);
    throw error;
  }
}

async function use(model: LoadedModel, { bytes, info }: Form, { files, fit }: Forms): Promise<void> {
  const mounted = await mount(bytes, files, { info, device: fit.device, widen: fit.widened });
  model.session = await createSession(mounted, info, fit);
  model.beneath = mounted.beneath;
  model.rowsGoOn = mounted.rowsGoOn;
  model.graph = info;
  model.inputNames = new Set(model.session.inputNames);
}
