/** Writes the Content-Security-Policy into the built page. Not in dev, where vite puts scripts and styles inline. */
import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { policy } from '../src/sw/policy.ts';
import { STANDALONE } from '../src/ui/figure/palette.ts';

/** As a source of a policy: 'sha256-…' of a text. */
export const hashed = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Figures carry the one style element of the page, their colours where no page is around them (src/ui/figure/palette.ts). */
export const PAGE_POLICY = policy([hashed(STANDALONE)]);

export const csp: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: () => [{ tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY }, injectTo: 'head-prepend' }],
  },
};
