/** What becomes of a GPU device reaches the page: once, in words, and not when we ended it ourselves. */
import { expect, test, vi } from 'vitest';
import type { LabError } from '../../../src/error';
import './tiny';

const { chooseDevice, watch } = await import('../../../workers/device/device');
const { createSession } = await import('../../../workers/device/session');

class OutOfMemory {
  message = 'no memory';
}
vi.stubGlobal('GPUOutOfMemoryError', OutOfMemory);

function device() {
  let lose: (info: GPUDeviceLostInfo) => void = () => undefined;
  const listeners: ((event: GPUUncapturedErrorEvent) => void)[] = [];
  const told: LabError[] = [];
  const gpu = {
    lost: new Promise<GPUDeviceLostInfo>((resolve) => (lose = resolve)),
    addEventListener: (_: string, listener: never) => void listeners.push(listener),
  };
  watch(gpu as unknown as GPUDevice, (error) => told.push(error));
  return {
    told,
    lose: async (reason: string, message: string) => (
      lose({ reason, message } as GPUDeviceLostInfo),
      await Promise.resolve(),
      await Promise.resolve()
    ),
    fail: (error: object) => listeners.forEach((listener) => listener({ error } as GPUUncapturedErrorEvent)),
  };
}

test('a lost device is told with its reason, once', async () => {
  const { told, lose, fail } = device();
  await lose('unknown', 'DXGI_ERROR_DEVICE_HUNG');
  fail(new OutOfMemory());
  expect(told.map((error) => error.code)).toEqual(['device-lost']);
  expect(told[0]!.message).toContain('DXGI_ERROR_DEVICE_HUNG');
  expect(told[0]!.hint).toMatch(/model it held is gone.*if it is lost again, .*WASM/);
});

test('a session that cannot be made says what that means and what to do', async () => {
  const made = createSession({ bytes: new Uint8Array(3), files: new Map() }, { cache: [] }, { gpu: null, build: 'plain' });
  await expect(made).rejects.toMatchObject({
    code: 'session-failed',
    hint: expect.stringMatching(/this browser tab cannot run it.*choose a smaller model/) as string,
  });
});

test('a device we destroyed ends in silence', async () => {
  const { told, lose } = device();
  await lose('destroyed', '');
  expect(told).toEqual([]);
});

test('exhausted memory is told; another error is only logged', () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { told, fail } = device();
  fail({ message: 'a validation error' });
  expect(told).toEqual([]);
  expect(log).toHaveBeenCalledWith('a validation error');
  fail(new OutOfMemory());
  expect(told.map((error) => error.code)).toEqual(['gpu-out-of-memory']);
});

test('a device is made with 16-bit floats where there are, never with subgroups; an adapter is asked for twice', async () => {
  const asked: GPUDeviceDescriptor[] = [];
  const adapter = {
    features: new Set(['shader-f16', 'subgroups']),
    limits: {},
    info: { subgroupMinSize: 32, vendor: 'nvidia' },
    requestDevice: (descriptor: GPUDeviceDescriptor) => {
      asked.push(descriptor);
      return Promise.resolve({ lost: new Promise(() => undefined), addEventListener: () => undefined });
    },
  };
  const requestAdapter = vi.fn().mockResolvedValueOnce(null).mockResolvedValueOnce(adapter).mockResolvedValue(null);
  vi.stubGlobal('navigator', { ...globalThis.navigator, gpu: { requestAdapter } });
  try {
    expect((await chooseDevice('auto', true, () => undefined)).device).toBe('webgpu');
    expect(asked.map(({ requiredFeatures }) => requiredFeatures)).toEqual([['shader-f16']]);
    expect((await chooseDevice('auto', false, () => undefined)).fallbackReason).toContain('no graphics adapter');
    expect(requestAdapter).toHaveBeenCalledTimes(4);
  } finally {
    vi.unstubAllGlobals();
  }
});
