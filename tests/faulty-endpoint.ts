/**
 * A server with the interface of OpenAI's chats that answers as a test says, and can be told to fail: each fault is for one request, then
 * requests are answered well. Remembers what it was asked, with every header.
 */
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type EndpointFault =
  | 'cut' /** half of the answer, then the connection is broken */
  | 'half' /** half of the answer, as if that were all */
  | 'empty' /** 200, and nothing */
  | 'stall' /** half of the answer, then nothing */
  | 'silent' /** no header even */
  | 'endless' /** JSON that never ends */
  | 'trickle' /** a byte now and then, without an end */
  | 'html'
  | 'other-json'
  | 'json-error' /** 200, and an error in JSON, which says the key back */
  | 'stream' /** events, although none were asked for */
  | 'cut-stream'
  | 'redirect'
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string };

export interface Asked {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly temperature: number;
    readonly max_tokens: number;
    readonly seed?: number;
    readonly [field: string]: unknown;
  };
}

/** What is answered: a text, or the whole `choices[0]` with it. */
export type Says = (asked: Asked) => string | { readonly message: { readonly content: string | null }; readonly [field: string]: unknown };

export interface FaultyEndpoint {
  /** "http://127.0.0.1:4711/v1" */
  readonly base: string;
  readonly asked: Asked[];
  /** Of requests that failed, too: when each came, in milliseconds. */
  readonly times: number[];
  fail(...faults: EndpointFault[]): void;
  close(): void;
}

export async function serveFaultyEndpoint(says: Says = () => 'I stop and help.'): Promise<FaultyEndpoint> {
  const faults: EndpointFault[] = [];
  const server: Server = createServer((request, answer) => {
    answer.setHeader('access-control-allow-origin', '*');
    answer.setHeader('access-control-allow-headers', 'authorization, content-type');
    answer.setHeader('access-control-expose-headers', 'retry-after');
    if (request.method === 'OPTIONS') return void answer.writeHead(204).end();
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (!request.url?.endsWith('/chat/completions')) return void answer.writeHead(404).end('{"detail":"Not Found"}');
      const one: Asked = { url: request.url, headers: request.headers, body: JSON.parse(Buffer.concat(parts).toString()) as Asked['body'] };
      stub.asked.push(one);
      stub.times.push(performance.now());
      const fault = faults.shift();
      if (fault) broken(fault, one, answer, says);
      else json(answer, whole(one, says));
    });
  });
  const stub: FaultyEndpoint = {
    base: '',
    asked: [],
    times: [],
    fail: (...more) => void faults.push(...more),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return Object.assign(stub, { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` });
}

const json = (answer: ServerResponse, body: string): void =>
  void answer.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);

function whole(asked: Asked, says: Says): string {
  const said = says(asked);
  const choice = typeof said === 'string' ? { message: { role: 'assistant', content: said } } : said;
  return JSON.stringify({
    id: 'chat-1',
    object: 'chat.completion',
    model: asked.body.model,
    choices: [{ index: 0, finish_reason: 'stop', ...choice }],
    usage: { prompt_tokens: 40, completion_tokens: 10, total_tokens: 50 },
  });
}

function broken(fault: EndpointFault, asked: Asked, answer: ServerResponse, says: Says): void {
  const body = whole(asked, says);
  const half = body.slice(0, body.length / 2);
  const begin = (type: string): ServerResponse => answer.writeHead(200, { 'content-type': type });
  if (typeof fault === 'object')
    return void answer.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers }).end(fault.body ?? '');
  switch (fault) {
    case 'cut':
      return void begin('application/json').write(half, () => answer.destroy());
    case 'half':
      return json(answer, half);
    case 'empty':
      return json(answer, '');
    case 'stall':
      return void begin('application/json').write(half);
    case 'silent':
      return;
    case 'endless': {
      begin('application/json').write('{"choices":[{"message":{"content":"');
      const go = (): void => {
        while (!answer.destroyed && answer.write('la '.repeat(20_000)));
        if (!answer.destroyed) answer.once('drain', go);
      };
      return go();
    }
    case 'trickle': {
      begin('application/json').write('{');
      const beat = setInterval(() => answer.write(' '), 20);
      return void answer.on('close', () => clearInterval(beat));
    }
    case 'html':
      return void begin('text/html').end('<!doctype html><title>Log in</title><script>globalThis.ran = 1</script>');
    case 'other-json':
      return json(answer, '{"choices": "none"}');
    case 'json-error':
      return json(answer, JSON.stringify({ error: { message: `no credit for ${asked.headers.authorization}` } }));
    case 'redirect':
      return void answer.writeHead(307, { location: 'http://127.0.0.1:9/v1/chat/completions' }).end();
    case 'stream':
    case 'cut-stream': {
      const said = says(asked);
      const words = (typeof said === 'string' ? said : (said.message.content ?? '')).split(/(?<= )/);
      const event = (choice: object): string => `data: ${JSON.stringify({ choices: [{ index: 0, ...choice }] })}\r\n\r\n`;
      const events = words.map((content) => event({ delta: { content }, finish_reason: null }));
      if (fault === 'cut-stream') return void begin('text/event-stream').end(events[0]);
      const usage = `data: ${JSON.stringify({ choices: [], usage: { prompt_tokens: 40, completion_tokens: 10 } })}\n\n`;
      return void begin('text/event-stream').end(
        `${events.join('')}${event({ delta: {}, finish_reason: 'stop' })}${usage}data: [DONE]\n\n`,
      );
    }
  }
}
