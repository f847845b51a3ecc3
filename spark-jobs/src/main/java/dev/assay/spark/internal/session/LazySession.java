package dev.assay.spark.internal.session;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A Spark session that starts when something is to be computed. Where all is there already, tables
 * are read and written without it: on two cores a session alone takes seconds.
 */
public final class LazySession implements AutoCloseable {
  private static final Pattern LOCAL = Pattern.compile("local(?:\\[([0-9]+|\\*)(?:,.*)?])?");

  private final SparkConf conf;
  private final Supplier<SparkSession> start;
  private final Configuration hadoop;
  private final SQLConf sql;
  private final boolean own;
  private CompletableFuture<SparkSession> started;
  private final ThreadLocal<String> description = new ThreadLocal<>();

  private LazySession(
      SparkConf conf,
      Configuration hadoop,
      SQLConf sql,
      boolean own,
      Supplier<SparkSession> start) {
    this.conf = conf;
    this.hadoop = hadoop;
    this.sql = sql;
    this.own = own;
    this.start = start;
  }

  /**
   * A session that starts later. In cluster mode it starts now: YARN takes a driver without one for
   * a failed one.
   *
   * @param conf of the session
   * @param start called at most once
   */
  public static LazySession of(SparkConf conf, Supplier<SparkSession> start) {
    Map<String, String> settings = new HashMap<>();
    for (Tuple2<String, String> entry : conf.getAll()) {
      settings.put(entry._1(), entry._2());
    }
    LazySession session =
        new LazySession(
            conf, SparkHadoopUtil.get().newConfiguration(conf), sql(settings), true, start);
    if (conf.get("spark.submit.deployMode", "client").equals("cluster")) {
      session.session();
    }
    return session;
  }

  /** A session that runs; whoever started it stops it. */
  public static LazySession of(SparkSession spark) {
    LazySession session =
        new LazySession(
            spark.sparkContext().getConf(),
            spark.sparkContext().hadoopConfiguration(),
            sql(CollectionConverters.asJava(spark.conf().getAll())),
            false,
            () -> spark);
    session.session();
    return session;
  }

  private static SQLConf sql(Map<String, String> settings) {
    SQLConf sql = new SQLConf();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith("spark.sql.")) {
            sql.setConfString(key, value);
          }
        });
    return sql;
  }

  /** Starts the session beside what the caller does meanwhile, as whoever is certain to need it. */
  public synchronized void begin() {
    if (started == null) {
      started = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () -> {
                try {
                  started.complete(start.get());
                } catch (Throwable thrown) {
                  started.completeExceptionally(thrown);
                }
              },
              "assay-session");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** The session, which starts now if it has not yet. */
  public SparkSession session() {
    SparkSession spark = awaited();
    SparkSession.setActiveSession(spark);
    if (description.get() != null) {
      spark.sparkContext().setJobDescription(description.get());
    }
    return spark;
  }

  private SparkSession awaited() {
    CompletableFuture<SparkSession> begun;
    synchronized (this) {
      if (started == null) {
        started = CompletableFuture.completedFuture(start.get());
      }
      begun = started;
    }
    try {
      return begun.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  /** How file systems are found. */
  public Configuration hadoop() {
    return hadoop;
  }

  /** How tables are written. */
  public SQLConf sql() {
    return sql;
  }

  /** What this thread's next jobs are for, on Spark's pages. */
  public synchronized void describe(String what) {
    description.set(what);
    if (started != null && started.isDone() && !started.isCompletedExceptionally()) {
      started.join().sparkContext().setJobDescription(what);
    }
  }

  /** Spark's version. */
  public String version() {
    return org.apache.spark.package$.MODULE$.SPARK_VERSION();
  }

  public String master() {
    return conf.get("spark.master");
  }

  /**
   * Tasks that run at a time; a cluster is asked.
   *
   * @throws AssayException of kind USAGE for a master that says no number
   */
  public int slots() {
    Matcher local = LOCAL.matcher(master());
    if (!local.matches() || conf.contains("spark.default.parallelism")) {
      return session().sparkContext().defaultParallelism();
    }
    String threads = local.group(1);
    if (threads == null) {
      return 1;
    }
    try {
      return threads.equals("*")
          ? Runtime.getRuntime().availableProcessors()
          : Integer.parseInt(threads);
    } catch (NumberFormatException e) {
      throw new AssayException(
          ErrorKind.USAGE,
          "the master " + master() + " cannot be used",
          String.format(Locale.ROOT, "%s is no number of threads", threads),
          "give --master local[N]",
          e);
    }
  }

  /** Stops the session if it was started here. */
  @Override
  public void close() {
    CompletableFuture<SparkSession> begun;
    synchronized (this) {
      begun = started;
    }
    if (begun != null && own) {
      begun
          .handle(
              (spark, failure) -> {
                // Whoever asked for the session was told the failure.
                if (spark != null) {
                  spark.stop();
                }
                return null;
              })
          .join();
    }
  }
}
