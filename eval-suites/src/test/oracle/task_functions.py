"""Writes functions.tsv: which Python modules of lm-evaluation-harness 0.4.13 hold a function that
dev.assay.eval.function has an equivalent of.

    python task_functions.py > ../../main/resources/dev/assay/eval/function/functions.tsv

EQUIVALENTS names one place of each function; the table lists every module that task files of the
harness take the same function from, where its source and all that it uses in the module are equal.
"""

import ast
import hashlib
import re
from pathlib import Path

import lm_eval.tasks

ROOT = Path(lm_eval.tasks.__file__).parent

EQUIVALENTS = {
    "hellaswag/utils.process_docs": "hellaswag.process_docs",
    "humaneval/utils.pass_at_k": "pass_at_k",
    "humaneval/utils.build_predictions": "build_predictions",
    "humaneval/utils.build_predictions_instruct": "build_predictions_instruct",
    "mbpp/utils.pass_at_1": "pass_at_1",
    "mbpp/utils.build_predictions": "extract_code_blocks",
    "okapi/hellaswag_multilingual/utils.process_docs": "hellaswag.process_docs",
    "mmlusr/answer_only/utils.process_docs": "mmlusr.process_docs",
    "tmmluplus/default/utils.process_docs": "tmmluplus.process_docs",
    "tmlu/default/utils.process_docs": "tmlu.process_docs",
    "okapi/arc_multilingual/utils.process_docs": "okapi_arc.process_docs",
    "arithmetic/utils.process_docs": "arithmetic.process_docs",
    "arabic_leaderboard_complete/arabic_leaderboard_avca/utils.process_docs": "arabic_acva.process_docs",
    "arabic_leaderboard_complete/arabic_leaderboard_arabic_mmlu/utils.process_docs": "arabic_mmlu.process_docs",
    "arabic_leaderboard_complete/arabic_leaderboard_alghafa/utils.process_docs": "alghafa.process_docs",
    "bigbench/utils.filter_multiple_choice": "bigbench.filter_multiple_choice",
    "eus_exams/utils.process_docs": "eus_exams.process_docs",
    "winogrande/preprocess_winogrande.doc_to_text": "winogrande.doc_to_text",
    "winogrande/preprocess_winogrande.doc_to_target": "winogrande.doc_to_target",
    "winogrande/preprocess_winogrande.doc_to_choice": "winogrande.doc_to_choice",
    "paloma/paloma_utils.doc_to_target": "paloma.doc_to_target",
    "wikitext/preprocess_wikitext.wikitext_detokenizer": "wikitext.wikitext_detokenizer",
    "wikitext/preprocess_wikitext.process_results": "wikitext.process_results",
    "ifeval/utils.process_results": "ifeval",
    "ifeval/utils.agg_inst_level_acc": "agg_inst_level_acc",
    "truthfulqa/utils.process_results_mc2": "truthfulqa_mc2",
    "afrixnli/anli prompt/native-direct/utils.weighted_f1_score": "weighted_f1_score",
    "afrixnli/direct/prompt_1/utils.doc_to_target": "name_of(label: entailment, neutral, contradiction)",
    "afrixnli/direct/prompt_5/utils.doc_to_target": "name_of(label: true, false, inconclusive)",
    "afrixnli/anli prompt/en-direct/utils.doc_to_target": "name_of(label: True, Neither, False)",
    "crows_pairs/utils.process_results": "crows_pairs",
    "crows_pairs/utils.doc_to_choice": "crows_pairs.doc_to_choice",
    "crows_pairs/utils.filter_race_color": "rows_starting(bias_type=race-color)",
    "crows_pairs/utils.filter_socio": "rows_starting(bias_type=socioeconomic)",
    "crows_pairs/utils.filter_gender": "rows_starting(bias_type=gender)",
    "crows_pairs/utils.filter_age": "rows_starting(bias_type=age)",
    "crows_pairs/utils.filter_religion": "rows_starting(bias_type=religion)",
    "crows_pairs/utils.filter_disability": "rows_starting(bias_type=disability)",
    "crows_pairs/utils.filter_orientation": "rows_starting(bias_type=sexual-orientation)",
    "crows_pairs/utils.filter_nationality": "rows_starting(bias_type=nationality)",
    "crows_pairs/utils.filter_appearance": "rows_starting(bias_type=physical-appearance)",
    "bbq/utils.process_docs": "bbq.process_docs",
    "bbq/utils.process_docs_ambig": "bbq.process_docs_ambig",
    "bbq/utils.process_docs_disambig": "bbq.process_docs_disambig",
    "bbq/utils.doc_to_choice": "bbq.doc_to_choice",
    "bbq/utils.doc_to_target": "bbq.doc_to_target",
    "bbq/utils.process_results_multiple_choice": "bbq",
    "bbq/utils.agg_accuracy_amb": "clustered_mean",
    "bbq/utils.agg_accuracy_disamb": "clustered_mean",
    "bbq/utils.agg_amb_bias_scores": "amb_bias_score",
    "bbq/utils.agg_disamb_bias_scores": "bias_score",
    "winogender/utils.filter_male": "rows_where(gender=male)",
    "winogender/utils.filter_female": "rows_where(gender=female)",
    "winogender/utils.filter_neutral": "rows_where(gender=neutral)",
    "toxigen/utils.doc_to_target": "toxigen.doc_to_target",
    "bbh/zeroshot/utils.MultiChoiceRegexFilter": "bbh_multi_choice_regex",
    "bbh/zeroshot/utils.MapRegexFilter": "bbh_map_regex",
    "bbh/zeroshot/utils.NumberParseRegexFilter": "bbh_number",
    "bbh/zeroshot/utils.WordSortFilter": "bbh_word_sort",
    "agieval/utils.process_results": "agieval_math",
    "agieval/utils.process_results_mcqa": "as_output_type",
    "hendrycks_math/utils.process_docs": "hendrycks_math.process_docs",
    "hendrycks_math/utils.process_results": "hendrycks_math",
    "minerva_math/utils.process_docs": "minerva_math.process_docs",
    "minerva_math/utils.doc_to_text": "minerva_math.doc_to_text",
    "global_mmlu/full/en/utils.process_anatomy": "rows_where(subject={})",
    "global_mmlu/default/en/utils.process_stem": "rows_where(subject_category={})",
}

