"""Which tokens of a text are read, as the page cuts them (workers/pass/cut.ts), and which of them are the text's own in its template."""

from dataclasses import dataclass

from transformers import PretrainedConfig, PreTrainedTokenizerBase

from .span import Span, frame_around, place_of, span_in
from .texts import Passage
from .trouble import Trouble

#: The longest context, as the families call it.
CONTEXT = ("max_position_embeddings", "n_positions", "n_ctx", "seq_length", "max_seq_len", "max_sequence_length", "context_length")


@dataclass(frozen=True)
class Cut:
    #: Token ids, in order.
    ids: list[int]
    #: Whether the end of the text is not among them.
    truncated: bool
    #: The text's own tokens within its chat template and behind its prompt; None without either, and where none of them is read.
    answer: Span | None


class Cutter:
    def __init__(self, tokenizer: PreTrainedTokenizerBase, config: PretrainedConfig, *, template: bool, max_tokens: int) -> None:
        """`max_tokens`: after so many a text is cut, or where the model's context ends. Raises `Trouble` without a chat template."""
        self.tokenizer = tokenizer
        self.template = _template_of(tokenizer) if template else None
        parts = [config.get_text_config().to_dict(), config.to_dict()]
        known = [part[name] for part in parts for name in CONTEXT if isinstance(part.get(name), int) and part[name] >= 1]
        self.most = min([max_tokens, *known[:1]])
        self.vocabulary = parts[0].get("vocab_size")

    def cut(self, passage: Passage) -> Cut:
        """Raises `Trouble` for a text of which no token is left, and for a token that the model does not know."""
        text = passage.text
        written = self._write(passage)
        ids = self._encode(written, self.template is None)
        if not ids:
            raise Trouble(f"The text {text[:20]!r} has no tokens in this model's tokenizer.", "Take it out of the set.")
        beyond = next((one for one in ids if self.vocabulary and one >= self.vocabulary), None)
        if beyond is not None:
            token = self.tokenizer.convert_ids_to_tokens(beyond)
            raise Trouble(
                f"The text {text[:20]!r}: {token!r} is token {beyond} of the tokenizer; the model knows {self.vocabulary}, from 0 on.",
                "Leave it out of the text: tokenizer and config.json do not belong together.",
            )
        read = ids[: self.most]
        return Cut(read, len(ids) > len(read), self._answer(passage, written, ids, len(read)))

    def _answer(self, passage: Passage, written: str, ids: list[int], read: int) -> Span | None:
        if self.template is None and passage.prompt is None:
            return None
        frame = frame_around(passage.text, written, lambda text: self._write(passage._replace(text=text)))
        own = ids if self.template else self._encode(written, False)
        span = frame and span_in(own, frame, lambda part: self._encode(part, False))
        lead = place_of(own, ids)
        if not span or lead is None or span.first + lead >= read:
            return None
        return Span(span.first + lead, min(span.end + lead, read))

    def _encode(self, text: str, framed: bool) -> list[int]:
        """`framed`: with the tokens that the tokenizer puts round a text."""
        return self.tokenizer(text, add_special_tokens=framed, verbose=False)["input_ids"]

    def _write(self, passage: Passage) -> str:
        """The page's rule (workers/tokenizer/passage.ts): an answer is the assistant's, else it stands behind its prompt and an empty line."""
        text, prompt = passage
        if self.template is None:
            return f"{prompt}\n\n{text}" if prompt else text
        said = [("user", prompt), ("assistant", text)] if prompt else [("user", text)]
        messages = [{"role": role, "content": content} for role, content in said]
        return self.tokenizer.apply_chat_template(messages, chat_template=self.template, tokenize=False, add_generation_prompt=False)


def _template_of(tokenizer: PreTrainedTokenizerBase) -> str:
    """Of several the one called "default", else the first, as the page takes it."""
    known = tokenizer.chat_template
    if isinstance(known, dict):
        known = known.get("default") or next(iter(known.values()), None)
    if not known:
        raise Trouble("This model has no chat template.", "Leave --template out: the texts are then read as they are.")
    return known
