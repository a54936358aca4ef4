/** Hubs that are too busy to be asked, or hide their 404 from the page: what can be loaded from them is. */
import { serveFaultyHub, type FaultyHub } from './faulty-hub';
import { expect, openLab, test } from './fixtures';

const REPO = 'tiny-llama-builder';
let hub: FaultyHub;
test.beforeEach(async () => {
  hub = await serveFaultyHub();
});
test.afterEach(() => hub.close());

/** As nginx does with `add_header` without `always`: an error goes out without the header that lets a page see it. */
function hide404(): void {
  hub.listing = false;
  hub.server.prependListener('request', (_, answer) => {
    const writeHead = answer.writeHead.bind(answer) as (status: number, headers?: object) => typeof answer;
    answer.writeHead = ((status: number, headers?: object) => {
      if (status >= 400) answer.removeHeader('access-control-allow-origin');
      return writeHead(status, headers);
    }) as typeof answer.writeHead;
  });
}

test('a hub whose 404 lacks CORS headers: sizes are told, and the model loads, on the second visit too', async ({ page, errors }) => {
  hide404();
  await openLab(page, `device=wasm&hub=${hub.url}`);
  await page.getByTestId('choose-other').check();
  await page.getByTestId('other-repo').fill(REPO);
  await page.getByTestId('other-dtype').selectOption('fp32');
  await page.getByTestId('ask-size').click();
  await expect(page.getByTestId('load-button')).toContainText(/\d+ kB, from the hub/);
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('model-card')).toContainText(REPO, { timeout: 120_000 });
  for (const gone of [false, true]) {
    if (gone) hub.close();
    await page.reload();
    await page.waitForFunction(() => 'lab' in globalThis);
    expect(await page.evaluate((repo) => lab.load({ repo, dtype: 'fp32' }), REPO)).toMatchObject({
      downloaded: 0,
      selfTest: { passed: true },
    });
  }
  errors.length = 0;
});

test('a hub too busy to say how large a model is: that is said, and the model can be loaded without knowing', async ({ page, errors }) => {
  let busy = true;
  await page.route(`${hub.url}/**`, (route) =>
    busy ? route.fulfill({ status: 503, headers: { 'access-control-allow-origin': '*' } }) : route.continue(),
  );
  await openLab(page, `device=wasm&hub=${hub.url}`);
  await page.getByTestId('choose-other').check();
  await page.getByTestId('other-repo').fill(REPO);
  await page.getByTestId('other-dtype').selectOption('fp32');
  await expect(page.getByTestId('load-button')).toHaveCount(0);
  await page.getByTestId('ask-size').click();
  await expect(page.getByTestId('size-problem')).toContainText(/answered 503\. .*Wait a minute/);
  await expect(page.getByTestId('ask-size')).toHaveText('Ask again');
  await expect(page.getByTestId('load-button')).toContainText('size not known');
  busy = false;
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('model-card')).toContainText(REPO, { timeout: 120_000 });
  errors.length = 0;
});
