/** The service worker (src/sw/sw.ts) with the list of what it keeps, and the manifest by which the page can be installed. */
import type { PluginOption } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { allNamed } from './licences.ts';

/**
 * Names of its plugins begin so: the bench leaves them out.
 */
export const OFFLINE = 'vite-plugin-pwa';

/** `root`: the folder of our package.json. Addresses are relative, so that the page works below any path. */
export const offline = (root: string): PluginOption =>
  VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/sw',
    filename: 'sw.ts',
    // src/sw/keeping.ts registers it, once the page has nothing else to do.
    injectRegister: false,
    injectManifest: {
      globPatterns: ['**/*'],
      // Models lie where src/storage puts them.
      globIgnores: ['models/**', 'sw.js', 'manifest.webmanifest'],
      // The largest build of ONNX Runtime has 27 MB; sw.ts keeps one only once it was used. The default, 2 MiB, would leave them out.
      maximumFileSizeToCacheInBytes: 64 * 1024 ** 2,
      // One file without imports: not every browser takes a service worker that is a module.
      rollupFormat: 'iife',
      buildPlugins: { vite: [allNamed(root)] },
    },
    manifest: {
      id: './',
      start_url: './',
      scope: './',
      name: 'EIA Lab',
      short_name: 'EIA Lab',
      description: 'See, test and steer a concept inside a language model, in a browser tab.',
      lang: 'en',
      display: 'standalone',
      background_color: '#fbfbf9',
      theme_color: '#fbfbf9',
      icons: [
        { src: 'icons/lab.svg', sizes: 'any', type: 'image/svg+xml' },
        { src: 'icons/lab-192.png', sizes: '192x192', type: 'image/png' },
        { src: 'icons/lab-512.png', sizes: '512x512', type: 'image/png' },
        // Nothing of it lies outside the circle that masks leave.
        { src: 'icons/lab-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
  });
