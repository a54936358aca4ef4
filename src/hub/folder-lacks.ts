/** What a folder lacks of a model, in words: what is missing, what is there, and what to do. */
import { LabError } from '../error';
import type { LocalFile } from '../protocol';
import { foreignWeights, noOnnx } from './export-command';
import { claimedDtype, folderOf, isPart } from './graph-path';
import { DECODER_WANTED, partsOnly } from './listing';
import { t } from '../language/t';

/** Why no graph of the folder can be loaded. */
export async function lacking(files: readonly LocalFile[]): Promise<LabError> {
  const has = (pattern: RegExp) => files.find(({ path }) => pattern.test(path))?.path;
  const graphs = files.map(({ path }) => path).filter((path) => path.endsWith('.onnx'));
  const shouted = files.find(({ path }) => /\.onnx$/i.test(path) && !path.endsWith('.onnx'))?.path;
  if (graphs.every(isPart) && shouted)
    return incomplete(
      t`.onnx file`,
      files,
      t`The ending of ${shouted} is written in capitals: rename it to ${shouted.replace(/onnx$/i, 'onnx')}, and choose the folder again.`,
    );
  const foreign = graphs.every(isPart) ? foreignWeights(files.map(({ path }) => path)) : null;
  if (foreign) {
    const folder = folderOf(foreign.path);
    return noOnnx(
      graphs.length === 0 ? t`There is no .onnx file in this folder` : t`This folder holds ${partsOnly(graphs)}`,
      foreign,
      { from: folder.replace(/\/$/, '') || '.', kind: 'folder' },
      await baseOfAdapter(files, folder),
    );
  }
  if (has(/(^|\/)blobs\/[0-9a-f]{40,64}$/))
    return incomplete(
      t`.onnx file with its config.json`,
      files,
      t`This is a cache of the Hub, whose names are links that the browser does not follow. Copy one snapshot with its files (cp -rL …/snapshots/… my-model) and choose the copy.`,
    );
  if (graphs.length > 0 && graphs.every(isPart))
    return new LabError('folder-incomplete', t`This folder holds ${partsOnly(graphs)}.`, DECODER_WANTED);
  const missing = !has(/(^|\/)(genai_)?config\.json$/)
    ? 'config.json'
    : !has(/\.onnx$/)
      ? t`.onnx file`
      : !has(/(^|\/)tokenizer\.json$/)
        ? 'tokenizer.json'
        : t`config.json with tokenizer.json beside it, above the .onnx file,`;
  return incomplete(missing, files);
}

/** The model that the adapter in this folder was trained on, as its config names it; a place on somebody's disk is of no use elsewhere. */
async function baseOfAdapter(files: readonly LocalFile[], folder: string): Promise<string | undefined> {
  try {
    const config = JSON.parse((await files.find(({ path }) => path === `${folder}adapter_config.json`)?.file.text()) ?? '{}') as {
      base_model_name_or_path?: unknown;
    } | null;
    const base = config?.base_model_name_or_path;
    return typeof base === 'string' && /^[\w-][\w.-]*\/[\w.-]+$/.test(base) ? base : undefined;
  } catch {
    return undefined; // What cannot be read names nobody.
  }
}

function incomplete(
  what: string,
  files: readonly LocalFile[],
  hint = t`Choose the folder with config.json, tokenizer.json, tokenizer_config.json and the .onnx file with its data files.`,
): LabError {
  const some = files
    .slice(0, 6)
    .map(({ path }) => path)
    .join(', ');
  return new LabError(
    'folder-incomplete',
    t`There is no ${what} in this folder${some ? t` (it holds ${some}${files.length > 6 ? ', …' : ''})` : ''}.`,
    hint,
  );
}

/** There are graphs, but none as was asked for. */
export const notThere = (what: string, graphs: readonly { readonly path: string }[]): LabError =>
  new LabError(
    'folder-incomplete',
    t`There is no ${what} in this folder.`,
    t`Its graphs: ${graphs.map(({ path }) => path + (claimedDtype(path) ? ` (${claimedDtype(path)})` : '')).join(', ')}.`,
  );
