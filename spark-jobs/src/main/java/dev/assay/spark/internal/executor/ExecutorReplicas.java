package dev.assay.spark.internal.executor;

import dev.assay.core.engine.Engine;
import dev.assay.core.engine.EngineStatistics;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.replica.ModelFolder;
import dev.assay.core.replica.Replica;
import dev.assay.core.tokenizer.Tokenizer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;

/**
 * The replicas of this virtual machine: each loaded once, fed by all its task slots. The one
 * mutable singleton of Assay. It holds a single replica, so that two models never share a heap
 * sized for one: another model or other settings replace it once no task uses it any more. Only for
 * a task that has one model and asks another, too, both are there.
 */
public final class ExecutorReplicas {
  private static final ExecutorReplicas INSTANCE = new ExecutorReplicas();
  private static final long PATIENCE_MILLIS = 500;

  /** Executors, cores of each, memory of each. */
  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*[0-9]+\\s*,\\s*([0-9]{1,4})\\s*,\\s*[0-9]+\\s*\\]");

  private final Map<ModelReference, Loaded> replicas = new HashMap<>();
  private final Map<Long, Integer> leasesOfTasks = new HashMap<>();
  private final RowCounts rows = new RowCounts();
  private volatile Replica latest;
  private ModelReference tokenizedModel;
  private Tokenizer tokenizer;

  private ExecutorReplicas() {}

  private static final class Loaded {
    private final Replica replica;
    private int leases;

    Loaded(Replica replica) {
      this.replica = replica;
    }
  }

  /** A task's use of a replica; while it lasts the replica stays. */
  public final class Lease implements AutoCloseable {
    private final Loaded loaded;
    private final long task = task();
    private boolean released;

    private Lease(Loaded loaded) {
      this.loaded = loaded;
    }

    public Replica replica() {
      return loaded.replica;
    }

    public Engine engine() {
      return loaded.replica.engine();
    }

    @Override
    public void close() {
      if (!released) {
        released = true;
        release(this);
      }
    }
  }

  public static ExecutorReplicas instance() {
    return INSTANCE;
  }

  /**
   * Leases the replica of a model, loaded where it is not there yet; callers of other task slots
   * wait for it, and callers of another model for those that use the present one.
   */
  public synchronized Lease lease(ModelReference model) {
    // Who waited with a model in hand might wait for somebody who waits for it.
    while (!replicas.containsKey(model) && isUsed() && !leasesOfTasks.containsKey(task())) {
      awaitRelease();
    }
    Loaded loaded = replicas.get(model);
    if (loaded == null) {
      closeUnused();
      loaded =
          new Loaded(
              Replica.load(
                  checked(model),
                  model.settings().kernels(),
                  model.settings().quantization(),
                  model.settings().engine(cores())));
      replicas.put(model, loaded);
      latest = loaded.replica;
    }
    loaded.leases++;
    leasesOfTasks.merge(task(), 1, Integer::sum);
    return new Lease(loaded);
  }

  private boolean isUsed() {
    return replicas.values().stream().anyMatch(loaded -> loaded.leases > 0);
  }

  private synchronized void release(Lease lease) {
    lease.loaded.leases--;
    leasesOfTasks.computeIfPresent(lease.task, (task, leases) -> leases == 1 ? null : leases - 1);
    notifyAll();
  }

  private void closeUnused() {
    replicas
        .values()
        .removeIf(
            loaded -> {
              if (loaded.leases == 0) {
                loaded.replica.close();
              }
              return loaded.leases == 0;
            });
  }

  /** The task that asks; −1 where none does. */
  private static long task() {
    TaskContext task = TaskContext.get();
    return task == null ? -1 : task.taskAttemptId();
  }

  /** What tasks of this executor did with rows. */
  public RowCounts rows() {
    return rows;
  }

  /** Of the replica that was loaded last, since it was; empty where none was. */
  Optional<EngineStatistics> statistics() {
    Replica present = latest;
    return present == null ? Optional.empty() : Optional.of(present.engine().statistics());
  }

  /**
   * The tokenizer of a model, without its weights.
   *
   * @throws AssayException of kind MODEL where the folder is not there, or has none
   */
  public synchronized Tokenizer tokenizer(ModelReference model) {
    if (replicas.containsKey(model)) {
      return replicas.get(model).replica.tokenizer();
    }
    if (!model.equals(tokenizedModel)) {
      tokenizer = withTokenizer(ModelFolder.open(present(model)), model).tokenizer();
      tokenizedModel = model;
    }
    return tokenizer;
  }

  private void awaitRelease() {
    try {
      wait(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException)
          new CancellationException("the task was interrupted").initCause(e);
    }
    TaskContext task = TaskContext.get();
    if (task != null && task.isInterrupted()) {
      throw new CancellationException("the task was killed");
    }
  }

  /**
   * Cores that Spark gave this executor. A machine of several executors has more, and threads of
   * all of them that spin for the same cores are slower than fewer.
   */
  private static int cores() {
    int machine = Runtime.getRuntime().availableProcessors();
    SparkEnv env = SparkEnv.get();
    String master = env == null ? "local" : env.conf().get("spark.master", "");
    if (master.equals("local") || master.startsWith("local[")) {
      return machine;
    }
    Matcher cluster = LOCAL_CLUSTER.matcher(master);
    int given = cluster.matches() ? Integer.parseInt(cluster.group(1)) : machine;
    return Math.max(1, Math.min(machine, env.conf().getInt("spark.executor.cores", given)));
  }

  /** The folder, which has to be there and to hold what the driver saw. */
  private static ModelFolder checked(ModelReference model) {
    ModelFolder folder = ModelFolder.open(present(model));
    refuseOther("model", folder, folder.fingerprint(), model.fingerprint());
    return withTokenizer(folder, model);
  }

  private static ModelFolder withTokenizer(ModelFolder folder, ModelReference model) {
    refuseOther(
        "tokenizer",
        folder,
        ModelReference.tokenizerFingerprint(folder),
        model.tokenizerFingerprint());
    return folder;
  }

  private static void refuseOther(String what, ModelFolder folder, String found, String wanted) {
    if (!found.equals(wanted)) {
      throw new AssayException(
          ErrorKind.MODEL,
          "executor host " + host() + " has another " + what + " in " + folder.path(),
          "its sha256 is " + found + ", on the driver it is " + wanted,
          "put the same files at the same path on every host, and change none while a job runs");
    }
  }

  private static Path present(ModelReference model) {
    Path folder = Path.of(model.folder());
    if (!Files.exists(folder)) {
      throw new AssayException(
          ErrorKind.MODEL,
          "executor host " + host() + " has no model folder or file " + folder,
          "it is there on the driver only",
          "put the model at the same path on every host, e.g. on a shared file system");
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
