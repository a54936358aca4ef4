/** Browser tests: the built page in a real Chromium. Run through `npm test`, which builds and finds the browser. */
import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, HARDWARE_WEBGPU, SOFTWARE_WEBGPU, findChromium } from './tests/chromium.mjs';

/** Another port for a second checkout on the same machine. */
const PORT = Number(process.env.LAB_PORT ?? 4310);
/** `hardware`: the graphics card of this machine in place of SwiftShader. */
const WEBGPU = process.env.LAB_ADAPTER === 'hardware' ? HARDWARE_WEBGPU : SOFTWARE_WEBGPU;
const launch = (args: string[]) => ({ launchOptions: { executablePath: findChromium(), args: [...CHROMIUM_ARGS, ...args] } });

export default defineConfig({
  testDir: 'tests/browser',
  timeout: 600_000,
  expect: { timeout: 30_000 },
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // The machines that run these are shared: a test may be slow for once. One that passes only the second time is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  // The service worker would answer in the server's place, from one test to the next: its own spec alone lets it in.
  use: { baseURL: `http://localhost:${PORT}/`, trace: 'off', actionTimeout: 60_000, serviceWorkers: 'block' },
  projects: [
    { name: 'wasm', testIgnore: /webgpu/, use: launch([]) },
    { name: 'webgpu', testMatch: /webgpu/, use: launch(WEBGPU) },
  ],
  webServer: { command: `node node_modules/vite/bin/vite.js preview --port ${PORT} --strictPort`, port: PORT, reuseExistingServer: false },
});