# Of Assay's own task files alone.
OWN = [
    ("-", "mbpp/utils.py", "few_shot_problems", "mbpp.few_shot_problems"),
    ("-", "boolq/utils.py", "labelled", "boolq.labelled"),
    ("-", "bbh/cot_fewshot/prompts.py", "chains", "bbh.chains"),
    ("-", "bbh/fewshot/prompts.py", "answers", "bbh.answers"),
    ("-", "bbh/zeroshot/prompts.py", "answers", "bbh.answers"),
    ("-", "bbh/cot_zeroshot/prompts.py", "chains", "bbh.chains"),
    ("-", "bbh/cot_zeroshot/utils.py", "MultiChoiceRegexFilter", "bbh_multi_choice_regex"),
    ("-", "bbh/cot_zeroshot/utils.py", "MapRegexFilter", "bbh_map_regex"),
    ("-", "bbh/cot_zeroshot/utils.py", "NumberParseRegexFilter", "bbh_number"),
    ("-", "bbh/cot_zeroshot/utils.py", "WordSortFilter", "bbh_word_sort"),
    ("-", "agieval/utils.py", "english", "agieval.english"),
    ("-", "agieval/utils.py", "chinese", "agieval.chinese"),
    ("-", "agieval/utils.py", "process_results_by_text", "agieval_math_string"),
    ("-", "minerva_math/utils.py", "of_agieval", "minerva_math.of_agieval"),
    ("-", "minerva_math/utils.py", "process_results_by_text", "minerva_math"),
]


def parts(name):
    module, _, function = name.rpartition(".")
    return ROOT / f"{module}.py", function


def definitions(tree):
    found = {}
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found[node.name] = node
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                found[(alias.asname or alias.name).split(".")[0]] = node
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                for name in ast.walk(target):
                    if isinstance(name, ast.Name):
                        found[name.id] = node
    return found


def closure(path, function):
    """The function and all that it uses in its module, as text; None where it is not defined."""
    found = definitions(ast.parse(path.read_text()))
    if function not in found:
        return None
    todo, seen = [function], {}
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        node = found[name]
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            # What it says of itself, and which types it names, changes nothing.
            for inner in ast.walk(node):
                if isinstance(inner, ast.FunctionDef):
                    inner.returns = None
                    for argument in inner.args.args:
                        argument.annotation = None
                    if ast.get_docstring(inner) is not None:
                        inner.body = inner.body[1:]
        seen[name] = ast.dump(node)
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name) and inner.id in found:
                todo.append(inner.id)
    return sorted(seen.items())


def used():
    """Every (module, function) that a YAML file of the harness names."""
    pairs = set()
    for file in ROOT.rglob("*"):
        if file.suffix in (".py", ".pyc") or not file.is_file() or "__pycache__" in file.parts:
            continue
        try:
            text = file.read_text()
        except UnicodeDecodeError:
            continue
        for name in re.findall(r"!function\s+([\w.\-/]+)", text):
            module, _, function = name.rpartition(".")
            path = file.parent / f"{module.replace('.', '/')}.py"
            if path.exists():
                pairs.add((path, function))
    return sorted(pairs)


def main():
    rows = set(OWN)
    pairs = used()
    for name, equivalent in EQUIVALENTS.items():
        path, function = parts(name)
        wanted = closure(path, function)
        module = hashlib.sha256(path.read_bytes()).hexdigest()
        for other, other_function in pairs:
            digest = hashlib.sha256(other.read_bytes()).hexdigest()
            if "{}" in equivalent:
                if digest != module:
                    continue
                value = re.sub("^process_", "", other_function)
                if "category" in equivalent:
                    value = {"stem": "STEM"}.get(value, value.replace("_", " ").title())
                filled = equivalent.format(value)
            elif wanted is not None and closure(other, other_function) == wanted:
                filled = equivalent
            else:
                continue
            rows.add((digest, other.relative_to(ROOT).as_posix(), other_function, filled))
    print("# sha256 of the module\tmodule\tfunction\tequivalent; written by src/test/oracle/task_functions.py")
    seen = set()
    named = {parts(name)[0].relative_to(ROOT).as_posix() for name in EQUIVALENTS}
    for row in sorted(rows, key=lambda r: (r[1] not in named, r[1], r[2])):
        # Modules that many folders have copies of stand once, at the place named above.
        key = (row[1] if row[0] == "-" else row[0], row[2])
        if key not in seen:
            seen.add(key)
            print("\t".join(row))


main()
