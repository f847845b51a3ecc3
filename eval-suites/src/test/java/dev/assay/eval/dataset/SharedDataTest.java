package dev.assay.eval.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.SharedFolder;
import dev.assay.eval.document.DatasetReference;
import dev.assay.eval.document.Document;
import dev.assay.eval.document.DocumentSplit;
import dev.assay.eval.form.FileForms;
import dev.assay.eval.registry.DatasetRegistry;
import dev.assay.eval.registry.KnownPlaces;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real data sets, as their authors and others lay them out. */
class SharedDataTest {
  private final DatasetRegistry registry = DatasetRegistry.standard();

  @ParameterizedTest
  @CsvSource({
    "data, baber/piqa, '', validation, 1838, piqa/validation.jsonl",
    "data/general, openai/gsm8k, main, test, 1319, gsm8k/test.jsonl",
    "data/general, gsm8k, main, train, 7473, gsm8k/train.jsonl",
    "data/general, openai/openai_humaneval, openai_humaneval, test, 164, humaneval/HumanEval.jsonl.gz",
    "data/general, google/IFEval, '', train, 541, ifeval/input_data.jsonl",
    "data/general, google-research-datasets/mbpp, full, test, 500, mbpp/mbpp.jsonl",
    "data/general, mbpp, full, prompt, 10, mbpp/mbpp.jsonl",
    "data/general, mbpp, full, examples, 3, mbpp/mbpp.jsonl",
    "data/general, google-research-datasets/nq_open, '', validation, 3610, nq-open/NQ-open.dev.jsonl",
    "data/general, allenai/ai2_arc, ARC-Easy, validation, 570, hf-validation/ai2_arc__ARC-Easy__validation.jsonl",
    "data/general, allenai/ai2_arc, ARC-Challenge, validation, 299, hf-validation/ai2_arc__ARC-Challenge__validation.jsonl",
    "data/general, google/boolq, '', validation, 3270, hf-validation/boolq__none__validation.jsonl",
    "data/general, aps/super_glue, copa, validation, 100, hf-validation/super_glue__copa__validation.jsonl",
    "data/general, glue, rte, validation, 277, hf-validation/glue__rte__validation.jsonl",
    "data/general, allenai/openbookqa, main, validation, 500, hf-validation/openbookqa__main__validation.jsonl",
    "data/general, allenai/sciq, '', validation, 1000, hf-validation/sciq__none__validation.jsonl",
    "data/general, winogrande, winogrande_xl, validation, 1267, hf-validation/winogrande__winogrande_xl__validation.jsonl"
  })
  void aSplitIsFoundWhole(
      String folder, String path, String configuration, String split, int rows, String file) {
    DocumentSplit read =
        new DatasetFolder(SharedFolder.path(folder), FileForms.plain(), registry)
            .split(new DatasetReference(path, configuration, Map.of(), null), split);
    assertThat(read.documents()).hasSize(rows).noneMatch(Document::broken);
    assertThat(read.files()).hasSize(1);
    assertThat(read.files().get(0).path()).isEqualTo(file);
    new KnownPlaces(registry, path, configuration, split)
        .registered()
        .forEach(
            registered -> {
              if (registered.split().pinned()) {
                assertThat(registered.split().rows()).isEqualTo(rows);
              }
            });
  }
}
