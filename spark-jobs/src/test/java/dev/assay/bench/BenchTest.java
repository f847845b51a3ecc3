package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.error.AssayException;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.ModelShape;
import dev.assay.core.testing.RandomModel;
import dev.assay.core.testing.SyntheticCheckpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole measurements of tiny models. No figure is asserted, only that each is there and sane. */
class BenchTest {
  private static final Repetitions BRIEF = new Repetitions(1, 0, 0.05);

  @TempDir private Path scratch;

  @Test
  void everyFigureIsPositiveAndFinite() throws Exception {
    ModelSource folder =
        new ModelSource.Folder(
            SyntheticCheckpoint.recurrentGemma(scratch.resolve("model"), 1), Quantization.NONE);
    ModelConfiguration shape = RandomModel.shape(new Random(3));
    ModelSource random =
        new ModelSource.RandomModel(new ModelShape("shape", shape), Quantization.NONE, 1);
    List<String> progress = new ArrayList<>();
    BenchReport report =
        new Bench(settings(List.of(5, 100)), progress::add).run(List.of(folder, random), "1.2");
    JsonNode json = new ObjectMapper().readTree(report.json());
    assertThat(json.get("format_version").intValue()).isEqualTo(2);
    assertThat(json.at("/settings/threads").intValue()).isEqualTo(2);
    assertThat(json.at("/settings/repetitions/most_seconds").isNumber()).isTrue();
    for (String text : List.of("/created", "/assay_version", "/kernels", "/machine/processor")) {
      assertThat(json.at(text).textValue()).as(text).isNotEmpty();
    }
    for (String threads : List.of("one_thread", "all_threads")) {
      rate(json.at("/ceilings/" + threads + "/flops_per_second"));
      rate(json.at("/ceilings/" + threads + "/read_bytes_per_second"));
    }
    assertThat(json.at("/machine/heap_bytes").longValue()).isPositive();
    assertThat(json.get("products")).as("two sizes of five forms").hasSize(10);
    for (JsonNode product : json.get("products")) {
      rate(product.get("flops_per_second"));
      rate(product.get("share_of_flops"));
      rate(product.get("share_of_bandwidth"));
    }
    assertThat(json.get("models")).hasSize(2);
    for (JsonNode model : json.get("models")) {
      assertThat(model.get("left_out")).isEmpty();
      for (String key : List.of("parameters", "weight_bytes")) {
        assertThat(model.get(key).doubleValue()).as(key).isPositive();
      }
      assertThat(model.at("/loading/seconds").doubleValue()).isPositive();
      assertThat(model.at("/memory/heap").longValue()).isPositive();
      for (String key : List.of("first", "tenth", "last", "median_of_last")) {
        assertThat(model.at("/requests/" + key).doubleValue()).as(key).isFinite().isPositive();
      }
      assertThat(model.get("states")).hasSize(2);
      assertThat(model.get("prompts")).hasSize(2);
      for (JsonNode prompt : model.get("prompts")) {
        rate(prompt.get("tokens_per_second"));
        rate(prompt.get("share_of_flops"));
      }
      assertThat(model.get("generation")).as("two batches at two positions").hasSize(4);
      for (JsonNode step : model.get("generation")) {
        rate(step.get("tokens_per_second"));
        rate(step.get("share_of_bandwidth"));
        rate(step.get("share_of_flops"));
      }
      rate(model.at("/vocabulary/rows_per_second"));
      rate(model.at("/vocabulary/share_of_flops"));
    }
    assertThat(progress).contains("model: prompt of 40 tokens", "shape: logits");
    assertThat(progress.indexOf("model: first requests"))
        .as("nothing but loading comes before the requests that find nothing compiled")
        .isEqualTo(1);
    assertThat(json.at("/models/0/requests/warm").booleanValue()).isFalse();
    assertThat(json.at("/models/1/requests/warm").booleanValue()).isTrue();
    JsonNode files = json.at("/models/0/loading/files");
    assertThat(files.get("bytes").longValue())
        .isEqualTo(Files.size(scratch.resolve("model/model.safetensors")));
    rate(files.get("copy_bytes_per_second"));
    assertThat(json.at("/models/1/loading/files").isNull()).isTrue();
  }

  @Test
  void aModelIsMeasuredInEveryForm() {
    ModelShape shape = new ModelShape("shape", RandomModel.shape(new Random(3)));
    List<ModelSource> sources =
        List.of(
            new ModelSource.RandomModel(shape, Quantization.NONE, 1),
            new ModelSource.RandomModel(shape, Quantization.INT8, 1));
    BenchReport report = new Bench(settings(List.of(5, 20)), step -> {}).run(sources, "1");
    ModelSpeed whole = report.models().get(0);
    ModelSpeed int8 = report.models().get(1);
    assertThat(int8.name()).isEqualTo("shape int8");
    assertThat(int8.parameters()).isEqualTo(whole.parameters());
    assertThat(int8.weightBytes()).isLessThan(whole.weightBytes());
    assertThat(report.ratios())
        .extracting(Ratio::ratio)
        .contains("quantized_to_whole", "far_to_near_state", "far_to_near_batch")
        .contains("prompt_to_flops", "product_to_flops", "product_to_bandwidth")
        .contains("product_to_bfloat16", "batch_to_single", "batch_to_ceilings")
        .contains("prompt_to_product", "generation_to_product")
        .doesNotContain("load_to_copy");
    assertThat(report.ratios())
        .filteredOn(one -> one.ratio().equals("resident_to_weights"))
        .as("what the first model left is resident as well; other systems do not tell")
        .extracting(Ratio::model)
        .isSubsetOf("shape");
    Ratio ratio =
        report.ratios().stream()
            .filter(one -> one.ratio().equals("quantized_to_whole"))
            .findFirst()
            .orElseThrow();
    assertThat(ratio.model()).isEqualTo("shape int8");
    Rate above = int8.generation().get(0).tokensPerSecond();
    Rate below = whole.generation().get(0).tokensPerSecond();
    assertThat(ratio.best()).isEqualTo(above.best() / below.best());
    assertThat(ratio.median()).isEqualTo(above.median() / below.median());
  }

