package dev.assay.spark.internal.chunks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who holds a lock.
 *
 * @param started when the process began: in ticks since the machine did, where the platform tells,
 *     since those do not move with the clock; else an instant
 * @param space where process numbers mean the same: the host, its boot, and the name spaces of
 *     processes and of time; empty where the platform does not tell
 * @param token tells this holding of the lock from all others
 */
record LockHolder(String host, long pid, String started, String space, String since, String token) {
  private static final Logger LOG = LoggerFactory.getLogger(LockHolder.class);
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Takes the place of the host's name, for hosts that share one. */
  private static final String HOST = "assay.lock.host";

  private static final int STATE_FIELD = 0;
  private static final int START_FIELD = 19;

  LockHolder {
    host = host == null ? "" : host;
    started = started == null ? "" : started;
    space = space == null ? "" : space;
    since = since == null ? "" : since;
    token = token == null ? "" : token;
  }

  /** This process, from now on. */
  static LockHolder here() {
    long pid = ProcessHandle.current().pid();
    String host = thisHost();
    return new LockHolder(
        host,
        pid,
        started(pid).orElse(""),
        space(host),
        Instant.now().toString(),
        UUID.randomUUID().toString());
  }

  /** Empty for what names no holder. */
  static Optional<LockHolder> parse(String json) {
    try {
      return Optional.ofNullable(JSON.readValue(json, LockHolder.class))
          .filter(holder -> !holder.host.isEmpty());
    } catch (JsonProcessingException e) {
      LOG.debug("no holder of a lock: {}", json, e);
      return Optional.empty();
    }
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the holder of a lock cannot be written", e);
    }
  }

  /** Whether its process number means the same here, for certain. */
  boolean isOfThisSpace() {
    return !space.isEmpty() && space.equals(space(thisHost()));
  }

  boolean isOfThisHost() {
    return host.equals(thisHost());
  }

  /** Whether a process of this number and beginning runs here. */
  boolean runsHere() {
    return started(pid).filter(started::equals).isPresent();
  }

  /** For people. */
  String description() {
    return "process " + pid + " on " + host;
  }

  private static String thisHost() {
    String told = System.getProperty(HOST);
    if (told != null) {
      return told;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      LOG.debug("this host's name does not resolve", e);
      return nameWithoutAddress();
    }
  }

  /** JDKs differ in whether they tell the name that does not resolve. */
  private static String nameWithoutAddress() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      LOG.debug("this platform does not tell its host's name", e);
      return System.getenv().getOrDefault("HOSTNAME", "a host without a name");
    }
  }

  private static String space(String host) {
    try {
      return String.join(
          " ",
          host,
          Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip(),
          Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString(),
          nameSpaceOfTime());
    } catch (IOException e) {
      LOG.debug("this platform does not tell its name spaces", e);
      return "";
    }
  }

  /** Kernels before 5.6 have one. */
  private static String nameSpaceOfTime() throws IOException {
    Path link = Path.of("/proc/self/ns/time");
    return Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : "";
  }

  /**
   * When a process began; empty where there is none, or one that has ended and waits for burial.
   */
  private static Optional<String> started(long pid) {
    if (Files.exists(Path.of("/proc/self/stat"))) {
      try {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        // The name before may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        boolean ended = fields[STATE_FIELD].matches("[ZXx]");
        return ended ? Optional.empty() : Optional.of(fields[START_FIELD]);
      } catch (IOException e) {
        LOG.debug("there is no process {}", pid, e);
        return Optional.empty();
      }
    }
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().startInstant())
        .map(Instant::toString);
  }
}
