"""Writes what functions of lm-evaluation-harness 0.4.13's task folders make of invented documents.

    python function_values.py > ../resources/harness/functions.jsonl

A line: name of the equivalent, document, and what is left of the document ("rows": a list of none or
one) or the field's value ("value").
"""

import importlib.util
import json
from pathlib import Path

import lm_eval.tasks
from datasets import Dataset

ROOT = Path(lm_eval.tasks.__file__).parent


def function(name):
    module, _, name = name.rpartition(".")
    spec = importlib.util.spec_from_file_location("m", ROOT / f"{module}.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return getattr(loaded, name)


ROWS = {
    ("hellaswag.process_docs", "hellaswag/utils.process_docs"): [
        {"activity_label": " Kite [step] flying", "ctx_a": "A man [title] runs.", "ctx_b": "hE  pulls\n[a\nb] x", "endings": ["a [title] b", " [x]c  d   e", "ǅ", ""], "label": "2"},
        {"activity_label": "x", "ctx_a": "y", "ctx_b": "", "endings": ["a", "b"], "label": "0"},
    ],
    ("mmlusr.process_docs", "mmlusr/answer_only/utils.process_docs"): [
        {"question": "q", "choice1": "a", "choice2": None, "choice3": "c", "choice4": "", "answer": " B "},
    ],
    ("tmmluplus.process_docs", "tmmluplus/default/utils.process_docs"): [
        {"question": "q", "A": "a", "B": "b", "C": "c", "D": "d", "answer": "C"},
    ],
    ("tmlu.process_docs", "tmlu/default/utils.process_docs"): [
        {"question": "q", "A": "a", "B": "b", "C": "c", "D": "d", "E": "e", "F": None, "answer": "E"},
        {"question": "q", "A": "a", "B": "b", "C": "c", "D": "d", "answer": "A"},
    ],
    ("okapi_arc.process_docs", "okapi/arc_multilingual/utils.process_docs"): [
        {"id": "1", "instruction": " what [title] is  it", "option_a": "a [b]", "option_b": "b", "option_c": "", "option_d": "d", "option_e": None, "answer": "B"},
    ],
    ("arithmetic.process_docs", "arithmetic/utils.process_docs"): [
        {"context": "\n\nQ: What is 1 + 2?\n\n\nA:", "completion": " 3"},
    ],
    ("arabic_acva.process_docs", "arabic_leaderboard_complete/arabic_leaderboard_avca/utils.process_docs"): [
        {"question": "x", "answer": "خطأ"},
    ],
    ("arabic_mmlu.process_docs", "arabic_leaderboard_complete/arabic_leaderboard_arabic_mmlu/utils.process_docs"): [
        {"subject": "a_b_c", "question": "q", "A": "1", "B": "2", "C": "3", "D": "4", "answer": "D"},
    ],
    ("alghafa.process_docs", "arabic_leaderboard_complete/arabic_leaderboard_alghafa/utils.process_docs"): [
        {"query": "q", "sol1": "x", "sol2": "y", "label": "1"},
    ],
    ("bigbench.filter_multiple_choice", "bigbench/utils.filter_multiple_choice"): [
        {"multiple_choice_targets": ["a"]},
        {"multiple_choice_targets": []},
    ],
    ("eus_exams.process_docs", "eus_exams/utils.process_docs"): [
        {"answer": 3, "candidates": ["a", "", "", ""]},
        {"answer": 4, "candidates": ["a", "b", "c", "d"]},
        {"answer": None, "candidates": ["a", "b", "c", "d"]},
        {"answer": 0, "candidates": ["", "", "", ""]},
    ],
    ("rows_where(subject=anatomy)", "global_mmlu/full/en/utils.process_anatomy"): [
        {"subject": "anatomy"},
        {"subject": "Anatomy"},
    ],
    ("rows_where(subject_category=Social Sciences)", "global_mmlu/default/en/utils.process_social_sciences"): [
        {"subject_category": "Social Sciences"},
        {"subject_category": "STEM"},
    ],
    ("rows_starting(bias_type=sexual-orientation)", "crows_pairs/utils.filter_orientation"): [
        {"bias_type": "sexual-orientation"},
        {"bias_type": "age"},
    ],
}
PAGE = (
    " = A Title = \n\n The dog 's 3 @.@ 5 @-@ inch tail , ( so called ) ; it weighed 1 @,@ 000 N and \" was \" 20 ° C ."
    " \n = = Part = = \n He said ' yes ' : [ 1 ] { x } ! Why ? dogs ' food\u00a0( \u2003a )\n = = = Sub = = = \n\n"
)
FIELDS = {
    ("crows_pairs.doc_to_choice", "crows_pairs/utils.doc_to_choice"): [{"sent_more": "a", "sent_less": "b"}],
    ("winogrande.doc_to_text", "winogrande/preprocess_winogrande.doc_to_text"): [{"answer": "1"}, {"answer": "2"}],
    ("winogrande.doc_to_target", "winogrande/preprocess_winogrande.doc_to_target"): [{"sentence": "_ ran, and _ fell. "}],
    ("winogrande.doc_to_choice", "winogrande/preprocess_winogrande.doc_to_choice"): [{"sentence": "So _ ran.", "option1": "a", "option2": "b"}],
    ("paloma.doc_to_target", "paloma/paloma_utils.doc_to_target"): [{"text": "x\ny"}],
    ("wikitext.wikitext_detokenizer", "wikitext/preprocess_wikitext.wikitext_detokenizer"): [{"page": PAGE}, {"page": "it '' was ( ( a ) ) /' 3/ \" \" x ."}],
    ("name_of(label: entailment, neutral, contradiction)", "afrixnli/direct/prompt_1/utils.doc_to_target"): [{"label": 2}],
}

for (equivalent, name), documents in ROWS.items():
    for document in documents:
        rows = list(function(name)(Dataset.from_list([document])))
        print(json.dumps({"function": equivalent, "document": document, "rows": rows}))
for (equivalent, name), documents in FIELDS.items():
    for document in documents:
        print(json.dumps({"function": equivalent, "document": document, "value": function(name)(document)}))
