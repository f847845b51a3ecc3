"""Writes encodings.jsonl with lm-evaluation-harness 0.4.13: how its own code splits and cuts prompts.
Run with Python 3.11: pip install lm_eval==0.4.13 tokenizers; python make_encodings.py TOKENIZER_JSON
where TOKENIZER_JSON is tokenizers/tiny/tokenizer.json of the inference-core test resources."""
import ast
import json
import random
import sys
from pathlib import Path

import lm_eval.models
from lm_eval.api.instance import Instance
from lm_eval.api.model import TemplateLM
from tokenizers import Tokenizer

BOS = 2
# The module needs torch to be imported; the expression that cuts needs nothing: it is taken from the source.
SOURCE = ast.parse((Path(lm_eval.models.__file__).parent / "huggingface.py").read_text())
FUNCTION = next(node for node in ast.walk(SOURCE) if getattr(node, "name", "") == "_loglikelihood_tokens")
ASSIGNED = next(node for node in ast.walk(FUNCTION) if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "inp")
CUT = compile(ast.Expression(ASSIGNED.value.args[0]), "huggingface.py", "eval")


class Encoder(TemplateLM):
    backend = "causal"
    eot_token_id = 1
    prefix_token_id = BOS

    def __init__(self, file, max_length):
        super().__init__()
        self.bare = Tokenizer.from_file(file)
        self.max_length = max_length

    def tok_encode(self, string, add_special_tokens=None, **kwargs):
        # HFLM.tok_encode of a tokenizer that adds BOS: not where the text begins with it.
        begin = [] if add_special_tokens is False or string.startswith("<bos>") else [BOS]
        return begin + self.bare.encode(string, add_special_tokens=False).ids

    def _loglikelihood_tokens(self, requests, **kwargs):
        return [{"context": context_enc, "continuation": continuation_enc,
                 "input": eval(CUT, {}, {"context_enc": context_enc, "continuation_enc": continuation_enc, "self": self})}
                for _, context_enc, continuation_enc in requests]

    loglikelihood_rolling = generate_until = None


Encoder.__abstractmethods__ = frozenset()
WORDS = ["the", "harbour", "of", "Quillmere", "counted", "naïve", "copper", "two,", "\n", "\n\n", "  ", "你好", "?", "<end_of_turn>", "🦊"]
TAILS = ["", "", " ", "  ", "\u00a0", "\u0085", "\n", "\t\u2028", "\u3000 "]


def main():
    rnd = random.Random(20)
    lines = []
    for number in range(160):
        text = " ".join(rnd.choice(WORDS) for _ in range(rnd.choice([0, 1, 2, 5, 12, 30])))
        context = rnd.choice(["", "", "", "<bos>"]) + text + rnd.choice(TAILS)
        choices = [" ".join(rnd.choice(WORDS[:8]) for _ in range(rnd.randint(1, 6))) for _ in range(rnd.randint(2, 4))]
        continuations = [rnd.choice([" ", " ", " ", "<bos>"]) + choice for choice in choices]
        encoder = Encoder(sys.argv[1], rnd.choice([8, 12, 16, 24, 40]))
        requests = [Instance("loglikelihood", {}, (context, continuation), i) for i, continuation in enumerate(continuations)]
        lines.append({"context": context, "continuations": continuations, "max_length": encoder.max_length,
                      "encoded": encoder.loglikelihood(requests, disable_tqdm=True)})
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (Path(__file__).parent / "encodings.jsonl").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
