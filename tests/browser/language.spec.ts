/** Another language: a file beside the page. It is made from the English, so that what is still English on the page is seen. */
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { pseudoFile, PSEUDO } from '../pseudo';
import { expect, openLab, test } from './fixtures';

const beside = new URL('../../public/', import.meta.url);

/** All texts that come from data: sets, lessons, the list of models, the recording with its answers and tokens. */
interface Data {
  readonly all: string;
  readonly whole: ReadonlySet<string>;
}

function dataTexts(): Data {
  const files = ['scenarios', 'lessons', 'games', 'demo'].flatMap((folder) =>
    readdirSync(new URL(folder, beside)).map((name) => `${folder}/${name}`),
  );
  const texts: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value)) {
        // Situations are keys of their results.
        if (key.includes(' ')) texts.push(key);
        collect(one);
      }
  };
  for (const name of [...files, 'lessons.json', 'models.json']) {
    const bytes = readFileSync(new URL(name, beside));
    collect(JSON.parse((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')));
  }
  return { all: texts.join('\n').replace(/\s+/g, ' '), whole: new Set(texts.map((text) => text.trim())) };
}

/** Serves the language, and opens the page in it. */
async function openIn(page: Page, file: string, query = ''): Promise<void> {
  await page.route(`**/language/${PSEUDO}.json`, (route) => route.fulfill({ contentType: 'application/json', body: file }));
  await openLab(page, `device=wasm&lang=${PSEUDO}${query}`);
}

/** Texts and labels of the page with letters of English, and where each stands. Code, citations and what says its own language are not. */
function englishOnPage(): { text: string; where: string }[] {
  const ASCII = /[A-Za-z]{3,}/;
  const NOT_SAID = 'script, style, noscript, code, kbd, pre, cite, bdi, blockquote, [lang]:not(html)';
  const found: { text: string; where: string }[] = [];
  const whereOf = (element: Element): string => {
    const names: string[] = [];
    for (let at: Element | null = element; at && names.length < 4; at = at.parentElement)
      names.unshift(at.tagName.toLowerCase() + (at.id ? `#${at.id}` : at.getAttribute('class') ? `.${at.getAttribute('class')}` : ''));
    return names.join(' > ');
  };
  const add = (text: string | null, element: Element, what: string): void => {
    if (text && ASCII.test(text) && !element.closest(NOT_SAID))
      found.push({ text: text.replace(/\s+/g, ' ').trim(), where: `${whereOf(element)}${what}` });
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) if (node.parentElement) add(node.nodeValue, node.parentElement, '');
  for (const name of ['aria-label', 'aria-valuetext', 'aria-description', 'title', 'placeholder', 'alt', 'label'])
    for (const element of document.querySelectorAll(`body [${name}]`)) add(element.getAttribute(name), element, ` [${name}]`);
  return found;
}

/** Names, units and what is written alike in every language. */
const NAMES =
  /SmolLM2[\w-]*|smollm2[\w-]*|Phi-3[\w.-]*|Qwen2\.5[\w.-]*|Dolphin[\w.-]*|\b(EIA Lab|EIA|WebGPU|WASM|ONNX|AUROC|Spearman|Pearson|min|arXiv|HuggingFaceTB|Hugging Face|MIT|NaN|LDA|SHA-256|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b/g;
const WORD = /[A-Za-z]{3,}/;

/** Of what has ASCII letters: what no data file has, and is no name. */
function english(found: readonly { text: string; where: string }[], data: Data): string[] {
  const isEnglish = (part: string): boolean => {
    const words = part.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
    // A word alone is data only where it is a whole text of the data.
    const isData = words.includes(' ') ? data.all.includes(words) : data.whole.has(words);
    return WORD.test(words) && !isData && WORD.test(words.replace(NAMES, ''));
  };
  const left = found
    .filter(({ text }) => !data.all.includes(text))
    .flatMap(({ text, where }) =>
      text
        .split(/[^\x20-\x7e’–—]+|[(),:;]/)
        .filter(isEnglish)
        .map((part) => `“${part.trim()}” in ${where}`),
    );
  return [...new Set(left)];
}

async function runsOverNoEdge(page: Page): Promise<void> {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect.poll(over, { timeout: 5000 }).toBeLessThanOrEqual(0);
  }
}

test('in another language nothing of the page stays English, and it runs over no edge', async ({ page }) => {
  await openIn(page, pseudoFile());
  await expect(page.locator('html')).toHaveAttribute('lang', PSEUDO);
  await page.waitForLoadState('networkidle');
  expect(english(await page.evaluate(englishOnPage), dataTexts())).toEqual([]);
  await runsOverNoEdge(page);
});

test('a language that runs from right to left does so, without an error, and over no edge', async ({ page }) => {
  await openIn(page, pseudoFile('rtl'));
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  expect(await page.locator('#story').evaluate((story) => getComputedStyle(story).direction)).toBe('rtl');
  await runsOverNoEdge(page);
});

test('so does what opens: a lesson, the tour, an entry of the glossary, an error', async ({ page }) => {
  const data = dataTexts();
  await openIn(page, pseudoFile(), '#lesson=words');
  await expect(page.getByTestId('lesson')).toBeVisible();
  expect(english(await page.evaluate(englishOnPage), data)).toEqual([]);
  await openIn(page, pseudoFile());
  await page.locator('#layers .term').first().click();
  await expect(page.locator('.term-note:popover-open')).toBeVisible();
  expect(english(await page.evaluate(englishOnPage), data)).toEqual([]);
  await page.getByTestId('start-tour').first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(english(await page.evaluate(englishOnPage), data)).toEqual([]);
  await page.keyboard.press('Escape');
  await page
    .getByTestId('scenario-file')
    .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"format": "eia-lab/scenarios", "id": 1}') });
  await expect(page.getByTestId('error')).toBeVisible();
  const left = english(await page.evaluate(englishOnPage), data);
  // Names of fields, of the file and of the example.
  expect(left.filter((text) => !/x\.json|scenarios|\.json|“(format|version)”/.test(text))).toEqual([]);
});

test('a file that is not there is said, and one with texts that do not fit is used but for them', async ({ page, errors }) => {
  await openLab(page, `device=wasm&lang=${PSEUDO}`);
  await expect(page.getByTestId('error')).toContainText(`This page has no texts in the language “${PSEUDO}”`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  errors.length = 0; // The browser names the file that is missing.
  const file = JSON.parse(pseudoFile()) as { texts: Record<string, unknown> };
  file.texts['Show me: {0}'] = 'no place';
  await page.unrouteAll();
  await openIn(page, JSON.stringify(file));
  await expect(page.getByTestId('error')).toContainText('“Show me: {0}”: {0} is missing');
  await expect(page.locator('html')).toHaveAttribute('lang', PSEUDO);
  expect(errors).toEqual([]);
});

test('the language stays in links, and what is chosen at the foot of the page comes back', async ({ page }) => {
  await openIn(page, pseudoFile());
  await page.getByTestId('opening-slider').press('ArrowLeft');
  await expect(page).toHaveURL(new RegExp(`lang=${PSEUDO}.*#.*alpha=`));
  await page.getByRole('link', { name: 'English' }).click();
  await page.waitForURL(/lang=en/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  expect(await page.evaluate(() => localStorage.getItem('eia-lab language'))).toBe('en');
});
