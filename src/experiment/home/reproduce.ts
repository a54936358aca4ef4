/**
 * Python that finds the direction on screen again from its texts, with transformers and numpy alone (LDA and logistic regression by
 * scikit-learn): what the lab does, in a page of lines that anyone can read. Pure.
 */
import { contrastOf, isPaired } from '../../lab/contrast';
import { includedName } from '../hub-name';
import type { ShownRun } from '../shown';
import { hasPrompts } from '../../formats/scenario-set';
import { pythonText } from './plots';
import { unreproducible } from './unreproducible';

/** How hidden states [token, width] of a text become one vector. */
const POOL: Readonly<Record<ShownRun['spec']['pooling'], string | null>> = {
  mean: 'h.mean(0)',
  'mean-rest': 'h[1:].mean(0) if len(h) > 1 else h[0]',
  last: 'h[-1]',
  'last-4': 'h[-4:].mean(0)',
  'last-16': 'h[-16:].mean(0)',
  // Which tokens are the text's own depends on the template.
  answer: null,
};

/** A direction from `a` (texts that show the concept) and `b`, [text, width], as float64. */
const FIND: Readonly<Record<ShownRun['spec']['method'], { readonly imports: string; readonly code: string }>> = {
  'mean-difference': { imports: '', code: 'd = a.mean(0) - b.mean(0)' },
  pca: { imports: '', code: 'd = np.linalg.svd(a - b, full_matrices=False)[2][0]; d *= np.sign((a - b).mean(0) @ d)' },
  lda: {
    imports: 'from sklearn.discriminant_analysis import LinearDiscriminantAnalysis\n',
    code: 'd = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=0.1).fit(np.r_[a, b], [1] * len(a) + [0] * len(b)).coef_[0]',
  },
  logistic: {
    imports: 'from sklearn.linear_model import LogisticRegression\n',
    code: `scale = np.sqrt(np.mean(np.r_[a - a.mean(0), b - b.mean(0)] ** 2))
    d = LogisticRegression(C=1, max_iter=10000, tol=1e-8).fit(np.r_[a, b] / scale, [1] * len(a) + [0] * len(b)).coef_[0]`,
  },
};

/** A name as it may stand in a docstring. */
const quotable = (name: string): string => name.replaceAll('\\', '\\\\').replaceAll('"', "'");

/** null where it cannot be said in a page of lines: `unreproducible` says why. `file`: the run file's name. */
export function reproduceScript({ spec, model, capture, set, record }: ShownRun, file: string): string | null {
  const pool = POOL[spec.pooling];
  if (pool === null || unreproducible({ spec, set }) !== null) return null;
  const { imports, code } = FIND[spec.method];
  const prompted = hasPrompts(set.set);
  const alone = '[{"role": "user", "content": text}]';
  const said = prompted ? `([{"role": "user", "content": prompt}, {"role": "assistant", "content": text}] if prompt else ${alone})` : alone;
  const plain = prompted ? '(f"{prompt}\\n\\n{text}" if prompt else text)' : 'text';
  const encode = capture.template
    ? `tok.apply_chat_template(${said}, return_tensors="pt", return_dict=False)`
    : `tok(${plain}, return_tensors="pt").input_ids`;
  const [given, each] = prompted ? ['text, prompt', 'read(*one)'] : ['text', 'read(text)'];
  const part = (field: string): string => (prompted ? `(one[${field}], one.get("prompt", ""))` : `one[${field}]`);
  const train = isPaired(contrastOf(set.set))
    ? `[${part('side')} for one in scenarios["pairs"] if one["split"] == "train"]`
    : `[${part('"text"')} for one in scenarios["texts"] if one["split"] == "train" and one["label"] == side]`;
  const texts = `texts = [${train} for side in ("positive", "negative")]`;
  return `"""The direction of "${quotable(set.set.name)}" found again: ${spec.method}, ${spec.pooling}. Needs torch, transformers, numpy${imports && ', scikit-learn'}.
The page read ${model.dtype} weights; other weights of the same model give other numbers, and nearly the same direction."""
import base64, json, sys
import numpy as np, torch
from transformers import AutoModelForCausalLM, AutoTokenizer
${imports}
MODEL = sys.argv[1] if len(sys.argv) > 1 else ${pythonText(includedName(model) ?? model.repo)}  # a repository or folder with the model's own weights
run = json.load(open(sys.argv[2] if len(sys.argv) > 2 else ${pythonText(file)}, encoding="utf-8"))
scenarios = next(one["set"] for one in run["sets"] if one["hash"] == ${pythonText(set.hash)})
tok, net = AutoTokenizer.from_pretrained(MODEL), AutoModelForCausalLM.from_pretrained(MODEL, dtype=torch.float32).eval()
blocks = next(part for part in net.modules() if isinstance(part, torch.nn.ModuleList))  # the stack of blocks
seen = {}
for at, part in enumerate(blocks):  # the residual stream right after each block
    part.register_forward_hook(lambda _, __, out, at=at: seen.__setitem__(at, (out[0] if isinstance(out, tuple) else out)[0]))

@torch.no_grad()
def read(${given}):  # [block, width]
    net(${encode}[:, :${capture.maxTokens}])
    pool = lambda h: ${pool}
    return np.stack([pool(seen[at]).double().numpy() for at in range(len(blocks))])

def unit(a, b):
    ${code}
    return d / np.linalg.norm(d)

${texts}
a, b = (np.stack([${each} for ${prompted ? 'one' : 'text'} in side]) for side in texts)
mine = np.stack([unit(a[:, at], b[:, at]) for at in range(len(blocks))])
kept = next(one["data"]["f32"] for one in run["directions"] if one["id"] == ${pythonText(record.id)})
np.save("direction.npy", mine)
print("cosine with the page's direction, block by block:", np.sum(mine * np.frombuffer(base64.b64decode(kept), "<f4").reshape(mine.shape), 1).round(3).tolist())
`;
}
