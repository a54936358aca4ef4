/** What the page is told of a loaded model. Pure. */
import { departures } from '../../src/graph/departs';
import { compareClaim } from '../../src/graph/precision';
import { claimedDtype } from '../../src/hub/graph-path';
import type { ModelChoice, ModelInfo } from '../../src/protocol';
import { vocabularyOf } from '../tokenizer/stated';
import type { Fit } from './fit';
import type { JsonFiles } from './json-files';
import { nameOf, type Published } from './published';

/** Puts together what the steps of a load have found. `measured`: what only the finished load knows. Sizes in bytes, times in seconds. */
export function modelInfo(
  { id, repo, revision }: ModelChoice,
  { config, own, tokens }: JsonFiles,
  { info: graph, graphs: [opened] }: Published,
  fit: Fit,
  measured: Pick<ModelInfo, 'context' | 'graphHash' | 'selfTest' | 'notKept' | 'downloaded' | 'seconds'>,
): ModelInfo {
  const file = nameOf(opened.path);
  const { dtype, note: dtypeNote } = compareClaim(file, claimedDtype(file), graph.precision);
  return {
    id,
    repo,
    revision,
    commit: opened.file.commit,
    architecture: architectureOf(config),
    layers: graph.layers,
    width: graph.width,
    stream: graph.stream,
    vocab: graph.vocab ?? vocabularyOf(config) ?? NaN,
    device: fit.device,
    dtype,
    dtypeNote,
    widened: fit.widened,
    deviceName: fit.name,
    fallbackReason: fit.fallbackReason,
    slowReason: fit.slowReason,
    departs: departures(graph.traits, config, own),
    chatTemplate: tokens.chatTemplate,
    chatTemplateName: tokens.chatTemplateName,
    ...measured,
  };
}

const architectureOf = ({ architectures, model_type }: JsonFiles['config']): string =>
  String((Array.isArray(architectures) ? architectures[0] : null) ?? model_type ?? 'unknown');
