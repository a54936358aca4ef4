/** The built lab with its embedded model loaded, for rows that are measured as a person or a script meets them. */

/**
 * @param {import('@playwright/test').Browser} browser @param {string} url of the built lab, device and all
 * @param {() => void} [before] runs in the page before anything else
 */
export async function loadedLab(browser, url, before) {
  const page = await browser.newPage();
  if (before) await page.addInitScript(before);
  await page.goto(url);
  await page.getByTestId('load-button').click();
  await page.getByTestId('model-card').waitFor({ timeout: 300_000 });
  return page;
}
