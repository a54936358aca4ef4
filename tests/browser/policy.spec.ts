/** The policy of the built page: what it lets run, from a host that sends no header, so that only the page's own meta tag speaks. */
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures';
import { servePlainly, type PlainHost } from './plain-host';

let host: PlainHost;
test.beforeAll(async () => {
  host = await servePlainly();
});
test.afterAll(() => host.close());

const html = readFileSync('dist/index.html', 'utf8');

test('the built page has the policy before all that it could load, and nothing inline', () => {
  const tag = /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)!;
  const policy = tag[1]!.replaceAll('&#39;', "'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
  expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'");
  expect(html.search(/<(script|link|style)/)).toBeGreaterThan(tag.index);
  for (const [script] of html.matchAll(/<script[^>]*>/g)) expect(script).toContain(' src="./');
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
});

test('what is put into the page as markup does not run, nor load, nor style', async ({ page, errors }) => {
  await page.goto(`${host.url}?device=wasm`);
  await expect(page.getByTestId('auroc-chart')).toBeVisible();
  const broken = await page.evaluate(async () => {
    const broken: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => broken.push(effectiveDirective));
    const inline = document.createElement('script');
    inline.textContent = 'globalThis.ran = "inline"';
    const elsewhere = document.createElement('script');
    elsewhere.src = 'http://127.0.0.1:9/x.js';
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    document.body.append(inline, elsewhere, style);
    const parsed = document.createElement('div');
    parsed.setHTMLUnsafe(
      '<img src="nowhere.png" onerror="globalThis.ran = 1"><iframe src="about:blank"></iframe><p style="color: red">x</p>',
    );
    document.body.append(parsed);
    try {
      new WebSocket('ws://127.0.0.1:9');
    } catch {
      // A violation, too.
    }
    // In a task of its own: what a test evaluates may itself use eval.
    await new Promise<void>((done) =>
      setTimeout(() => {
        try {
          (0, eval)('globalThis.ran = "eval"');
        } catch {
          // A violation, counted below.
        }
        setTimeout(done, 500);
      }),
    );
    return broken;
  });
  expect(await page.evaluate(() => [(globalThis as { ran?: unknown }).ran, getComputedStyle(document.body).display])).toEqual([
    undefined,
    'block',
  ]);
  expect(new Set(broken)).toEqual(
    new Set(['script-src-elem', 'style-src-elem', 'script-src-attr', 'style-src-attr', 'script-src', 'connect-src']),
  );
  errors.length = 0; // The browser's own lines about what it refused.
});
