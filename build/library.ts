/**
 * What lies beside the code in the package of src/graph (`npm run build:lib`, vite.lib.config.ts): its types in one file, package.json,
 * README and licence. `@bufbuild/protobuf` stays a dependency: it then comes with its own licence, which its package does not have as a
 * text that could be copied beside ours, and npm tells whoever installs ours of its faults and mends. A page without a bundler names it
 * in an import map.
 */
import { generateDtsBundle } from 'dts-bundle-generator';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

export const ENTRY = 'src/graph/library.ts';
/** Left out of the code, and named as what it needs. */
export const NEEDS = ['@bufbuild/protobuf'];

interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** package.json of the package; `root`: the folder of the lab's own, which gives versions and licence. */
export function manifest(root: string): Record<string, unknown> {
  const { version, license, dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
  return {
    name: 'eia-lab-graph',
    version,
    license,
    description: 'Adds hidden-state outputs and a steering input to ONNX language models, in the browser: bytes in, bytes out.',
    keywords: ['onnx', 'onnxruntime-web', 'transformers.js', 'hidden states', 'residual stream', 'activation steering', 'interpretability'],
    type: 'module',
    sideEffects: false,
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    types: './index.d.ts',
    files: ['index.js', 'index.d.ts', 'README.md', 'LICENSE'],
    dependencies: Object.fromEntries(NEEDS.map((name) => [name, `^${dependencies[name]}`])),
  };
}

/** `root`: the folder of our package.json. */
export function packaged(root: string): Plugin {
  return {
    name: 'library-package',
    generateBundle(_, bundle) {
      const inside = Object.values(bundle)
        .flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
        .filter((id) => id.includes('/node_modules/'));
      if (inside.length > 0) this.error(`code of another package got in: ${inside.join(', ')}. Name it in NEEDS (build/library.ts).`);
      const [types = ''] = generateDtsBundle(
        [{ filePath: path.join(root, ENTRY), output: { noBanner: true, exportReferencedTypes: true } }],
        { preferredConfigPath: path.join(root, 'tsconfig.json') },
      );
      const emit = (fileName: string, source: string): void => void this.emitFile({ type: 'asset', fileName, source });
      emit('index.d.ts', types);
      emit('package.json', `${JSON.stringify(manifest(root), null, 2)}\n`);
      emit('README.md', readFileSync(path.join(root, 'docs/library.md'), 'utf8'));
      emit('LICENSE', readFileSync(path.join(root, 'LICENSE'), 'utf8'));
    },
  };
}
