/** A lesson: found from the first screen, done on the recording, left without a trace. */
import { readFileSync } from 'node:fs';
import { expect, openLab, test } from './fixtures';

test('from the list through a step: guess, task, answer in the page’s numbers; leaving gives the page back', async ({ page }) => {
  await openLab(page, 'device=wasm#layer=7', { folded: true });
  await page.getByTestId('opening-next').getByRole('button', { name: 'lessons' }).click();
  await page.getByTestId('lessons').getByRole('link', { name: 'Is it the words?' }).click();
  const lesson = page.getByTestId('lesson');
  await expect(lesson).toContainText('step 1 of 5');
  // Nothing that gives the answer away before the guess.
  await expect(page.locator('#layers')).toBeHidden();
  await expect(page.getByTestId('opening-chart')).toBeHidden();
  await page.getByRole('radio', { name: 'Above 0.8' }).check();
  await page.getByRole('button', { name: 'This is my guess' }).click();
  await expect(page.getByTestId('auroc-chart')).toBeVisible();
  await expect(page.getByTestId('lesson-answer')).toContainText(/You guessed it\.\s*At block 15 it is 0\.88\./);
  await page.getByTestId('lesson-next').click();
  await expect(page.getByRole('heading', { name: 'A rival that knows no language' })).toBeFocused();
  await page.getByTestId('lesson-next').click();
  await expect(lesson).toContainText('step 3 of 5');
  await page.getByRole('radio', { name: 'It stays above 0.8' }).check();
  await page.getByRole('button', { name: 'This is my guess' }).click();
  await expect(page.getByTestId('lesson-task')).toContainText('Not done yet.');
  await expect(page.getByTestId('lesson-answer')).toHaveCount(0);
  // Done by the page's own switch.
  await page.getByRole('radio', { name: 'nearly the same words' }).check();
  await expect(page.getByTestId('lesson-task')).toContainText('✓ Done.');
  await expect(page.getByTestId('lesson-answer')).toContainText(/It is otherwise\.\s*From 0\.88 to 0\.58 at block 15\./);
  expect(page.url()).toContain('lesson=words&step=3');
  await page.getByTestId('lesson-leave').click();
  await expect(lesson).toHaveCount(0);
  await expect(page.locator('#contrast h3')).toHaveText('Empathy in action');
  await expect.poll(() => page.url()).toMatch(/#v=2&layer=7&end=1$/);
  await expect(page.locator('#fold-lessons')).toHaveAttribute('open', '');
});

test('a link to a step opens it, on a narrow window, too; the keyboard alone comes through', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openLab(page, 'device=wasm#lesson=words&step=4', { folded: true });
  await expect(page.getByRole('heading', { name: 'And behaviour?' })).toBeVisible();
  // What its texts speak of comes first, and nothing of them.
  await expect(page.getByTestId('lesson-note')).toContainText('speaks of suicide');
  await expect(page.locator('#behaviour')).toBeHidden();
  await expect(page.getByRole('link', { name: 'Skip this step' })).toHaveAttribute('href', '#lesson=words&step=5');
  await page.getByRole('button', { name: 'Show it' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'Next to nothing' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const show = page.getByTestId('lesson-show');
  await show.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('lesson-answer')).toContainText(/You guessed it\.\s*r is/);
  await expect(page.locator('#behaviour')).toBeVisible();
  await expect(page.locator('#steer')).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'And behaviour?' })).toBeVisible();
});

