/** An audit that could not be asked is told apart from one that found nothing. */
import { expect, test } from 'vitest';
import { judge } from '../../audit.mjs';

const metadata = { dependencies: { prod: 40 } };

test('none, some, and not asked are three answers', () => {
  expect(judge(JSON.stringify({ vulnerabilities: {}, metadata }))).toEqual({ code: 0, says: 'none is known of 40 shipped packages' });
  const via = [{ title: 'Prototype pollution', url: 'https://example.org/1' }, 'left-pad'];
  expect(judge(JSON.stringify({ vulnerabilities: { x: { name: 'x', severity: 'high', via } }, metadata }))).toEqual({
    code: 1,
    says: 'x (high): Prototype pollution https://example.org/1; through left-pad',
  });
});

test.each([
  ['', 'no word'],
  ['<html>', '<html>'],
  ['{}', 'no list of vulnerabilities came back'],
  ['{"message":"405 Method Not Allowed","error":{"summary":""}}', '405 Method Not Allowed'],
])('%j is no answer', (output, says) => {
  const { code, says: said } = judge(output);
  expect(code).toBe(2);
  expect(said).toContain(says);
});
