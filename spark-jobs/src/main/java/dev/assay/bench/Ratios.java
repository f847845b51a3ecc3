package dev.assay.bench;

import dev.assay.core.kernel.Quantization;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The ratios that say how near to the machine a model runs; each where its parts were measured. */
final class Ratios {
  /** Forms of weights that are not quantised. */
  private static final List<String> WHOLE = List.of("float32", "bfloat16");

  /** What models that are not quantised are compared with. */
  private static final String COMPARED = "bfloat16";

  private final BenchSettings settings;
  private final List<Product> products;
  private final List<Ratio> ratios = new ArrayList<>();

  private Ratios(BenchSettings settings, List<Product> products) {
    this.settings = settings;
    this.products = products;
  }

  static List<Ratio> of(List<Product> products, BenchSettings settings, List<ModelSpeed> models) {
    Ratios ratios = new Ratios(settings, products);
    products.forEach(ratios::product);
    products.forEach(ratios::toBFloat16);
    for (ModelSpeed model : models) {
      ratios.prompt(model);
      ratios.generation(model);
      ratios.positions(model);
      ratios.quantized(model, models);
      ratios.requests(model);
      ratios.memory(model);
      ratios.loading(model);
    }
    return ratios.ratios;
  }

  private void product(Product product) {
    String size = size(product);
    if (product.rows() == 1) {
      Rate share = product.shareOfBandwidth();
      add("product_to_bandwidth", size + " / reading ceiling", null, share);
    } else {
      Rate share = product.shareOfFlops();
      add("product_to_flops", size + " / multiply-add ceiling", null, share);
    }
  }

  private static String size(Product product) {
    return String.format(
        Locale.ROOT,
        "%s product %d x %d x %d",
        product.weights(),
        product.rows(),
        product.inputs(),
        product.outputs());
  }

  /** Of weights in fewer bits than 16: what that gains or costs. */
  private void toBFloat16(Product product) {
    if (WHOLE.contains(product.weights())) {
      return;
    }
    for (Product other : products) {
      if (other.weights().equals(COMPARED) && other.rows() == product.rows()) {
        Rate above = product.flopsPerSecond();
        Rate below = other.flopsPerSecond();
        ratios.add(
            new Ratio(
                "product_to_bfloat16",
                size(product) + " / bfloat16's",
                null,
                above.best() / below.best(),
                above.median() / below.median()));
      }
    }
  }

  /** Of the prompt that fills one batch. */
  private void prompt(ModelSpeed model) {
    for (ModelSpeed.Prompt prompt : model.prompts()) {
      if (prompt.promptTokens() == settings.batchTokens()) {
        String tokens = "prompt of " + prompt.promptTokens();
        Rate share = prompt.shareOfFlops();
        add("prompt_to_flops", tokens + " / multiply-add ceiling", model, share);
        products.stream()
            .filter(product -> product.weights().equals(COMPARED) && product.rows() > 1)
            .filter(product -> isWhole(model))
            .max(Comparator.comparing(Product::rows))
            .ifPresent(
                product ->
                    divide(
                        "prompt_to_product",
                        tokens + " / " + size(product),
                        model,
                        share,
                        product.shareOfFlops()));
      }
    }
  }

  /** After the fewest tokens. */
  private void generation(ModelSpeed model) {
    ModelSpeed.Generation single = nearest(model, 1);
    if (single != null) {
      String weights = "weights read, 1 sequence";
      Rate share = single.shareOfBandwidth();
      add("generation_to_bandwidth", weights + " / reading ceiling", model, share);
      products.stream()
          .filter(product -> product.weights().equals(COMPARED) && product.rows() == 1)
          .filter(product -> isWhole(model))
          .forEach(
              product ->
                  divide(
                      "generation_to_product",
                      weights + " / " + size(product),
                      model,
                      share,
                      product.shareOfBandwidth()));
    }
    int batch = settings.comparedBatch();
    ModelSpeed.Generation several = nearest(model, batch);
    if (batch > 1 && single != null && several != null) {
      String sequences = "tokens/s, " + batch + " sequences / 1";
      Rate above = several.tokensPerSecond();
      divide("batch_to_single", sequences, model, above, single.tokensPerSecond());
      // A step can be no shorter than its nearer ceiling lets it be. So what the ceilings allow
      // several sequences for one is what they reach, divided by how near they come, for one's.
      Rate near = nearerCeiling(several);
      Rate singleNear = nearerCeiling(single);
      double allowed =
          above.best() / single.tokensPerSecond().best() / (near.best() / singleNear.best());
      divide(
          "batch_to_ceilings",
          String.format(Locale.ROOT, "%s, / the %.1f that the ceilings allow", sequences, allowed),
          model,
          near,
          singleNear);
    }
  }