test('a guess and what is done are there after a reload, until the lesson is begun anew', async ({ page }) => {
  await openLab(page, 'device=wasm#lesson=words&step=1', { folded: true });
  const anew = page.getByTestId('lesson-anew');
  await expect(page.getByTestId('lesson')).toContainText('step 1 of 5');
  await expect(anew).toHaveCount(0);
  await page.getByRole('radio', { name: 'Above 0.8' }).check();
  await page.getByRole('button', { name: 'This is my guess' }).click();
  await expect(page.getByTestId('lesson-answer')).toContainText('You guessed it.');
  await page.reload();
  await expect(page.getByTestId('lesson-answer')).toContainText('You guessed it.');
  await expect(page.getByRole('radio', { name: 'Above 0.8' })).toBeChecked();
  await page.getByTestId('lesson-next').click();
  await expect(page.getByTestId('lesson')).toContainText('step 2 of 5');
  await anew.click();
  await expect(page.getByTestId('lesson')).toContainText('step 1 of 5');
  await expect(page.getByRole('button', { name: 'This is my guess' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Above 0.8' })).not.toBeChecked();
  await expect(anew).toHaveCount(0);
});

test('a way to a hidden section shows it until the next step', async ({ page }) => {
  await openLab(page, 'device=wasm#lesson=words&step=3', { folded: true });
  await expect(page.locator('#model')).toBeHidden();
  await page.getByTestId('to-model').click();
  await expect(page.locator('#model')).toBeVisible();
  await page.getByTestId('lesson-next').click();
  await expect(page.locator('#model')).toBeHidden();
});

test('a lesson that is not there is said, with those that are; the page opens without it', async ({ page }) => {
  await openLab(page, 'device=wasm#lesson=nobody&step=2', { folded: true });
  await expect(page.getByTestId('error')).toContainText('No lesson is called “nobody”.');
  await expect(page.getByTestId('error')).toContainText('There are: words');
  await expect(page.getByTestId('opening-chart')).toBeVisible();
  await expect(page.getByTestId('lesson')).toHaveCount(0);
});

test('on paper a lesson is its sheet: every step with its question, and no answer', async ({ page }) => {
  await openLab(page, 'device=wasm#lesson=token&step=1', { folded: true });
  const sheet = page.getByTestId('lesson-sheet');
  await expect(sheet).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(sheet).toBeVisible();
  await expect(sheet.locator('> ol > li')).toHaveCount(4);
  await expect(sheet).toContainText('this answer scores ______');
  await expect(sheet).not.toContainText('Within this one answer');
  for (const other of [page.getByTestId('lesson'), page.locator('#opening'), page.locator('.masthead'), page.locator('.footer')])
    await expect(other).toBeHidden();
});

test('a lesson file is opened from the list; the page for teachers leads to lessons that there are', async ({ page }) => {
  await openLab(page, 'device=wasm', { folded: true });
  await page.getByTestId('opening-next').getByRole('button', { name: 'lessons' }).click();
  const mine = await (await page.request.get('/lessons/push.json')).text();
  await page
    .getByTestId('lesson-file')
    .setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(mine.replace('"id": "push"', '"id": "mine"')) });
  await expect(page.getByTestId('lesson')).toContainText('How hard may I push?');
  expect(page.url()).toContain('lesson=mine&step=1');
  await page.reload();
  await expect(page.getByTestId('lesson')).toContainText('How hard may I push?');
  await page.getByTestId('lesson-leave').click();
  const own = page.getByTestId('own-lessons');
  if (!(await own.isVisible())) await page.locator('#fold-lessons > summary').click();
  await expect(own).toContainText('kept in this browser');
  // The address follows a little later.
  await expect.poll(() => page.url()).not.toContain('lesson=mine');
  await page.reload();
  await page.locator('#fold-lessons > summary').click();
  await own.getByRole('button', { name: 'Remove “How hard may I push?”' }).click();
  await expect(own).toHaveCount(0);
  await page.getByRole('link', { name: 'plans of 60 and 90 minutes' }).click();
  await expect(page.getByRole('heading', { name: 'For a class' })).toBeVisible();
  // Its looks are there, under the policy of the page.
  expect(await page.evaluate(() => getComputedStyle(document.body).maxWidth)).not.toBe('none');
  await page.getByRole('link', { name: 'Random labels' }).click();
  await expect(page.getByRole('heading', { name: 'Let a coin write the labels' })).toBeVisible();
});

test('the link to a step has what was moved in it, and opens so', async ({ page }) => {
  await page.addInitScript(() => {
    const clipboard = { writeText: (text: string) => Promise.resolve(void ((globalThis as { copied?: string }).copied = text)) };
    Object.defineProperty(navigator, 'clipboard', { value: clipboard });
  });
  await openLab(page, 'device=wasm#lesson=push&step=2', { folded: true });
  await page.getByTestId('opening-slider').focus();
  await page.keyboard.press('ArrowRight');
  await page.getByTestId('lesson-copy').click();
  await expect(page.getByTestId('lesson-copied')).toContainText('was copied');
  const link = await page.evaluate(() => (globalThis as { copied?: string }).copied!);
  expect(link).toMatch(/#v=2&lesson=push&step=2&alpha=3&end=1$/);
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByTestId('opening-slider')).toHaveValue('3');
  await expect(page.getByTestId('lesson')).toContainText('What it costs');
});

test('a link is made by the form: step, parts of the page, how it begins; a lesson of one’s own goes along to who never had its file', async ({
  page,
  browser,
  baseURL,
}) => {
  await openLab(page, 'device=wasm#layer=9&alpha=-2', { folded: true });
  await page.getByTestId('opening-next').getByRole('button', { name: 'lessons' }).click();
  const mine = (await (await page.request.get('/lessons/push.json')).text()).replace('"id": "push"', '"id": "mine"');
  await page.getByTestId('lesson-file').setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(mine) });
  await page.getByTestId('lesson-leave').click();
  const form = page.getByTestId('lesson-link');
  await form.locator('> summary').click();
  const href = form.getByTestId('lesson-href');
  await expect(href).toHaveValue(/#v=2&lesson=mine&step=1&lessonFile=[\w-]+&end=1$/);
  await form.getByTestId('link-lesson').selectOption({ label: 'Which layer?' });
  await form.getByTestId('link-step').selectOption('1');
  await expect(href).toHaveValue(/#v=2&lesson=layer&step=2&end=1$/);
  await form.getByRole('radio', { name: 'as the page is set now' }).check();
  await expect(href).toHaveValue(/#v=2&lesson=layer&step=2&.*layer=9&.*alpha=-2.*&end=1$/);
  await form.getByRole('radio', { name: 'as the lesson says' }).check();
  await form.getByTestId('link-lesson').selectOption('mine');
  await form.getByTestId('link-step').selectOption('1');
  await form.getByRole('checkbox', { name: 'Layers' }).check();
  await form.getByRole('checkbox', { name: 'The first screen' }).uncheck();
  await expect(href).toHaveValue(/#v=2&lesson=mine&step=2&show=.*layers.*&lessonFile=[\w-]+&end=1$/);
  // The link is packed anew: the one before it had that place, too.
  await expect(href).not.toHaveValue(/show=[^&]*opening/);
  const link = await href.inputValue();

  const other = await browser.newContext({ ...(baseURL !== undefined && { baseURL }), serviceWorkers: 'block' });
  const pupil = await other.newPage();
  await pupil.goto(link);
  await expect(pupil.getByTestId('lesson')).toContainText('step 2 of 5');
  await expect(pupil.locator('#layers')).toBeVisible();
  await expect(pupil.locator('#opening')).toBeHidden();
  await pupil.getByTestId('lesson-next').click();
  await expect(pupil.getByTestId('lesson')).toContainText('step 3 of 5');
  await expect(pupil.locator('#layers')).toBeHidden();
  await pupil.waitForURL(/step=3&lessonFile=/);
  await pupil.reload();
  await expect(pupil.getByTestId('lesson')).toContainText('step 3 of 5');
  await other.close();
});

for (const width of [1280, 360])
  test(`${width} px: a guess about choices is judged by their numbers, without anybody scrolling to them`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 });
    await openLab(page, 'device=wasm#lesson=layer&step=5', { folded: true });
    await page.getByTestId('lesson-note').getByRole('button', { name: 'Show it' }).click();
    await page.getByRole('radio', { name: 'Less than a nat' }).check();
    await page.getByRole('button', { name: 'This is my guess' }).click();
    // As long as a number is missing nothing is said of the guess.
    await expect(page.getByTestId('lesson-answer')).not.toContainText('A dash stands for');
    await expect(page.getByTestId('lesson-answer')).toContainText(/^You guessed it\.\s*0\.76 nats/);
  });

