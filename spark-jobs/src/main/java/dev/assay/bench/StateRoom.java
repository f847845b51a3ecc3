package dev.assay.bench;

import dev.assay.core.engine.EngineSettings;
import dev.assay.core.model.StateSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells which measurements a model and the heap have room for, and keeps what has to be left. */
final class StateRoom {
  private final LoadedModel model;
  private final StateSize size;
  private final long bytes;
  private final List<ModelSpeed.LeftOut> leftOut = new ArrayList<>();

  /**
   * @param heapBytes in use by the loaded model
   */
  StateRoom(LoadedModel model, long heapBytes) {
    this.model = model;
    this.size = new StateSize(model.model().configuration());
    this.bytes =
        (long) (EngineSettings.SHARE_FOR_STATES * (Runtime.getRuntime().maxMemory() - heapBytes));
  }

  /** Whether a prompt of so many tokens can be read; notes nothing. */
  boolean holdsPrompt(int tokens) {
    return reason(1, tokens, tokens) == null;
  }

  boolean fitsPrompt(int tokens) {
    return fits("prompt", 1, tokens, tokens);
  }

  boolean fitsGeneration(int batch, int position) {
    return fits("generation", batch, position, position + 1);
  }

  List<ModelSpeed.LeftOut> leftOut() {
    return leftOut;
  }

  private boolean fits(String measure, int batch, int position, int read) {
    String reason = reason(batch, position, read);
    if (reason != null) {
      leftOut.add(new ModelSpeed.LeftOut(measure, batch, position, reason));
    }
    return reason == null;
  }

  /**
   * Why there is no room; null where there is.
   *
   * @param read tokens of each text that are read in the end
   */
  private String reason(int batch, int position, int read) {
    int most = model.model().configuration().maximumPositions();
    long needed = batch * size.bytes(position);
    if (read > most) {
      return String.format(Locale.ROOT, "the model was made for %,d positions", most);
    }
    if (needed > bytes) {
      return String.format(
          Locale.ROOT,
          "states of %,d MiB, and the heap has %,d MiB for them",
          needed >> 20,
          bytes >> 20);
    }
    return null;
  }
}
