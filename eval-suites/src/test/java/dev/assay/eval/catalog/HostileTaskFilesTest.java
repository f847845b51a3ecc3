package dev.assay.eval.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a task file costs that task, and says file and line. */
class HostileTaskFilesTest {
  private static final String GOOD =
      """
      task: good
      dataset_path: json
      dataset_kwargs: {data_files: {test: questions.jsonl}}
      test_split: test
      output_type: multiple_choice
      doc_to_text: "{{question}}"
      doc_to_target: 0
      doc_to_choice: ["a", "b"]
      """;

  @TempDir Path folder;

  @BeforeEach
  void aGoodTask() throws IOException {
    write("good.yaml", GOOD);
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  /** The one problem of the folder, beside whose file the good task still works. */
  private UnusableTask problem() {
    TaskCatalog catalog = TaskCatalog.open(List.of(folder));
    assertThat(catalog.task("good").split()).isEqualTo("test");
    assertThat(catalog.task("good").dataset().folder()).isEqualTo(folder.toString());
    List<TaskCheck> problems =
        catalog.check(KnownScoring.everything()).stream().filter(c -> !c.runnable()).toList();
    assertThat(problems).hasSize(1);
    return problems.get(0).problem();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "unknown_key | doc_to_txt: x | 9 | a task file has no key 'doc_to_txt': did you mean 'doc_to_text'",
        "unknown_key | fewshot_config: {samplr: x} | 9 | 'fewshot_config' has no key 'samplr': did you mean 'sampler'",
        "bad_value | fewshot_config: {sampler: best} | 9 | 'sampler' is 'best', and there are default and first_n",
        "template_error | description: '{{ x' | 9 | 'description' is no template",
        "template_error | gen_prefix: '{% include x %}' | 9 | 'gen_prefix' is no template",
        "no_function | process_docs: !function utils.secret | 9 | 'process_docs' is the Python function utils.secret",
        "no_function | metric_list: [{metric: !function utils.m}] | 9 | 'metric_list.metric' is the Python function utils.m",
        "bad_value | process_docs: utils.plain | 9 | 'process_docs' has to be a !function",
        "no_aggregation | metric_list: [{metric: mine}] | 9 | metric 'mine' has no 'aggregation'",
        "bad_value | metric_list: [{aggregation: mean}] | 9 | an entry of 'metric_list' names no 'metric'",
        "bad_value | metric_list: [acc] | 9 | an entry of 'metric_list' has to be a mapping",
        "bad_value | num_fewshot: many | 9 | 'num_fewshot' has to be a whole number, at least 0",
        "bad_value | repeats: 0 | 9 | 'repeats' has to be a whole number, at least 1",
        "unsupported_use_prompt | use_prompt: 'promptsource:x' | 9 | 'use_prompt' names a prompt of another library",
        "unsupported_class | class: !function task.Mine | 9 | 'class' is a Python class",
        "unsupported_doc_to_image | doc_to_image: [image] | 9 | asks about images",
        "dataset_option | dataset_kwargs: {column_names: [a]} | 9 | 'dataset_kwargs' has 'column_names'",
        "bad_include | include: nowhere.yaml | 9 | included file",
        "bad_include | include: \"a\\0b.yaml\" | 9 | 'include' is no file's name: Nul character",
        "no_function | process_docs: !function \"a\\0b.c\" | 9 | 'process_docs' names no function: Nul",
        "bad_include | include: broken.yaml | 9 | the file includes itself",
        "bad_yaml | x: !!python/object/apply:os.system ['touch pwned'] | 9 | tag '!!python/object/apply:os.system' is not allowed",
        "bad_yaml | x: !!javax.script.ScriptEngineManager [] | 9 | tag '!!javax.script.ScriptEngineManager' is not allowed",
        "bad_yaml | x: !<tag:yaml.org,2002:java.net.URL> http://a | 9 | is not allowed",
        "bad_yaml | x: [1, 2 | 10 | no YAML",
        "bad_yaml | x: *nothing | 9 | alias *nothing names no anchor",
        "bad_yaml | x: &a [*a] | 9 | alias *a contains itself"
      })
  void aWrongLineIsNamed(String code, String line, int at, String message) throws IOException {
    write("broken.yaml", GOOD.replace("task: good", "task: broken") + line + "\n");
    UnusableTask problem = problem();
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.message())
        .startsWith(folder.resolve("broken.yaml") + ":" + at + ": ")
        .contains(message);
    assertThat(folder.resolve("pwned")).doesNotExist();
    assertThat(Path.of("pwned")).doesNotExist();
  }

  @Test
  void aliasesThatMultiplyAreRefused() throws IOException {
    StringBuilder bomb = new StringBuilder("task: bomb\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i));
      bomb.append("*a%d, ".formatted(i - 1).repeat(10)).append("]\n");
    }
    write("bomb.yaml", bomb.toString());
    UnusableTask problem = problem();
    assertThat(problem.code()).isEqualTo("bad_yaml");
    assertThat(problem.message()).contains("bomb.yaml:7: ").contains("what aliases");
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    write("deep.yaml", "task: deep\nx: " + "[".repeat(100_000) + "\n");
    assertThat(problem().message()).contains("deep.yaml:2: ");
  }

  /** Found by fuzzing: every end of the name was looked up, 168 MB of garbage for 62 KB. */
  @Test
  void aNameOfManyPartsIsNoFunctions() throws IOException {
    write(
        "long.yaml",
        GOOD.replace("task: good", "task: long")
            + "process_docs: !function "
            + "utils.process".repeat(5_000)
            + "\n");
    assertThat(problem().code()).isEqualTo("no_function");
    assertThat(problem().message()).contains("it has 65000 characters").hasSizeLessThan(1_000);
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Files.write(folder.resolve("bytes.yaml"), new byte[] {'t', ':', ' ', (byte) 0xff, 0});
    assertThat(problem().message()).contains("bytes.yaml:1: the file is not UTF-8");
  }

  @Test
  void aLineOfAnIncludedFileIsNamedThere() throws IOException {
    write("base/_base", "dataset_path: json\n\nrepeat: 2\n");
    write("user.yaml", "include: base/_base\n" + GOOD.replace("task: good", "task: user"));
    assertThat(problem().message())
        .startsWith(folder.resolve("base/_base") + ":3: ")
        .contains("no key 'repeat': did you mean 'repeats'");
  }

  @Test
  void aFileNamedByItsPathSaysWhatIsWrongWithIt() throws IOException {
    write("mine.yaml", "task: mine\nx: {\n");
    String path = folder.resolve("mine.yaml").toString();
    assertThatThrownBy(() -> TaskCatalog.standard().select(List.of(path), OptionalInt.empty()))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("task file " + path + " cannot be used")
        .hasMessageContaining("no YAML");
  }

  /** A changed copy of the harness's module is not taken for the harness's. */
  @Test
  void aModuleBesideTheFileHasToBeTheHarnesss() throws IOException {
    String task =
        GOOD.replace("task: good", "task: hellaswag")
            + "process_docs: !function utils.process_docs\n";
    write("hellaswag/hellaswag.yaml", task);
    assertThat(TaskCatalog.open(List.of(folder)).task("hellaswag").processDocuments())
        .isEqualTo("hellaswag.process_docs");
    write("hellaswag/utils.py", "def process_docs(dataset):\n    return dataset\n");
    UnusableTask problem = problem();
    assertThat(problem.code()).isEqualTo("no_function");
    assertThat(problem.message()).contains("hellaswag/utils.py").contains("hellaswag.yaml:9: ");
  }
}
