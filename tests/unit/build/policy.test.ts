/** The policy allows the one style element of the page by what is in it, and nothing inline beside it. */
import { expect, test } from 'vitest';
import { hashed, PAGE_POLICY } from '../../../build/csp';
import { policy } from '../../../src/sw/policy';
import { STANDALONE } from '../../../src/ui/figure/palette';

test('the style of figures is allowed by its hash', () => {
  expect(PAGE_POLICY).toContain(`style-src 'self' ${hashed(STANDALONE)};`);
  // SHA-256 of the empty text, from FIPS 180.
  expect(hashed('')).toBe("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
});

test('without it nothing inline is', () => {
  expect(policy()).toContain("style-src 'self';");
  expect(policy()).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
});
