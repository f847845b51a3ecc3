package dev.assay.spark;

import dev.assay.engine.Engine;
import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import dev.assay.replica.ModelFolder;
import dev.assay.replica.Replica;
import dev.assay.settings.ReplicaSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.apache.spark.TaskContext;

/**
 * The replica of this virtual machine: loaded once, fed by all its task slots. The one mutable
 * singleton of Assay. It holds a single replica, so that two models never share a heap sized for
 * one: another model or other settings replace it once no task uses it any more.
 */
final class ExecutorReplicas {
  private static final ExecutorReplicas INSTANCE = new ExecutorReplicas();
  private static final long PATIENCE_MILLIS = 500;

  private Key loadedKey;
  private Replica loaded;
  private int leases;

  private ExecutorReplicas() {}

  private record Key(String model, String fingerprint, ReplicaSettings settings) {}

  /** A task's use of the replica; while it lasts the replica stays. */
  final class Lease implements AutoCloseable {
    private final Engine engine = loaded.engine();

    Engine engine() {
      return engine;
    }

    @Override
    public void close() {
      release();
    }
  }

  static ExecutorReplicas instance() {
    return INSTANCE;
  }

  /**
   * Leases the replica of a model, loaded where it is not there yet; callers of other task slots
   * wait for it, and callers of another model for those that use the present one.
   *
   * @param fingerprint of the model the driver saw: a folder that changed is another model
   */
  synchronized Lease lease(String model, String fingerprint, ReplicaSettings settings) {
    Key key = new Key(model, fingerprint, settings);
    while (leases > 0 && !key.equals(loadedKey)) {
      awaitRelease();
    }
    if (!key.equals(loadedKey)) {
      close();
      loaded =
          Replica.load(
              checked(key), settings.kernels(), settings.quantization(), settings.engine());
      loadedKey = key;
    }
    Lease lease = new Lease();
    leases++;
    return lease;
  }

  private void awaitRelease() {
    try {
      wait(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException)
          new CancellationException("the task was interrupted").initCause(e);
    }
    if (TaskContext.get().isInterrupted()) {
      throw new CancellationException("the task was killed");
    }
  }

  private synchronized void release() {
    leases--;
    notifyAll();
  }

  private void close() {
    if (loaded != null) {
      loaded.close();
      loaded = null;
      loadedKey = null;
    }
  }

  /** The folder, which has to be there and to hold what the driver saw. */
  private static Path checked(Key key) {
    Path folder = Path.of(key.model());
    if (!Files.isDirectory(folder)) {
      throw new AssayException(
          ErrorKind.MODEL,
          "executor host " + host() + " has no model folder " + folder,
          "the folder is there on the driver only",
          "put the model at the same path on every host, e.g. on a shared file system");
    }
    String found = ModelFolder.open(folder).fingerprint();
    if (!found.equals(key.fingerprint())) {
      throw new AssayException(
          ErrorKind.MODEL,
          "executor host " + host() + " has another model in " + folder,
          "its sha256 is " + found + ", on the driver it is " + key.fingerprint(),
          "put the same files at the same path on every host");
    }
    return folder;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "(name unknown: " + e.getMessage() + ")";
    }
  }
}
