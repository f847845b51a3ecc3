package dev.assay.bench;

import java.util.ArrayList;
import java.util.List;

/** A report as a list of its figures. */
public final class Figures {
  private static final String TOKENS = "tokens/s";
  private static final String BYTES = "bytes";
  private static final String FLOPS = "flop/s";
  private static final String READ = "bytes/s";

  private final int threads;
  private final List<Figure> figures = new ArrayList<>();
  private ModelSpeed model;

  private Figures(int threads) {
    this.threads = threads;
  }

  /** The machine's, then each model's, then the ratios. */
  public static List<Figure> of(BenchReport report) {
    Figures figures = new Figures(report.settings().threads());
    figures.ceiling("one_thread", report.ceilings().oneThread());
    figures.ceiling("all_threads", report.ceilings().allThreads());
    report.products().forEach(figures::product);
    report.models().forEach(figures::model);
    for (Ratio ratio : report.ratios()) {
      figures.model =
          report.models().stream()
              .filter(model -> model.name().equals(ratio.model()))
              .findFirst()
              .orElse(null);
      String variant = ratio.model() == null ? ratio.description() : ratio.ratio();
      Rate value = new Rate(ratio.best(), ratio.median(), 1);
      figures.add("ratio", variant, null, null, null, "ratio", value, null, null);
    }
    return List.copyOf(figures.figures);
  }

  private void ceiling(String variant, Ceilings.Ceiling ceiling) {
    Rate flops = ceiling.flopsPerSecond();
    Rate read = ceiling.readBytesPerSecond();
    add(flops, "ceiling_flops", variant, FLOPS, ceiling.threads());
    add(read, "ceiling_read", variant, READ, ceiling.threads());
  }

  private void add(Rate rate, String measure, String variant, String unit, int computing) {
    figures.add(
        new Figure(
            null,
            measure,
            variant,
            computing,
            null,
            null,
            null,
            unit,
            rate.best(),
            rate.median(),
            rate.repetitions(),
            null,
            null));
  }

  private void product(Product product) {
    String variant = product.inputs() + "x" + product.outputs() + " " + product.weights();
    add(
        "product",
        variant,
        product.rows(),
        null,
        null,
        FLOPS,
        product.flopsPerSecond(),
        product.shareOfFlops(),
        product.shareOfBandwidth());
  }

  private void model(ModelSpeed measured) {
    model = measured;
    loading(measured.loading());
    memory(measured.memory());
    requests(measured.requests());
    for (ModelSpeed.Prompt prompt : measured.prompts()) {
      add(
          "prompt",
          null,
          1,
          null,
          prompt.promptTokens(),
          TOKENS,
          prompt.tokensPerSecond(),
          prompt.shareOfFlops(),
          null);
    }
    for (ModelSpeed.Generation step : measured.generation()) {
      add(
          "generation",
          null,
          step.batch(),
          step.position(),
          null,
          TOKENS,
          step.tokensPerSecond(),
          step.shareOfFlops(),
          step.shareOfBandwidth());
    }
    for (ModelSpeed.StateSize state : measured.states()) {
      Rate bytes = once(state.bytes());
      add("state", null, 1, state.position(), null, BYTES, bytes, null, null);
    }
    ModelSpeed.Vocabulary vocabulary = measured.vocabulary();
    add(
        "vocabulary",
        null,
        vocabulary.rows(),
        null,
        null,
        "rows/s",
        vocabulary.rowsPerSecond(),
        vocabulary.shareOfFlops(),
        null);
  }

  private void loading(ModelSpeed.Loading loading) {
    plain("load", null, "s", once(loading.seconds()));
    if (loading.files() != null) {
      plain("load_bytes", null, READ, once(loading.files().loadBytesPerSecond()));
      plain("copy_bytes", null, READ, loading.files().copyBytesPerSecond());
    }
  }

  private void memory(ModelSpeed.Memory memory) {
    plain("memory", "heap", BYTES, once(memory.heap()));
    if (memory.residentAfterLoading() != null) {
      plain("memory", "resident_after_loading", BYTES, once(memory.residentAfterLoading()));
      plain("memory", "peak_after_loading", BYTES, once(memory.peakAfterLoading()));
      plain("memory", "resident_while_reading", BYTES, once(memory.residentWhileReading()));
      plain("memory", "peak_while_reading", BYTES, once(memory.peakWhileReading()));
    }
  }

  private void requests(ModelSpeed.Requests requests) {
    request("first", requests, requests.first());
    if (requests.tenth() != null) {
      request("tenth", requests, requests.tenth());
    }
    request("last", requests, requests.last());
    request("median_of_last", requests, requests.medianOfLast());
  }

  private void request(String variant, ModelSpeed.Requests requests, double speed) {
    add("request", variant, 1, null, requests.tokens(), TOKENS, once(speed), null, null);
  }

  private void plain(String measure, String variant, String unit, Rate rate) {
    add(measure, variant, null, null, null, unit, rate, null, null);
  }

  private static Rate once(double value) {
    return new Rate(value, value, 1);
  }

  private void add(
      String measure,
      String variant,
      Integer batch,
      Integer position,
      Integer promptTokens,
      String unit,
      Rate rate,
      Rate shareOfFlops,
      Rate shareOfBandwidth) {
    figures.add(
        new Figure(
            model,
            measure,
            variant,
            threads,
            batch,
            position,
            promptTokens,
            unit,
            rate.best(),
            rate.median(),
            rate.repetitions(),
            shareOfFlops,
            shareOfBandwidth));
  }
}
