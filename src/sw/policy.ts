/**
 * What page and workers may load and run: the Content-Security-Policy of the built page. A build writes it into index.html (build/csp.ts);
 * a worker has none of its page's, only what comes with its own script, and gets it from the service worker or from a server that sends it.
 */

/**
 * - script-src: our own files, no inline script and no eval; ONNX Runtime and SHA-256 are WebAssembly, which 'wasm-unsafe-eval' allows.
 * - connect-src: a hub may be at any address that a person gives (`?hub=`, a mirror in the classroom over plain http), so that no list of
 *   hosts can be written down. The same holds for a server of chats (src/endpoint). Sockets and other schemes stay shut.
 * - img-src: a figure that is taken away as a picture is drawn from a blob; the icon is data.
 */
const DIRECTIVES = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'connect-src': "'self' https: http:",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
} as const;

/** The policy as a header or a meta tag has it. `styles`: hashes of the only style elements that may stand in the page, 'sha256-…'. */
export const policy = (styles: readonly string[] = []): string =>
  Object.entries(DIRECTIVES)
    .map(([name, sources]) => [name, sources, ...(name === 'style-src' ? styles : [])].join(' '))
    .join('; ');