test('a lesson of one’s own that is dropped on the page opens; a broken one is said', async ({ page }) => {
  await openLab(page, 'device=wasm', { folded: true });
  const lesson = JSON.parse(readFileSync('public/lessons/token.json', 'utf8')) as Record<string, unknown>;
  const drop = (value: unknown) =>
    page.evaluate((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'mine.json', { type: 'application/json' }));
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
    }, JSON.stringify(value));
  await drop({ ...lesson, id: 'mine', steps: [] });
  await expect(page.getByTestId('error')).toContainText('mine.json: steps');
  await drop({ ...lesson, id: 'mine', title: 'My lesson' });
  await expect(page.getByTestId('lesson')).toContainText('Lesson “My lesson”, step 1');
});

for (const width of [360, 1280])
  test(`${width} px: a lesson with words longer than a line stays within the page`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 });
    await openLab(page, 'device=wasm', { folded: true });
    await page.getByTestId('opening-next').getByRole('button', { name: 'lessons' }).click();
    const long = 'W'.repeat(90);
    const lesson = JSON.parse(readFileSync('public/lessons/words.json', 'utf8')) as { steps: Record<string, unknown>[] };
    const steps = lesson.steps.map(({ question, guess, task, reveal, ...step }) => ({
      ...step,
      title: long,
      text: long,
      ...(question !== undefined && { question: long }),
      ...(Array.isArray(guess) && { guess: guess.map((option: object) => ({ ...option, text: long })) }),
      ...(task !== undefined && { task: long }),
      ...(reveal !== undefined && { reveal: long }),
    }));
    const mine = JSON.stringify({ ...lesson, id: 'mine', title: long, about: long, steps });
    await page.getByTestId('lesson-file').setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(mine) });
    const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const guess = page.getByTestId('lesson-guess');
    await expect(guess).toContainText(long);
    await expect(page.getByTestId('lesson-next')).toContainText(long);
    expect(await over()).toBeLessThanOrEqual(0);
    await guess.getByRole('radio').first().check();
    await guess.getByRole('button').click();
    await expect(page.getByTestId('lesson-task').or(page.getByTestId('lesson-answer')).first()).toContainText(long);
    expect(await over()).toBeLessThanOrEqual(0);
    await page.getByTestId('lesson-leave').click();
    if (!(await page.getByTestId('own-lessons').isVisible())) await page.locator('#fold-lessons > summary').click();
    await expect(page.getByTestId('own-lessons')).toContainText(long);
    expect(await over()).toBeLessThanOrEqual(0);
  });
