import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { braked } from '../../../src/app/address';

const after = (milliseconds: number, work: () => void): void => void setTimeout(work, milliseconds);
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a slider that moves for half a minute writes less than Safari bears, and its last position last', () => {
  let at = 0;
  const written: number[] = [];
  const address = braked(() => written.push(at), after);
  for (let i = 1; i <= 3000; i++) {
    at = i;
    address.ask();
    vi.advanceTimersByTime(10);
  }
  expect(written.length).toBeLessThan(80);
  expect(written[0]).toBe(1);
  vi.advanceTimersByTime(1000);
  expect(written.at(-1)).toBe(3000);
});

test('what waits is written when the page goes, and once', () => {
  const write = vi.fn();
  const address = braked(write, after);
  address.ask();
  address.ask();
  expect(write).toHaveBeenCalledTimes(1);
  address.flush();
  address.flush();
  vi.advanceTimersByTime(5000);
  expect(write).toHaveBeenCalledTimes(2);
});

test('a browser that refuses does not break what the person did', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const write = vi.fn(() => {
    throw new DOMException('Attempt to use history.replaceState() more than 100 times', 'SecurityError');
  });
  const address = braked(write, after);
  expect(() => address.ask()).not.toThrow();
  address.ask();
  vi.advanceTimersByTime(1000);
  expect([write.mock.calls.length, warn.mock.calls.length]).toEqual([2, 2]);
});

test('of work of several parts the whole is written, once, also where it fails or two overlap', async () => {
  const written: string[] = [];
  let now = 'before';
  const write = (): void => void written.push(now);
  const { ask, whole } = braked(write, () => undefined);
  const failed = whole(async () => {
    now = 'half';
    ask();
    await whole(() => Promise.resolve(ask()));
    now = 'whole';
    throw new Error('too late');
  });
  expect(written).toEqual([]);
  await expect(failed).rejects.toThrow('too late');
  expect(written).toEqual(['whole']);
  await braked(write, () => undefined).whole(() => Promise.resolve());
  expect(written).toEqual(['whole']);
});
