/**
 * licences.txt of the built page: the packages whose code is shipped, with their licences in full. Shipped is what package.json needs, and
 * what those packages need in turn, because some carry others inside one file (ONNX Runtime does).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/** transformers.js has its other half in Node: these never come into a page. */
const NODE_ONLY = ['onnxruntime-node', 'sharp'];

export interface Licence {
  readonly name: string;
  readonly version: string;
  /** As its package.json names it, an SPDX expression. */
  readonly licence: string;
  /** The package's own file, with notices beside it; where it has none, whose it is and where it lies. */
  readonly text: string;
}

interface Manifest {
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
  readonly repository?: string | { readonly url: string };
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifestAt = (folder: string): Manifest => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;

/** The folder that Node takes a package from, asked from `folder`. Throws where nobody installed it. */
function folderOf(name: string, folder: string): string {
  for (let from = folder; ; from = path.dirname(from)) {
    const here = path.join(from, 'node_modules', name);
    if (existsSync(path.join(here, 'package.json'))) return here;
    if (from === path.dirname(from)) throw new Error(`${name}, which ${folder} needs, is not installed: run npm ci.`);
  }
}

function textOf(folder: string): string {
  const files = readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying|notice|third-?party-?notices)/i.test(name))
    .sort();
  if (files.length > 0) return files.map((name) => readFileSync(path.join(folder, name), 'utf8').trim()).join('\n\n');
  const { author, repository } = manifestAt(folder);
  const by = typeof author === 'string' ? author : author?.name;
  const at = typeof repository === 'string' ? repository : repository?.url;
  return `The package has no text of its licence beside that name.${by ? ` By ${by}.` : ''}${at ? ` Its source: ${at}` : ''}`;
}

/** Of every package that is shipped, by name and version. `root`: the folder of our package.json. */
export function licencesOf(root: string): Licence[] {
  const found = new Map<string, Licence>();
  const visit = (folder: string): void => {
    for (const name of Object.keys(manifestAt(folder).dependencies ?? {})) {
      if (NODE_ONLY.includes(name) || name.startsWith('@types/')) continue;
      const at = folderOf(name, folder);
      if (found.has(at)) continue;
      const { version, license } = manifestAt(at);
      found.set(at, { name, version, licence: license ?? 'not stated', text: textOf(at) });
      visit(at);
    }
  };
  visit(root);
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

/** licences.txt: a list, then each licence in full. `own`: the lab's own. */
export function licencesText(own: string, licences: readonly Licence[]): string {
  const title = ({ name, version, licence }: Licence): string => `${name} ${version}: ${licence}`;
  return [
    `EIA Lab\n\n${own.trim()}`,
    `It is made with these packages. Their licences follow, as each package has them.\n\n${licences.map(title).join('\n')}`,
    ...licences.map((one) => `${title(one)}\n\n${one.text}`),
  ].join(`\n\n${'-'.repeat(80)}\n\n`);
}

/** Fails a build, of the page or of a worker, with a package in it that licences.txt does not name. */
export function allNamed(root: string): Plugin {
  return {
    name: 'licences-named',
    generateBundle(_, bundle) {
      const named = new Set(licencesOf(root).map(({ name }) => name));
      const packages = Object.values(bundle)
        .flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
        .flatMap((id) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? []);
      const missing = [...new Set(packages)].filter((name) => !named.has(name));
      if (missing.length > 0) this.error(`licences.txt does not name ${missing.join(', ')}: list it in "dependencies" of package.json.`);
    },
  };
}

/** Emits licences.txt with a build, and answers it in dev. */
export function licences(root: string): Plugin {
  const text = (): string => licencesText(readFileSync(path.join(root, 'LICENSE'), 'utf8'), licencesOf(root));
  return {
    name: 'licences',
    configureServer({ middlewares }) {
      middlewares.use('/licences.txt', (_, answer) => void answer.setHeader('content-type', 'text/plain; charset=utf-8').end(text()));
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: text() });
    },
  };
}