  @Test
  void sharesAreFiguresOverCeilings() {
    ModelSource random =
        new ModelSource.RandomModel(
            new ModelShape("shape", RandomModel.shape(new Random(5))), Quantization.NONE, 1);
    BenchReport report = new Bench(settings(List.of(7)), step -> {}).run(List.of(random), "1");
    ModelSpeed model = report.models().get(0);
    Ceilings.Ceiling ceiling = report.ceilings().allThreads();
    ModelSpeed.Generation step = model.generation().get(0);
    double bytesRead = step.shareOfBandwidth().best() * ceiling.readBytesPerSecond().best();
    double stepsPerSecond = step.tokensPerSecond().best() / step.batch();
    assertThat(bytesRead / stepsPerSecond)
        .as("a step reads all weights but an embedding that is not the head")
        .isLessThanOrEqualTo(model.weightBytes() * (1 + 1e-9))
        .isGreaterThan(0);
    ModelSpeed.Prompt prompt = model.prompts().get(1);
    assertThat(prompt.pieces()).as("40 tokens in batches of 16").isEqualTo(3);
    assertThat(prompt.timedPieces()).isBetween(1, 3);
    assertThat(prompt.tokensPerSecond().median()).isPositive();
    assertThat(prompt.shareOfFlops().best() / prompt.tokensPerSecond().best())
        .as("one work, two units")
        .isCloseTo(
            prompt.shareOfFlops().median() / prompt.tokensPerSecond().median(), within(1e-9));
  }

  /** What several sequences reach for one's, over what the nearer ceiling of each allows. */
  @Test
  void aBatchIsComparedWithWhatTheCeilingsAllow() {
    ModelSource random =
        new ModelSource.RandomModel(
            new ModelShape("shape", RandomModel.shape(new Random(5))), Quantization.NONE, 1);
    BenchReport report = new Bench(settings(List.of(7)), step -> {}).run(List.of(random), "1");
    ModelSpeed.Generation one = report.models().get(0).generation().get(0);
    ModelSpeed.Generation three = report.models().get(0).generation().get(1);
    double allowed = 3 * leastSeconds(one) / leastSeconds(three);
    double reached = three.tokensPerSecond().best() / one.tokensPerSecond().best();
    Ratio ratio = ratio(report, "batch_to_ceilings");
    assertThat(ratio.best()).isCloseTo(reached / allowed, within(1e-9));
    assertThat(ratio.description())
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "tokens/s, 3 sequences / 1, / the %.1f that the ceilings allow",
                allowed));
    double prompt = report.models().get(0).prompts().get(0).shareOfFlops().best();
    double product = product(report, 7).shareOfFlops().best();
    assertThat(ratio(report, "prompt_to_product").best()).isEqualTo(prompt / product);
    double read = one.shareOfBandwidth().best() / product(report, 1).shareOfBandwidth().best();
    assertThat(ratio(report, "generation_to_product").best()).isEqualTo(read);
  }

  /** Of a step, by the ceiling that is reached first. */
  private static double leastSeconds(ModelSpeed.Generation step) {
    double seconds = step.batch() / step.tokensPerSecond().best();
    return seconds * Math.max(step.shareOfBandwidth().best(), step.shareOfFlops().best());
  }

  private static Ratio ratio(BenchReport report, String name) {
    return report.ratios().stream().filter(each -> each.ratio().equals(name)).findFirst().get();
  }

  private static Product product(BenchReport report, int rows) {
    return report.products().stream()
        .filter(each -> each.weights().equals("bfloat16") && each.rows() == rows)
        .findFirst()
        .get();
  }

  @Test
  void positionsBeyondTheModelsAreLeftOut() throws Exception {
    Path gemma = SyntheticCheckpoint.gemma(scratch.resolve("gemma"), 1);
    BenchReport report =
        new Bench(settings(List.of(511, 512)), step -> {})
            .run(List.of(new ModelSource.Folder(gemma, Quantization.NONE)), "1");
    ModelSpeed model = report.models().get(0);
    assertThat(model.generation()).extracting(ModelSpeed.Generation::position).containsOnly(511);
    assertThat(model.leftOut())
        .extracting(ModelSpeed.LeftOut::reason)
        .containsOnly("the model was made for 512 positions");
  }

  @Test
  void badNumbersAreRefused() {
    assertThatThrownBy(() -> settings(List.of(0)))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("positions cannot be 0");
  }

  private static BenchSettings settings(List<Integer> positions) {
    return new BenchSettings(
        "auto",
        2,
        16,
        List.of(16, 40),
        List.of(1, 3),
        positions,
        new BenchSettings.Products(List.of(1, 7), 256, 96),
        BRIEF,
        new BenchSettings.Counts(12, 8, 1, 2, 3));
  }

  private static void rate(JsonNode rate) {
    assertThat(rate.get("best").doubleValue()).isFinite().isPositive();
    assertThat(rate.get("median").doubleValue())
        .isPositive()
        .isLessThanOrEqualTo(rate.get("best").doubleValue());
    assertThat(rate.get("repetitions").intValue()).isPositive();
  }
}
