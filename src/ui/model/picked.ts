/** Which model a load would take, and on which device: what is chosen, and how it is said. Pure. */
import type { ModelChoice } from '../../protocol';
import type { CatalogueEntry } from '../../hub/catalogue';
import { bytes } from '../parts/format';
import type { NO_REPO } from './RepoFields';
import { t } from '../../language/t';

/** Where a model runs, as the switch offers it. */
export const DEVICES = [
  { value: 'auto', label: t`automatic`, title: t`WebGPU where it works, else WASM` },
  { value: 'webgpu', label: t`WebGPU`, title: t`The graphics processor` },
  { value: 'wasm', label: t`WASM`, title: t`The processor: slower, works everywhere` },
] as const;

/** The last row of the list. */
export const OTHER = Symbol(t`another repository`);

/** What is chosen in the list. */
export interface Picked {
  readonly chosen: string | typeof OTHER | null;
  readonly repo: typeof NO_REPO;
  readonly device: ModelChoice['device'];
}

/** The catalogue's model that is chosen, or its first; undefined while there is no catalogue. */
export const entryOf = (catalogue: readonly CatalogueEntry[], { chosen }: Picked): CatalogueEntry | undefined =>
  catalogue.find((model) => model.id === chosen) ?? catalogue[0];

/** "30 blocks × 576 · q4 · 104 MB, included · on WASM": the facts of the model, and the device where one is chosen. */
export function lineOf(entry: CatalogueEntry, { chosen, repo, device }: Picked): string {
  const on = device === 'auto' ? [] : [t`on ${DEVICES.find(({ value }) => value === device)!.label}`];
  return [...(chosen === OTHER ? [repo.dtype] : facts(entry)), ...on].join(' · ');
}

/** What is known of a model that is not included. */
const STATUS: Record<CatalogueEntry['status'], string> = {
  verified: t`not run here`,
  unverified: t`not verified`,
  'no-web-export': t`no web export`,
};

/** Size of the network, what it costs, what it asks of the device, what is not known. */
export function facts({ layers, width, dtype, bytes: size, embedded, status, licence, needs }: CatalogueEntry): string[] {
  return [
    t`${layers} blocks × ${width}`,
    dtype,
    ...(size === null ? [] : [embedded ? t`${bytes(size)}, included` : bytes(size)]),
    licence,
    ...(needs.gigabytes === null ? [] : [t`≈ ${needs.gigabytes} GB memory`]),
    ...(needs.f16 ? [t`WebGPU with f16`] : []),
    ...(embedded ? [] : [STATUS[status]]),
  ];
}
