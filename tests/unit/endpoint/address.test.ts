/** Addresses of servers, and what of them and of keys is refused, without a word of the secret. */
import { expect, test } from 'vitest';
import { checkedEndpoint, hostOf, parseBase } from '../../../src/endpoint/address';
import { errorData, LabError } from '../../../src/error';

const thrown = (work: () => unknown) => {
  try {
    return expect.fail(`gave ${JSON.stringify(work())}`);
  } catch (error) {
    expect(error).toBeInstanceOf(LabError);
    return errorData(error);
  }
};

test.each([
  ['https://api.example.org/v1', 'https://api.example.org/v1'],
  ['  https://API.example.org/v1/  ', 'https://api.example.org/v1'],
  ['https://api.example.org/v1/chat/completions', 'https://api.example.org/v1'],
  ['http://localhost:8000/v1', 'http://localhost:8000/v1'],
  ['http://127.0.0.1:8000', 'http://127.0.0.1:8000'],
  ['http://[::1]:8000/v1', 'http://[::1]:8000/v1'],
  ['http://192.168.1.20:1234/v1', 'http://192.168.1.20:1234/v1'],
  ['http://10.0.0.2/v1', 'http://10.0.0.2/v1'],
  ['http://172.31.255.1/v1', 'http://172.31.255.1/v1'],
  ['http://[fd12::1]/v1', 'http://[fd12::1]/v1'],
  ['http://box.local:8080/v1', 'http://box.local:8080/v1'],
])('%s', (text, base) => expect(parseBase(text)).toBe(base));

test.each([
  ['', 'has to begin with https'],
  ['api.example.org/v1', 'has to begin with https'],
  ['ftp://example.org', 'has to begin with https'],
  ['javascript:alert(1)', 'has to begin with https'],
  ['sk-secret-0123', 'has to begin with https'],
  ['https://me:sk-secret-0123@api.example.org/v1', 'more in it than a server and a path'],
  ['https://api.example.org/v1?key=sk-secret-0123', 'more in it than a server and a path'],
  ['https://api.example.org/v1#sk-secret-0123', 'more in it than a server and a path'],
  ['http://api.example.org/v1', 'it needs https'],
  ['http://172.32.0.1/v1', 'it needs https'],
  ['http://11.0.0.1/v1', 'it needs https'],
  ['http://localhost.example.org/v1', 'it needs https'],
  ['http://10.evil.example/v1', 'it needs https'],
  ['http://[2001:db8::1]/v1', 'it needs https'],
  ['http://[::ffff:8.8.8.8]/v1', 'it needs https'],
  ['http://167772161.example/v1', 'it needs https'],
])('%s is refused', (text, words) => {
  const error = thrown(() => parseBase(text));
  expect([error.code, error.message]).toEqual(['endpoint-address', expect.stringContaining(words)]);
  expect(JSON.stringify(error)).not.toContain('sk-secret');
});

test('a private address in another spelling is that address', () => expect(parseBase('http://2130706433/v1')).toBe('http://127.0.0.1/v1'));

test('model and key are checked, and the key is in no message', () => {
  const base = 'https://api.example.org/v1';
  expect(checkedEndpoint({ base, model: ' small ', key: ' sk-1 ' })).toEqual({ base, model: 'small', key: 'sk-1' });
  expect(thrown(() => checkedEndpoint({ base, model: ' ', key: '' })).code).toBe('endpoint-address');
  for (const key of ['sk-secret 0123', 'sk-secret\n0123', 'sk-secrét', `sk-secret${'x'.repeat(5000)}`]) {
    const error = thrown(() => checkedEndpoint({ base, model: 'small', key }));
    expect(error.code).toBe('endpoint-key');
    expect(JSON.stringify(error)).not.toContain('sk-secr');
  }
  expect(hostOf({ base: 'http://localhost:8000/v1' })).toBe('localhost:8000');
});
