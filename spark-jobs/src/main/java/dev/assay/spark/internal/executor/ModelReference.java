package dev.assay.spark.internal.executor;

import dev.assay.core.replica.ModelFolder;
import dev.assay.spark.internal.settings.ReplicaSettings;
import java.io.Serializable;

/**
 * A model as executors are told of it.
 *
 * @param folder absolute, the same on every host
 * @param fingerprint of the model the driver saw: a folder that changed is another model
 * @param tokenizerFingerprint of its tokenizer; {@link #NO_TOKENIZER} where it has none
 */
public record ModelReference(
    String folder, String fingerprint, String tokenizerFingerprint, ReplicaSettings settings)
    implements Serializable {
  public static final String NO_TOKENIZER = "none";

  /**
   * @throws dev.assay.core.error.AssayException of kind MODEL where the folder changed since it was
   *     opened
   */
  public static ModelReference of(ModelFolder model, ReplicaSettings settings) {
    model.refuseIfChanged();
    return new ModelReference(
        model.path().toString(), model.fingerprint(), tokenizerFingerprint(model), settings);
  }

  /** Of a model that may have no tokenizer. */
  public static String tokenizerFingerprint(ModelFolder model) {
    return model.hasTokenizer() ? model.tokenizerFingerprint() : NO_TOKENIZER;
  }
}
