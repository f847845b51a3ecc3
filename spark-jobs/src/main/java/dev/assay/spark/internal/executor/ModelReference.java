package dev.assay.spark.internal.executor;

import dev.assay.core.replica.ModelFolder;
import dev.assay.spark.internal.settings.ReplicaSettings;
import java.io.Serializable;

/**
 * A model as executors are told of it.
 *
 * @param folder absolute, the same on every host
 * @param fingerprint of the model the driver saw: a folder that changed is another model
 */
public record ModelReference(String folder, String fingerprint, ReplicaSettings settings)
    implements Serializable {

  public static ModelReference of(ModelFolder model, ReplicaSettings settings) {
    return new ModelReference(model.path().toString(), model.fingerprint(), settings);
  }
}
