package dev.assay.core.engine;

import dev.assay.core.kernel.BFloat16Matrix;
import dev.assay.core.kernel.Matrix;
import dev.assay.core.model.AttentionShape;
import dev.assay.core.model.LayerKind;
import dev.assay.core.model.Model;
import dev.assay.core.model.ModelAssembly;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.RecurrenceShape;
import dev.assay.core.model.Rotary;
import java.util.ArrayList;
import java.util.List;

/** A tiny model that computes through the same code as a large one: the same kinds of layers. */
final class PrimingModel implements ModelAssembly.Parts {
  static final int VOCABULARY = 256;
  private static final int WIDTH = 64;
  private static final int HEAD_DIMENSION = 32;

  static Model like(ModelConfiguration large) {
    ModelConfiguration tiny =
        new ModelConfiguration(
            large.family(),
            VOCABULARY,
            WIDTH,
            layers(large),
            large.attention() == null ? null : attention(large.attention()),
            large.recurrence() == null ? null : recurrence(large.recurrence()),
            2 * WIDTH,
            large.activation(),
            large.normEpsilon(),
            large.embeddingScale(),
            large.logitSoftCap(),
            large.biases(),
            large.tiedHead(),
            large.maximumPositions());
    return ModelAssembly.of(tiny, new PrimingModel());
  }

  /** Every kind inside and as the last layer, whose rows that nobody reads are left out. */
  private static List<LayerKind> layers(ModelConfiguration large) {
    List<LayerKind> kinds = large.layers().stream().distinct().toList();
    List<LayerKind> layers = new ArrayList<>(kinds);
    layers.addAll(kinds);
    layers.add(large.layers().get(large.layers().size() - 1));
    return layers.stream().map(kind -> small(kind, large.attention())).toList();
  }

  private static LayerKind small(LayerKind kind, AttentionShape large) {
    if (!(kind instanceof LayerKind.Attention attention)) {
      return kind;
    }
    boolean whole = attention.rotary().dimensions() == large.headDimension();
    return new LayerKind.Attention(
        attention.visibleKeys(),
        Rotary.of(whole ? HEAD_DIMENSION : HEAD_DIMENSION / 2, attention.rotary().theta()));
  }

  private static AttentionShape attention(AttentionShape large) {
    return new AttentionShape(2, 1, HEAD_DIMENSION, large.scale(), large.softCap());
  }

  private static RecurrenceShape recurrence(RecurrenceShape large) {
    return new RecurrenceShape(WIDTH, 2, large.convolutionWidth());
  }

  /** Small numbers, so that whatever is computed of them is finite. */
  @Override
  public Matrix matrix(int outputs, int inputs) {
    BFloat16Matrix matrix = new BFloat16Matrix(outputs, inputs);
    short[] row = new short[inputs];
    for (int output = 0; output < outputs; output++) {
      for (int input = 0; input < inputs; input++) {
        float weight = ((output * 31 + input * 17) % 23 - 11) / 256f;
        row[input] = (short) (Float.floatToRawIntBits(weight) >>> Short.SIZE);
      }
      matrix.setRow(output, row);
    }
    return matrix;
  }
}
