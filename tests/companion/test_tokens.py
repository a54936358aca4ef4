"""Which tokens of a message are its own, against the places in the text that tokenizers gives (tests/fixtures/tokens/spans.json)."""

import json
import unittest

from transformers import PreTrainedTokenizerFast

from exported import FIXTURES
from reader.span import frame_around, span_in

EMBEDDED = FIXTURES.parent.parent / "public/models/smollm2-135m-instruct"


class Spans(unittest.TestCase):
    def test_spans(self) -> None:
        checked = 0
        for chat in json.loads((FIXTURES / "tokens/spans.json").read_text())["chats"]:
            folder = EMBEDDED if chat["of"] == "smollm2" else FIXTURES / "tokens" / chat["of"]
            config = json.loads((folder / "tokenizer_config.json").read_text())
            named = {key: config[key] for key in ("bos_token", "eos_token") if key in config}
            tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"), **named)
            template = chat["template"] or config["chat_template"]

            def write(text: str) -> str:
                return tokenizer.apply_chat_template([{"role": "user", "content": text}], chat_template=template, tokenize=False)

            def encode(text: str) -> list[int]:
                return tokenizer(text, add_special_tokens=False)["input_ids"]

            for one in chat["spans"]:
                written = write(one["message"])
                ids = encode(written)
                self.assertEqual(ids, one["ids"])
                span = span_in(ids, frame_around(one["message"], written, write), encode)
                self.assertEqual(span, (one["first"], one["end"]), f"{chat['name']}, {one['message']!r}")
                checked += 1
        self.assertGreater(checked, 100)
