package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.datasets.DatasetForms;
import dev.assay.eval.form.FileForms;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** {@code assay bench}, through the command itself. */
class BenchCommandTest {
  @TempDir private Path scratch;

  @Test
  void twoModelsInBothFormsSideBySide() throws Exception {
    Path griffin = SyntheticCheckpoint.recurrentGemma(scratch.resolve("griffin"), 1);
    Path gemma = SyntheticCheckpoint.gemma(scratch.resolve("gemma"), 1);
    Path json = scratch.resolve("bench.json");
    Path html = scratch.resolve("bench.html");
    Path parquet = scratch.resolve("bench.parquet");
    CommandRun run =
        bench(
            griffin + "," + gemma,
            "--quantize",
            "none,int8",
            "--batches",
            "1,2",
            "--positions",
            "40,600",
            "--output",
            json,
            "--parquet",
            parquet,
            "--html",
            html);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("Assay bench")
        .contains("griffin, griffin int8, gemma, gemma int8")
        .containsPattern("(?m)^tokens/s, 1 sequence, int8 / none +gemma int8 +[0-9.]+ +[0-9.]+$")
        .contains("float32 multiply-adds, GFLOP/s")
        .containsPattern("(?m)^bfloat16 +504 x 2560 x 7680 ")
        .containsPattern("(?m)^griffin +[0-9.,]+ +[0-9.,]+ +[0-9.,]+ +[0-9.,]+$")
        .containsPattern("(?m)^gemma( +[0-9.,]+){4} +after another model$")
        .containsPattern("(?m)^first request / 20th +griffin +[0-9.]+ +[0-9.]+$")
        .containsPattern("(?m)^bytes/s, loading / copying the files +griffin +[0-9.]+ +[0-9.]+$")
        .containsPattern("(?m)^ +8( +[0-9.,]+ +[0-9]+ %){4}$")
        .containsPattern("(?m)^ +40 +2( +[0-9.,]+ +[0-9]+ % [rf]){4}$")
        .contains("gemma: not measured, generation of 2 at 600 tokens: the model was made for 512");
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.at("/models/0/name").textValue()).isEqualTo("griffin");
    assertThat(report.at("/models/0/generation")).hasSize(4);
    assertThat(report.at("/models/2/generation")).hasSize(2);

    assertThat(report.at("/ratios").findValuesAsText("ratio"))
        .contains("product_to_flops", "batch_to_single", "load_to_copy");
    for (JsonNode ratio : report.get("ratios")) {
      assertThat(ratio.get("best").doubleValue()).isFinite().isPositive();
    }
    checkTable(parquet, report);

    String page = Files.readString(html);
    assertThat(page).doesNotContain("http:", "https:", "NaN");
    Element sampling = picture(page, "Sampling speed against generated length");
    assertThat(sampling.getElementsByTagName("polyline").getLength()).isEqualTo(4);
    assertThat(sampling.getElementsByTagName("circle").getLength())
        .as("two positions of one model, one of the other, in both forms")
        .isEqualTo(6);
    Element prompts = picture(page, "Prompt speed against prompt length");
    assertThat(prompts.getElementsByTagName("circle").getLength()).isEqualTo(8);
  }

  /** The table has what the JSON of the same run has. */
  private static void checkTable(Path parquet, JsonNode report) throws Exception {
    FileForms form = DatasetForms.all().only("parquet");
    List<ObjectNode> rows = form.read(parquet).stream().map(row -> row.fields()).toList();
    JsonNode step = report.at("/models/0/generation/1");
    List<ObjectNode> steps =
        rows.stream().filter(row -> row.get("measure").asText().equals("generation")).toList();
    assertThat(steps).as("four of one model, two of the other, in both forms").hasSize(12);
    JsonNode row = steps.get(1);
    assertThat(row.get("model").textValue()).isEqualTo("griffin");
    assertThat(row.get("quantization").textValue()).isEqualTo("none");
    assertThat(row.get("batch")).isEqualTo(step.get("batch"));
    assertThat(row.get("position")).isEqualTo(step.get("position"));
    assertThat(row.get("prompt_tokens").isNull()).isTrue();
    assertThat(row.get("unit").textValue()).isEqualTo("tokens/s");
    assertThat(row.get("best")).isEqualTo(step.at("/tokens_per_second/best"));
    assertThat(row.get("median")).isEqualTo(step.at("/tokens_per_second/median"));
    assertThat(row.get("repetitions")).isEqualTo(step.at("/tokens_per_second/repetitions"));
    assertThat(row.get("share_of_flops_best")).isEqualTo(step.at("/share_of_flops/best"));
    assertThat(row.get("share_of_bandwidth_median"))
        .isEqualTo(step.at("/share_of_bandwidth/median"));
    assertThat(row.get("created")).isEqualTo(report.get("created"));
    assertThat(row.get("heap_bytes").longValue())
        .isEqualTo(report.at("/machine/heap_bytes").longValue());
    assertThat(rows.stream().filter(each -> each.get("measure").asText().equals("ratio")))
        .hasSameSizeAs(report.get("ratios"));
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeAnythingIsMeasured() throws Exception {
    Path model = SyntheticCheckpoint.gemma(scratch.resolve("gemma"), 1);
    Path there = Files.createFile(scratch.resolve("there.json"));
    CommandRun exists = bench(model, "--output", there);
    assertThat(exists.exitCode()).isEqualTo(6);
    assertThat(exists.err()).contains("there.json exists");
    CommandRun nowhere = bench(model, "--html", scratch.resolve("no/such/page.html"));
    assertThat(nowhere.exitCode()).isEqualTo(6);
    CommandRun table = bench(model, "--parquet", there);
    assertThat(table.exitCode()).isEqualTo(6);
    CommandRun form = bench(model, "--quantize", "none,int4");
    assertThat(form.exitCode()).isEqualTo(2);
    assertThat(form.err())
        .contains("cannot be quantised to 'int4'")
        .contains("none, bfloat16, int8");
    CommandRun layers = bench(model, "--layers", 2);
    assertThat(layers.exitCode()).isEqualTo(2);
    assertThat(layers.err()).contains("only published shapes can be cut");
    CommandRun unknown = bench("gemma-2");
    assertThat(unknown.exitCode()).isEqualTo(4);
    assertThat(unknown.err()).contains("there is no model gemma-2").contains("gemma-2b");
    CommandRun many = bench("mistral-7b", "--layers", 33);
    assertThat(many.exitCode()).isEqualTo(2);
    assertThat(many.err()).contains("it has 32");
  }

  private static CommandRun bench(Object model, Object... more) {
    Object[] arguments = new Object[7 + more.length];
    Object[] first = {
      "bench", "--model", model, "--quick", "--prompt_lengths=8,20", "--threads", "2"
    };
    System.arraycopy(first, 0, arguments, 0, first.length);
    System.arraycopy(more, 0, arguments, first.length, more.length);
    return CommandRun.of(arguments);
  }

  /** The picture below a heading, read as XML. */
  private static Element picture(String page, String heading) throws Exception {
    int from = page.indexOf("<svg", page.indexOf("<h2>" + heading));
    String svg = page.substring(from, page.indexOf("</svg>", from) + "</svg>".length());
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    return document.getDocumentElement();
  }
}
