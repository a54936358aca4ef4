/** What a file of activations says of a reading of the experiment. Pure. */
import type { OutgoingActivations } from '../../formats/activations/write';
import { isPaired, LABELS, sidesOf } from '../../lab/contrast';
import type { KnownSet } from '../experiment';
import { deviceLabel } from '../names';
import type { Reading } from '../reading';
import { LAB_SITE } from '../site-names';
import { planTexts } from '../text-plan';

/** Manifest and classes. `lab`: version of the page. */
export function outgoingActivations(
  { model, how, context, texts, at }: Reading,
  { set, hash }: KnownSet,
  lab: string,
): Pick<OutgoingActivations, 'manifest' | 'classes' | 'shape'> {
  const shape = [texts.length, model.layers, model.width] as const;
  const tokens = texts.flatMap((one) => one.tokens ?? []);
  const { elsewhere, device, deviceName } = model;
  return {
    shape,
    classes: classesOf(set, texts.length),
    manifest: {
      format: 'eia-lab/activations',
      version: 1,
      model: { id: model.repo, revision: model.revision, dtype: model.dtype, architecture: model.architecture },
      site: elsewhere?.site ?? LAB_SITE,
      ...(tokens.length === texts.length && { tokens }),
      truncated: texts.map(({ truncated }) => truncated),
      template: how.template,
      maxTokens: Math.min(how.maxTokens, context ?? Infinity),
      by: elsewhere ? deviceName : [`EIA Lab ${lab}`, deviceLabel(device), deviceName].filter(Boolean).join(', '),
      at,
      name: set.name,
      licence: set.licence,
      source: '',
      set,
      setHash: hash,
      shape: [...shape],
    },
  };
}

function classesOf(set: KnownSet['set'], count: number): OutgoingActivations['classes'] {
  const { contrast } = planTexts(set);
  if (isPaired(contrast)) {
    const values = contrast.flatMap(({ positive, negative }) => [positive as number, negative as number]);
    return { name: 'pairs', shape: [contrast.length, 2], values };
  }
  const sides = sidesOf(contrast);
  const values = Array<number>(count).fill(-1);
  for (const label of LABELS) for (const row of sides[label]) values[row] = label === 'positive' ? 1 : 0;
  return { name: 'labels', shape: [count], values };
}
