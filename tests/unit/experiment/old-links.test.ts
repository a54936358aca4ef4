/** Links as earlier versions of the lab wrote them, or people by hand: each still opens as it did. A link is added here, never changed. */
import { expect, test } from 'vitest';
import { decodeHash } from '../../../src/experiment/link';

const OLD: readonly [link: string, chosen: object][] = [
  ['', {}],
  ['#layers', {}],
  ['#layer=14', { layer: 14 }],
  ['#layer=29&alpha=-2.5&prompt=hello', { layer: 29, steering: { alpha: -2.5, prompt: 'hello' } }],
  ['#set=empathy-matched&ask=p2', { set: 'empathy-matched', ask: 'p2' }],
  ['#set=own', { set: 'own' }],
  ['#set=own-01234567', { set: 'own', ownHash: '01234567' }],
  ['#itemsFile=01234567', { itemsFile: '01234567' }],
  [
    '#set=decisions&layer=3&alpha=-2&unit=norm&method=lda&items=5&choiceAlphas=-1_1&samples=3&sweepWithout=1_99',
    {
      ...{ set: 'decisions', layer: 3, method: 'lda', steering: { alpha: -2, unit: 'norm' } },
      ...{ choosing: { items: 5, strengths: [-1, 1] }, sweeping: { samples: 3 }, sweepWithout: [1, 99] },
    },
  ],
  [
    '#pooling=last&template=true&draws=7&beside=words.left-out&withoutMean=true',
    { pooling: 'last', template: true, draws: 7, beside: ['words', 'left-out'], withoutMean: true },
  ],
  [
    '#alpha=2&seed=42&temperature=0.7&topP=0.9&repetitionPenalty=1.3&maxNewTokens=99&unit=raw&band=3-9&chat=false',
    {
      steering: {
        ...{ alpha: 2, seed: 42, temperature: 0.7, topP: 0.9, repetitionPenalty: 1.3, maxNewTokens: 99 },
        ...{ unit: 'raw', band: [3, 9], template: false },
      },
    },
  ],
  [
    '#choiceRandom=5&choiceControls=false&sweepAlphas=-3_3&sweepRandom=20&sweepControls=false',
    {
      choosing: { random: 5, controls: false },
      sweeping: { strengths: [-3, 3], random: 20, controls: false },
    },
  ],
  [
    '#v=2&set=own-01234567&texts=H4sI&layer=7&edits=ablate_shown_10-19_0_separation_all&end=1',
    {
      ...{ set: 'own', ownHash: '01234567', texts: 'H4sI', layer: 7 },
      edits: [{ op: 'ablate', directions: 'shown', band: [10, 19], amount: 0, unit: 'separation', when: 'all' }],
    },
  ],
];

test.each(OLD)('%s', (link, chosen) => {
  const { choices, ignored, trouble } = decodeHash(link);
  expect({ ignored, trouble }).toEqual({ ignored: [], trouble: undefined });
  expect(choices).toEqual({ steering: {}, ...chosen });
});
