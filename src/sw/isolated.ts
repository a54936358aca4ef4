/**
 * An answer with the headers that a static host does not send: the two without which a page has no threads, and for a worker's script the
 * policy, which a worker does not have from its page.
 */
import { policy } from './policy.ts';

/** Without these two headers there is no SharedArrayBuffer, and so no WASM threads. */
export const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
} as const;

/** Said of the body as it travelled; what lies in a cache is unpacked. */
const OF_THE_WAY = ['content-encoding', 'content-length'];

/** The same answer with the headers. `destination`: what the request is for, as the browser names it. */
export function isolated(answer: Response, destination: RequestDestination): Response {
  const headers = new Headers(answer.headers);
  for (const name of OF_THE_WAY) headers.delete(name);
  for (const [name, value] of Object.entries(ISOLATION)) headers.set(name, value);
  if (destination === 'worker') headers.set('Content-Security-Policy', policy());
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
}
