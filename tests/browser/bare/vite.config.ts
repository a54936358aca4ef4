/** Serves tests/browser/bare with the repository's public folder and its resolve rules. */
import { fileURLToPath } from 'node:url';
import base from '../../../vite.config.js';

const root = fileURLToPath(new URL('.', import.meta.url));
export default {
  ...base,
  root,
  publicDir: fileURLToPath(new URL('../../../public', import.meta.url)),
  cacheDir: fileURLToPath(new URL('../../../node_modules/.vite-bare', import.meta.url)),
};
