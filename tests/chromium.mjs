/**
 * Finds a Chromium for tests and benches, in this order: the environment variable CHROMIUM, the system's,
 * Playwright's own. If there is none it installs one, Playwright's first, else by the system's package manager, and says so.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** @returns {string} path of an executable. @throws with what was tried, if none can be had. */
export function findChromium() {
  const found = installed();
  if (found) return found;
  const attempts = [
    ['npx', ['playwright', 'install', 'chromium']],
    ['apt-get', ['update']],
    ['apt-get', ['install', '-y', 'chromium']],
  ];
  for (const [command, args] of attempts) {
    console.log(`No Chromium found: running ${command} ${args.join(' ')}`);
    spawnSync(command, args, { stdio: 'inherit', timeout: 600_000, shell: process.platform === 'win32' });
    const now = installed();
    if (now) return now;
  }
  throw new Error('No Chromium: set the environment variable CHROMIUM to one, or install it (Debian: apt-get install chromium).');
}

function installed() {
  const own = process.env.CHROMIUM;
  if (own && !starts(own))
    throw new Error(`CHROMIUM is set to ${own}, which ${existsSync(own) ? 'does not start (--version fails)' : 'does not exist'}.`);
  return own || [...SYSTEM, chromium.executablePath()].find((path) => path && starts(path));
}

/**
 * A file there is not enough: it may be a stub of a package manager, or lack the system's libraries. (On Windows, --version opens a
 * window.)
 */
function starts(path) {
  return (
    existsSync(path) &&
    (process.platform === 'win32' || spawnSync(path, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 60_000 }).status === 0)
  );
}

/** Quiet, sandboxless (tests run in containers), and nothing that talks to the network by itself. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** WebGPU on the processor: right and very slow. Never together with --disable-gpu. */
export const SOFTWARE_WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-features=Vulkan'];
/**
 * WebGPU on the machine's graphics card. On Linux Chromium offers it only where it draws through Vulkan itself, and without a display
 * there is no surface to draw on.
 */
export const HARDWARE_WEBGPU = [
  '--enable-unsafe-webgpu',
  '--ignore-gpu-blocklist',
  ...(process.platform === 'linux'
    ? [
        '--use-vulkan=native',
        '--use-gl=angle',
        '--use-angle=vulkan',
        '--enable-features=Vulkan,VulkanFromANGLE,DefaultANGLEVulkan',
        '--disable-vulkan-surface',
      ]
    : []),
];
