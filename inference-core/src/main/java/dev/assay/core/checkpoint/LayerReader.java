package dev.assay.core.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.family.Family;
import dev.assay.core.family.WindowRule;
import dev.assay.core.model.AttentionShape;
import dev.assay.core.model.LayerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Which kind of layer stands where, and what its attention sees. */
final class LayerReader {
  /** More than any model has; every layer costs memory before the weights are looked at. */
  private static final int MOST_LAYERS = 1 << 12;

  private static final String TYPES = "layer_types";
  private static final String SLIDING = "sliding_attention";
  private static final String FULL = "full_attention";

  private final Family family;
  private final Fields fields;
  private final LayerKind.Attention full;
  private final LayerKind.Attention sliding;
  private final int count;

  LayerReader(Family family, Fields fields, AttentionShape attention) {
    this.family = family;
    this.fields = fields;
    this.count = fields.size("num_hidden_layers", MOST_LAYERS);
    RotaryReader rotary = new RotaryReader(fields, family.attention().rotary(), attention);
    this.full = new LayerKind.Attention(LayerKind.Attention.EVERY_KEY, rotary.global());
    this.sliding = new LayerKind.Attention(window(), rotary.local());
  }

  List<LayerKind> layers() {
    List<LayerKind> cycle = family.recurrent() ? blockTypes() : List.of(full);
    IntPredicate slides = slides();
    List<LayerKind> layers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LayerKind kind = cycle.get(i % cycle.size());
      boolean windowed = kind instanceof LayerKind.Attention && slides.test(i);
      layers.add(windowed ? sliding : kind);
    }
    return layers;
  }

  /** Keys that a query of a layer with a window sees. */
  private int window() {
    WindowRule rule = family.attention().windows();
    if (rule instanceof WindowRule.EveryLayer every) {
      int otherwise = every.otherwise() == 0 ? LayerKind.Attention.EVERY_KEY : every.otherwise();
      int window = fields.size(every.key(), otherwise, Fields.MOST_TOKENS);
      return window == LayerKind.Attention.EVERY_KEY ? window : window + every.beyond();
    } else if (rule instanceof WindowRule.Periodic periodic) {
      return fields.size(WindowRule.WINDOW, periodic.otherwise(), Fields.MOST_TOKENS);
    } else if (rule instanceof WindowRule.Switched switched && isSwitchedOn()) {
      return fields.size(WindowRule.WINDOW, switched.otherwise(), Fields.MOST_TOKENS);
    }
    return LayerKind.Attention.EVERY_KEY;
  }

  private boolean isSwitchedOn() {
    return fields.flag("use_sliding_window", false);
  }

  /** Which attention layers have the window. */
  private IntPredicate slides() {
    WindowRule rule = family.attention().windows();
    if (rule instanceof WindowRule.Periodic periodic) {
      String key = periodic.periodKey();
      int period =
          key.isEmpty() ? periodic.period() : fields.size(key, periodic.period(), MOST_LAYERS);
      return listed(i -> WindowRule.Periodic.slides(i, period));
    } else if (rule instanceof WindowRule.Switched switched && isSwitchedOn()) {
      int first = firstLayer(switched);
      return listed(i -> i >= first);
    }
    boolean all = sliding.hasWindow();
    IntPredicate listed = listed(i -> all);
    for (int i = 0; i < count && !(rule instanceof WindowRule.Switched); i++) {
      if (listed.test(i) != all) {
        throw fields.wrong(TYPES, all ? "a window in every layer" : "layers without a window");
      }
    }
    return i -> all;
  }

  /** It may be 0, which no size is. */
  private int firstLayer(WindowRule.Switched switched) {
    String key = "max_window_layers";
    double first = fields.number(key, switched.firstLayer());
    if (first != Math.rint(first) || first > MOST_LAYERS) {
      throw fields.wrong(key, "a number of layers of at most " + MOST_LAYERS);
    }
    return (int) first;
  }

  /** As {@code layer_types} says, one entry per layer; else otherwise. */
  private IntPredicate listed(IntPredicate otherwise) {
    if (family.recurrent() || !fields.has(TYPES)) {
      return otherwise;
    }
    JsonNode types = fields.node().get(TYPES);
    if (!types.isArray() || types.size() != count) {
      throw fields.wrong(TYPES, "a list of the types of " + count + " layers");
    }
    for (JsonNode type : types) {
      fields.require(TYPES, type.asText(), List.of(FULL, SLIDING));
    }
    return i -> types.get(i).asText().equals(SLIDING);
  }

  /** The block pattern is a cycle, not one entry per layer. */
  private List<LayerKind> blockTypes() {
    String key = fields.has("block_types") ? "block_types" : "_block_types";
    if (!fields.has(key)) {
      return List.of(LayerKind.RECURRENT, LayerKind.RECURRENT, full);
    }
    List<LayerKind> cycle = new ArrayList<>();
    if (fields.node().get(key).isArray()) {
      for (JsonNode kind : fields.node().get(key)) {
        fields.require(key, kind.asText(), List.of("recurrent", "attention"));
        cycle.add(kind.asText().equals("recurrent") ? LayerKind.RECURRENT : full);
      }
    }
    if (cycle.isEmpty()) {
      throw fields.wrong(key, "a list of 'recurrent' and 'attention'");
    }
    return cycle;
  }
}
