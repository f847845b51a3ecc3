package dev.assay.core.model;

import dev.assay.core.forest.Page;
import dev.assay.core.kernel.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How large a model's states are: the state after so many tokens takes the same bytes whatever the
 * tokens are. Recurrence and windows bound it; layers without a window add to it with every page.
 * Counted are the numbers in its arrays.
 */
public final class StateSize {
  private final long ownBytes;
  private final List<Span> spans;

  public StateSize(ModelConfiguration configuration) {
    long floats = configuration.width();
    RecurrenceShape recurrence = configuration.recurrence();
    if (recurrence != null) {
      floats +=
          (long) configuration.recurrentLayers()
              * recurrence.convolutionWidth()
              * recurrence.paddedWidth();
    }
    this.ownBytes = Float.BYTES * floats;
    this.spans = spans(configuration);
  }

  /**
   * Attention layers that keep the same positions: their pages are cut and recorded alike.
   *
   * @param layer the first of them, counted among attention layers
   * @param visibleKeys the most keys that a query sees
   * @param pageBytes bytes that 32 positions take, in all of them together
   */
  public record Span(int layer, int visibleKeys, long pageBytes) {
    /** Number of the first page that the state after {@code position} tokens keeps. */
    public int firstPage(int position) {
      return StateSize.firstPage(position, visibleKeys);
    }
  }

  private static List<Span> spans(ModelConfiguration configuration) {
    List<LayerKind.Attention> layers = configuration.attentionLayers();
    Map<Integer, Span> spans = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      int visible = layers.get(i).visibleKeys();
      long bytes = Float.BYTES * pageFloats(configuration.attention());
      Span before = spans.getOrDefault(visible, new Span(i, visible, 0));
      spans.put(visible, new Span(before.layer, visible, before.pageBytes + bytes));
    }
    return new ArrayList<>(spans.values());
  }

  private static long pageFloats(AttentionShape shape) {
    long values = (long) shape.keyValueHeads() * Matrix.paddedColumns(shape.headDimension());
    return Page.POSITIONS * (shape.keyValueWidth() + values);
  }

  /** Bytes of the state after {@code position} tokens. */
  public long bytes(int position) {
    long bytes = ownBytes;
    for (Span span : spans) {
      bytes += (pageEnd(position) - span.firstPage(position)) * span.pageBytes;
    }
    return bytes;
  }

  /** The attention layers, those with equal windows together. */
  public List<Span> spans() {
    return List.copyOf(spans);
  }

  /** Bytes that 32 positions take, in all attention layers together. */
  public long pageBytes() {
    return spans.stream().mapToLong(Span::pageBytes).sum();
  }

  /**
   * Number of the first page that the state after {@code position} tokens keeps in a layer where
   * queries see so many keys.
   */
  public static int firstPage(int position, int visibleKeys) {
    return Math.max(0, position - (visibleKeys - 1)) / Page.POSITIONS;
  }

  /** Number of its last page, plus 1. */
  public static int pageEnd(int position) {
    return (position + Page.POSITIONS - 1) / Page.POSITIONS;
  }
}
