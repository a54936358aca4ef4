/** Which models the lab knows, read from public/models.json, and where the files of any model lie. */
import { DTYPES, dtypeOf } from './graph-path';
import { resolvePath, safePath } from './addresses';
import { LabError } from '../error';
import type { Dtype, ModelChoice, ModelReference, RemoteFile } from '../protocol';
import { t } from '../language/t';

export interface CatalogueEntry {
  id: string;
  name: string;
  repo: string;
  revision: string;
  dtype: Dtype;
  /** The dtypes the repository is known to hold; empty without a web export. */
  dtypes?: Dtype[];
  /** Sum of all files, in bytes. null: nobody has counted them, the hub is asked before the download. */
  bytes: number | null;
  layers: number;
  width: number;
  licence: string;
  embedded: boolean;
  /** verified: included, or its file was seen on the Hub; unverified: known by name only; no-web-export: `exporter` makes one. */
  status: 'verified' | 'unverified' | 'no-web-export';
  /** What is known and how, in a sentence for the reader. */
  note?: string;
  /** One command that makes a folder to load. */
  exporter?: string;
  /** shader-f16 for this dtype; memory of the GPU or the tab, estimated from the number of parameters, in GB. */
  needs: { f16: boolean; gigabytes: number | null };
  files?: RemoteFile[];
  reference?: ModelReference;
}

export const DEFAULT_HUB = 'https://huggingface.co';

/**
 * What lab.load takes: a catalogue id, or a repository on a hub with the Hub's URL layout. `graph`: its .onnx file, where the repository
 * has it elsewhere than its dtype says.
 */
export type ModelSpec = string | { repo: string; revision?: string; dtype?: string; hub?: string; graph?: string };

/** Of the weights, by transformers.js' names. */
export { DTYPES };

export const DEVICES: readonly ModelChoice['device'][] = ['auto', 'webgpu', 'wasm'];

/** The absolute address of a file served with the page. */
export const pageUrl = (path: string): string => new URL(path, document.baseURI).href;

/** public/models.json; `fetchOwn` fetches a file that comes with the page. Throws `network`, or `catalogue-missing`. */
export async function fetchCatalogue(fetchOwn: (path: string) => Promise<Response>): Promise<CatalogueEntry[]> {
  const answer = await fetchOwn('models.json').catch((error: unknown) => {
    throw new LabError(
      'network',
      t`models.json, the list of models, could not be fetched: ${(error as Error).message}.`,
      t`Without it no model is known. The connection is broken, or the server of the lab is gone: check both, then open the lab anew.`,
    );
  });
  if (!answer.ok)
    throw new LabError(
      'catalogue-missing',
      t`models.json answered ${answer.status}.`,
      t`Open the lab anew; if it stays, the site was not built completely.`,
    );
  return ((await answer.json()) as { models: CatalogueEntry[] }).models;
}

/**
 * Turns what was asked for into where its files lie. `f16`: whether the device computes with 16-bit floats; without, a listed model's q4
 * file is taken instead of its q4f16 one where it has both (an explicit dtype of a repository is left as it is). Throws `unknown-model`,
 * `unknown-dtype`, `unknown-device`, `no-web-export`, `bad-input`, `unsafe-path` or `bad-hub`.
 */
export function resolveModel(
  spec: ModelSpec,
  catalogue: readonly CatalogueEntry[],
  device: ModelChoice['device'],
  hub = DEFAULT_HUB,
  f16 = true,
): ModelChoice {
  if (!DEVICES.includes(device))
    throw new LabError('unknown-device', t`No device is called "${String(device)}".`, t`Use one of ${DEVICES.join(', ')}.`);
  if (typeof spec === 'string') {
    const entry = catalogue.find((model) => model.id === spec);
    if (!entry) {
      const known = catalogue.map((model) => model.id).join(', ');
      throw new LabError(
        'unknown-model',
        t`No model is called "${spec}".`,
        t`Known here: ${known}. For any other give { repo: 'owner/name' }.`,
      );
    }
    const { id, repo, revision, reference, files } = entry;
    const dtype = entry.dtype === 'q4f16' && !f16 && entry.dtypes?.includes('q4') ? 'q4' : entry.dtype;
    if (noExport(entry, hub))
      throw new LabError(
        'no-web-export',
        t`${entry.name} has no export for browsers.`,
        t`Make one, then load its folder, or serve it as a hub of your own (?hub=): ${entry.exporter ?? t`see README.md`}`,
      );
    return {
      id,
      repo,
      revision,
      dtype,
      root: rootOf(entry, hub),
      device,
      ...(reference ? { reference } : {}),
      ...(files ? { files } : {}),
    };
  }
  const {
    repo,
    revision = 'main',
    graph,
    dtype = typeof graph === 'string' ? dtypeOf(graph) : 'q4',
  } = (spec as Exclude<ModelSpec, string> | null | undefined) ?? { repo: '' };
  if (
    typeof repo !== 'string' ||
    !/^[^\s/?#]+(\/[^\s/?#]+)?$/.test(repo) ||
    repo.split('/').some((piece) => piece === '..' || piece === '.')
  )
    throw new LabError(
      'unknown-model',
      t`Expected a repository such as "owner/name", got "${String(repo)}".`,
      t`Choose one of the list, or write a repository as owner/name.`,
    );
  if (!DTYPES.includes(dtype as Dtype))
    throw new LabError('unknown-dtype', t`No dtype is called "${dtype}".`, t`Use one of ${DTYPES.join(', ')}.`);
  if (graph !== undefined && !(typeof graph === 'string' && graph.endsWith('.onnx')))
    throw new LabError(
      'bad-input',
      t`graph: expected the path of an .onnx file in the repository, got ${String(graph)}.`,
      t`Such as "cuda/cuda-fp16/model.onnx"; leave it out to go by dtype.`,
    );
  const named = graph === undefined ? {} : { graph: safePath(graph) };
  return {
    id: repo,
    repo,
    revision,
    dtype: dtype as Dtype,
    root: hubRoot(spec.hub === undefined ? hub : parseHub(spec.hub), repo, revision),
    device,
    ...named,
  };
}

/** Any host with the Hub's URL layout, without a slash at its end. Throws `bad-hub`. */
export function parseHub(text: unknown): string {
  const given = String(text).trim();
  const url = typeof text === 'string' && URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) {
    throw new LabError(
      'bad-hub',
      t`"${given}" is not the address of a hub.`,
      t`Give it with http:// or https:// and nothing after the path, e.g. https://huggingface.co or http://localhost:8000.`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

/**
 * Whether there is nothing to load: nobody publishes this model for browsers, and the hub is not one of the reader's own, which may well
 * hold what they exported.
 */
export const noExport = ({ status }: CatalogueEntry, hub: string): boolean => status === 'no-web-export' && hub === DEFAULT_HUB;

/** Where the files of a listed model lie: with the page, or on the hub. */
export const rootOf = ({ embedded, id, repo, revision }: CatalogueEntry, hub: string): string =>
  embedded ? pageUrl(`models/${id}`) : hubRoot(hub, repo, revision);

const hubRoot = (hub: string, repo: string, revision: string): string => hub.replace(/\/+$/, '') + resolvePath(repo, revision);