  /** The larger of the shares of both ceilings: that one binds. */
  private static Rate nearerCeiling(ModelSpeed.Generation step) {
    Rate flops = step.shareOfFlops();
    Rate bandwidth = step.shareOfBandwidth();
    return flops.best() > bandwidth.best() ? flops : bandwidth;
  }

  private void positions(ModelSpeed model) {
    int far = settings.farPosition();
    int near = settings.nearPosition();
    String positions = String.format(Locale.ROOT, "after %,d / %,d tokens", far, near);
    divide(
        "far_to_near",
        "tokens/s " + positions + ", 1 sequence",
        model,
        speed(model, 1, far),
        speed(model, 1, near));
    int batch = settings.comparedBatch();
    if (batch > 1) {
      divide(
          "far_to_near_batch",
          "tokens/s " + positions + ", " + batch + " sequences",
          model,
          speed(model, batch, far),
          speed(model, batch, near));
    }
    divide(
        "far_to_near_state",
        "state bytes " + positions,
        model,
        stateBytes(model, far),
        stateBytes(model, near));
  }

  /** Against the same model, unquantised. */
  private void quantized(ModelSpeed model, List<ModelSpeed> models) {
    if (isWhole(model)) {
      return;
    }
    for (ModelSpeed other : models) {
      boolean same =
          other.model().equals(model.model()) && other.parameters() == model.parameters();
      if (same && isWhole(other)) {
        divide(
            "quantized_to_whole",
            "tokens/s, 1 sequence, " + model.quantization() + " / " + other.quantization(),
            model,
            tokensPerSecond(nearest(model, 1)),
            tokensPerSecond(nearest(other, 1)));
        return;
      }
    }
  }

  private static boolean isWhole(ModelSpeed model) {
    return model.quantization().equals(Quantization.NONE.toString());
  }

  private void requests(ModelSpeed model) {
    ModelSpeed.Requests requests = model.requests();
    String first = requests.warm() ? "first request (warm)" : "first request";
    add(
        "first_request_to_last",
        first + " / " + requests.count() + "th",
        model.name(),
        requests.first() / requests.last());
    add(
        "first_request_to_median_of_last",
        first + " / median of the last",
        model.name(),
        requests.first() / requests.medianOfLast());
  }

  /** Of the first model only: heap that earlier models left stays with the process. */
  private void memory(ModelSpeed model) {
    ModelSpeed.Memory memory = model.memory();
    double weights = model.weightBytes();
    if (memory.residentAfterLoading() != null && !model.requests().warm()) {
      add(
          "resident_to_weights",
          "resident after loading / weights",
          model.name(),
          memory.residentAfterLoading() / weights);
      add(
          "resident_reading_to_weights",
          "resident while reading prompts / weights",
          model.name(),
          memory.residentWhileReading() / weights);
    }
  }

  private void loading(ModelSpeed model) {
    ModelSpeed.Loading.Files files = model.loading().files();
    if (files != null) {
      Rate copy = files.copyBytesPerSecond();
      ratios.add(
          new Ratio(
              "load_to_copy",
              "bytes/s, loading / copying the files",
              model.name(),
              files.loadBytesPerSecond() / copy.best(),
              files.loadBytesPerSecond() / copy.median()));
    }
  }

  /** A step after the fewest tokens; null where that was not measured. */
  private ModelSpeed.Generation nearest(ModelSpeed model, int batch) {
    return settings.positions().isEmpty() ? null : step(model, batch, settings.positions().get(0));
  }

  private static Rate speed(ModelSpeed model, int batch, int position) {
    return tokensPerSecond(step(model, batch, position));
  }

  private static Rate tokensPerSecond(ModelSpeed.Generation step) {
    return step == null ? null : step.tokensPerSecond();
  }

  private static ModelSpeed.Generation step(ModelSpeed model, int batch, int position) {
    return model.generation().stream()
        .filter(step -> step.batch() == batch && step.position() == position)
        .findFirst()
        .orElse(null);
  }

  private static Rate stateBytes(ModelSpeed model, int position) {
    return model.states().stream()
        .filter(state -> state.position() == position)
        .map(state -> new Rate(state.bytes(), state.bytes(), 1))
        .findFirst()
        .orElse(null);
  }

  /** Nothing where one of both is null: it was not measured. */
  private void divide(String ratio, String description, ModelSpeed model, Rate above, Rate below) {
    if (above != null && below != null) {
      double best = above.best() / below.best();
      double median = above.median() / below.median();
      ratios.add(new Ratio(ratio, description, model.name(), best, median));
    }
  }

  private void add(String ratio, String description, ModelSpeed model, Rate share) {
    String name = model == null ? null : model.name();
    ratios.add(new Ratio(ratio, description, name, share.best(), share.median()));
  }

  private void add(String ratio, String description, String model, double value) {
    ratios.add(new Ratio(ratio, description, model, value, value));
  }
}
