"""Asks lm-evaluation-harness 0.4.13 what it makes of answers to mathematical problems, and of
completions to BIG-Bench Hard's questions. All texts are invented.

    python mathematics.py > ../resources/harness/mathematics/answers.jsonl
"""

import ast
import itertools
import json
import re
import types
from pathlib import Path

from lm_eval.tasks.agieval import utils as agieval
from lm_eval.tasks.bbh.zeroshot import utils as bbh
from lm_eval.tasks.hendrycks_math import utils as hendrycks


def without_algebra(path):
    """A module's functions and constants without its imports: sympy is not needed for texts."""
    tree = ast.parse(path.read_text())
    kept = (ast.FunctionDef, ast.Assign)
    tree.body = [node for node in tree.body if isinstance(node, kept) and getattr(node, "name", "") != "is_equiv"]
    module = types.ModuleType("minerva")
    module.re = re
    module.logging = types.SimpleNamespace(getLogger=lambda name: None)
    exec(compile("from __future__ import annotations\n" + ast.unparse(tree), str(path), "exec"), module.__dict__)
    return module


minerva = without_algebra(Path(hendrycks.__file__).parent.parent / "minerva_math/utils.py")

ANSWERS = [
    "7", "-7", "+7", "0.5", ".5", "-.5", "1/2", "3/ 4", "-3/4", "03/4", "a/b", "1/2/3", "1_0/2", "\\frac12",
    "\\frac1{72}", "\\frac{1}{2}", "\\dfrac{1}{2}", "\\tfrac34", "\\frac", "\\frac1", "\\frac{3}4", "\\sqrt3", "\\sqrt",
    "\\sqrt{3}", "\\sqrt[3]8", "2\\sqrt3x", "x = 5", "xyz = 5", "x=y=5", "k=", "=3", "5\\%", "5 %", "\\$5", "$5$",
    "12 cm", "12\\text{ cm}", "12\\text{ cm}\\text{ x}", "30^\\circ", "30^{\\circ}", "30 degrees", "\\left(1,2\\right)",
    "(1, 2)", "[2,5)", "(-\\infty, 3]\\cup[4, \\infty)", "1,000", "1,000,000", "1,00", "0,1", "-12,345", "\\text{Monday}",
    "\\text{(A)}", "\\textbf{B}", "\\overline{AB}", "\\boxed{9}", "\\mbox{ dollars}4", "4 dollars and 5 cents", "an apple",
    "a banana", "2\\pi cm", "leftovers", "$x$ and $y$", "$$3$$", "3.$", "\\ 3", "10^{th}", "10\\mathrm{th}",
    "\"quoted\"", "1{,}000", "5,\\!000", "\\text{}", "\\text{m}5", "x^2+2x+1", "\\begin{pmatrix}1\\\\2\\end{pmatrix}",
    "\\frac\n12", "two\nlines", "", " ", "{.5}", "a .5", "1 \\text{ m", "0", "0.5", "-0", "3\\sqrt{2}", "2 \\ldots", "ft",
    "12ft", "square units", "\\fbox{3}", "\u0663", "e\u0301=3", "99\\%", "\\frac{a}{b}", "-\\frac{1}{2}", "\\frac{-1}{2}",
]

COMPLETIONS = [
    "The answer is 7.", "so $x = 7$.", "$1$ and $2$", "$a$\n$b$", "\\boxed{7}", "\\boxed{x=7}", "\\boxed 7$ end", "\\boxed{7",
    "\\boxed{\\frac{1}{2}} or \\boxed{3}", "\\fbox{7}", "7 = x", "x = 7.\\n8", "at 3.5 or 12 apples", "12th", "no number",
    "Final Answer: The final answer is $7$. I hope it is correct.", "Final Answer: The final answer is 7", "$", "$$",
    "Final Answer: The final answer is 7. I hope it is correct.\nFinal Answer: The final answer is 8. I hope it is correct.",
    "Final Answer: The final answer is 7! I hope it is correct.", "Final Answer: The final answer is\n7. I hope it is correct.",
    "Final Answer: The final answer is 7.", "Final Answer: The final answer is 7. ", "ends with 4",
]

NUMBERS = [
    "five", "There are twenty one of them", "twenty-one", "one hundred and five", "two million three thousand", "2 apples",
    "two thousand", "one million", "three hundred thousand and six", "someone", "fourty", "forty two", "none at all", "-7",
    "ONE hundred", "five hundred", "ninety nine thousand nine hundred and ninety nine", "eleven", "sixteen and seventy",
    "three billion two million one thousand and four", "eight, nine", "trillion", "one thousand one thousand", "zero", "7 - 3",
]

QUESTION = "Which?\nOptions:\n(A) a red ball\n(B) a red\n(C) the (big) car"
CHOICES = [
    "(B)", "I say (A) and then (C).", "It is a red ball.", "a RED, surely", "Answer: C", "none", "(a)", "the ", "Answer: D", "",
]
WORDS = "Sort: List: pear apple fig"
SORTED = ["apple fig pear", "First pear apple, then apple fig pear.", "apple, fig", "nothing", "figs pear"]
VERDICTS = ["Yes, he tells the truth.", "No.", "not plausible", "It is plausible", "Maybe", "yes and no", "is not telling the truth"]
MAPPING = {"\\b(no|not plausible)\\b": "no", "\\b(yes|plausible)\\b": "yes"}


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception:
        return None


def show(kind, **values):
    print(json.dumps({"kind": kind, **values}))


def main():
    for text in ANSWERS:
        show(
            "answer",
            text=text,
            normalized=minerva.normalize_final_answer(text),
            strict=attempt(hendrycks.strip_string, text),
            lenient=attempt(agieval._strip_string, text),
        )
    for text in COMPLETIONS + ANSWERS:
        box = attempt(hendrycks.remove_boxed, hendrycks.last_boxed_only_string(text))
        stated = minerva.normalize_final_answer(minerva.get_unnormalized_answer(text))
        show("completion", text=text, parsed=agieval.parse_math_answer(text), boxed=box, stated=stated)
    for text, right in itertools.product(COMPLETIONS, ["7", "\\frac{1}{2}", "(3,4]", "none", "4"]):
        math = hendrycks.process_results({"solution": "\\boxed{" + right + "}"}, [text])["exact_match"]
        show("pair", text=text, right=right, math=math, agieval=int(agieval.is_equiv(text, right)))
    for select in (0, -1):
        number = bbh.NumberParseRegexFilter(regex_pattern="([-0-9]+)", group_select=select)
        for text in NUMBERS:
            found = attempt(number.apply, [[text]], [{}])
            show("number", text=text, select=select, found=found[0][0] if found else "[invalid]")
        choice = bbh.MultiChoiceRegexFilter(
            regex_pattern="(\\([A-Z]\\))", group_select=select, ignore_case=True, ignore_punctuation=True
        )
        for text in CHOICES:
            show("choice", text=text, select=select, question=QUESTION, found=choice.apply([[text]], [{"input": QUESTION}])[0][0])
        mapping = bbh.MapRegexFilter(regex_pattern_to_value=MAPPING, group_select=select, ignore_case=True)
        for text in VERDICTS:
            show("verdict", text=text, select=select, found=mapping.apply([[text]], [{}])[0][0])
    for text in SORTED:
        show("words", text=text, question=WORDS, found=bbh.WordSortFilter().apply([[text]], [{"input": WORDS}])[0][0])


main()
