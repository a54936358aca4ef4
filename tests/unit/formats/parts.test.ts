/** Which graphs are parts of a model, by their names, and what is said where there is nothing else. */
import { expect, test } from 'vitest';
import { isPart } from '../../../src/hub/graph-path';
import { namedTemplate, noGraph } from '../../../src/hub/listing';

test.each([
  'onnx/embed_tokens.q4.onnx',
  'onnx/Embed_tokens_fp16.onnx',
  'vision.onnx',
  'onnx/vision_encoder_q4f16.onnx',
  'onnx/audio_encoder.onnx',
  'encoder_model_quantized.onnx',
  'onnx/lm_head.onnx',
  'vae_decoder/model.onnx'.replace('/model', ''),
])('%s is a part', (path) => expect(isPart(path)).toBe(true));
test.each([
  'onnx/audio-llama_q4.onnx',
  'speechlm.onnx',
  'imagegpt.onnx',
  'onnx/vision-instruct.onnx',
  'onnx/decoder_model_merged.onnx',
  'model_q4.onnx',
  'encoderless.onnx',
])('%s may be a whole model', (path) => expect(isPart(path)).toBe(false));

test('a repository with a model of an unusual name lists it; one with parts alone says what is missing; capitals are called so only where they are', () => {
  const said = (...graphs: string[]) =>
    noGraph('o/r', 'onnx/model.onnx', ['config.json', 'tokenizer.json', ...graphs]).message +
    noGraph('o/r', 'onnx/model.onnx', ['config.json', 'tokenizer.json', ...graphs]).hint;
  expect(said('onnx/audio-llama_q4.onnx')).toContain('Its graphs: onnx/audio-llama_q4.onnx');
  expect(said('onnx/embed_tokens.q4.onnx')).toMatch(/only parts of a model .*embed_tokens\.q4\.onnx/);
  expect(said('onnx/embed_tokens.onnx', 'onnx/decoder_model_merged.ONNX')).toContain('written in capitals');
  expect(said('onnx/embed_tokens.q4.onnx')).not.toContain('capitals');
});

test('what a Mac adds is no template', () => expect(namedTemplate(['b.jinja', 'a.jinja', '._default.jinja'])).toBe('a.jinja'));
