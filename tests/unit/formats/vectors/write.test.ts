/** What is written is what other programs write: byte for byte where they fix the bytes, else the same when it is read again. */
import { expect, test } from 'vitest';
import { readControlVector, writeControlVector } from '../../../../src/formats/vectors/gguf';
import { readNeuronpedia, writeNeuronpedia } from '../../../../src/formats/vectors/neuronpedia';
import { readNpy, writeNpy } from '../../../../src/formats/vectors/npy';
import { readSafetensors, writeSafetensors } from '../../../../src/formats/vectors/safetensors';
import { bytesOf, expected } from './files';

const { table } = expected;
const data = Float32Array.from(table.flat());

test('.npy is numpy’s own file, byte for byte', () => {
  expect(writeNpy({ shape: [4, 8], data })).toEqual(bytesOf('c-f32.npy'));
  const single = { shape: [8], data: Float32Array.from(table[1]!) };
  expect(readNpy(writeNpy(single), 'single')).toEqual(single);
});

test('a control vector is gguf-py’s own file, byte for byte', () => {
  const golden = bytesOf('pole.gguf');
  expect(writeControlVector(readControlVector(golden, 'pole.gguf'))).toEqual(golden);
});

test('safetensors are read again as they were', () => {
  const arrays = [
    { name: 'directions', shape: [4, 8], data },
    { name: 'direction.logistic', shape: [8], data: Float32Array.from(table[2]!) },
  ];
  const metadata = { layer: '2', extras_json: '{"name":"é"}' };
  expect(readSafetensors(writeSafetensors(arrays, metadata), 'own')).toEqual({
    arrays,
    others: [],
    metadata: new Map(Object.entries(metadata)),
  });
  const golden = readSafetensors(bytesOf('steerkit.safetensors'), 'steerkit');
  expect(readSafetensors(writeSafetensors(golden.arrays, Object.fromEntries(golden.metadata)), 'again')).toEqual(golden);
});

test('Neuronpedia’s JSON is read again as it was', () => {
  const vector = Float32Array.from(table[2]!);
  const json = writeNeuronpedia({ model: 'tiny', block: 2, data: vector, strength: 10, label: 'calm' });
  expect(readNeuronpedia(json, 'own')).toEqual([{ model: 'tiny', label: 'calm', block: 2, before: false, data: vector }]);
});
