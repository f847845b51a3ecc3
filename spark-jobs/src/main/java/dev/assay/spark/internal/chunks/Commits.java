package dev.assay.spark.internal.chunks;

import dev.assay.core.error.AssayException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is committed of a job, as the holder of its lock sees it. Each writer writes into folders of
 * its own; a commit is the appearance of a {@link Manifest}, one small file, that names such a
 * folder, its files and their lengths. So a driver that was suspended and goes on can mix nothing
 * into what another committed, on any file system.
 */
public final class Commits {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
  private static final String ENDING = ".json";

  private static final String CHUNK = "chunk-\\d+\\.json";

  /** Folders of attempts, and those of this job's earlier forms. */
  private static final String ATTEMPT = "(chunk-\\d+|input)(\\..*)?";

  private static final String REMAINS = "(heartbeat|clock|_.*)\\..*";

  private final WorkFolder work;
  private final RunLock lock;
  private final AtomicInteger attempts = new AtomicInteger();

  Commits(WorkFolder work, RunLock lock) {
    this.work = work;
    this.lock = lock;
  }

  /**
   * @throws AssayException of kind OUTPUT if another driver took this one's place
   */
  public void check() {
    lock.check();
  }

  /**
   * As {@link #check}, but of a lock that cannot be read right now nothing is said.
   *
   * @throws AssayException of kind OUTPUT if another driver took this one's place
   */
  void endIfLost() {
    if (lock.isLost()) {
      lock.check();
    }
  }

  /** Between two looks at the lock. */
  Duration beat() {
    return lock.beat();
  }

  /** Tells what this driver writes from what another does. */
  String token() {
    return lock.token();
  }

  /** A number that the job's first invocation chose: later ones have to cut alike. */
  public long kept(String name, long wanted) {
    Path file = work.path(name);
    try {
      Optional<Long> found = work.files().read(file).flatMap(text -> number(file, text));
      if (found.isEmpty()) {
        lock.check();
        work.files().replace(file, String.valueOf(wanted));
      }
      return found.orElse(wanted);
    } catch (IOException e) {
      throw work.unwritable(e);
    }
  }

  private static Optional<Long> number(Path file, String text) {
    try {
      return Optional.of(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      LOG.warn("{} holds no number and counts as absent: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * A folder for a new attempt at something, which no other attempt has.
   *
   * @param name {@code input}, or a chunk's
   */
  public String attempt(String name) {
    return work.path(name + "." + lock.token() + "-" + attempts.incrementAndGet()).toString();
  }

  /** Path of a file of something that was committed. */
  public String path(Manifest manifest, String file) {
    return new Path(work.path(manifest.folder()), file).toString();
  }

  /** What was last committed under the name, be its files still whole or not. */
  public Optional<Manifest> manifest(String name) {
    try {
      return work.files().read(work.path(name + ENDING)).flatMap(Manifest::parse);
    } catch (IOException e) {
      throw work.unwritable(e);
    }
  }

  /** Whether the chunk's answers are committed, as {@link #whole} left it. */
  public boolean isCommitted(Chunk chunk) {
    return manifest(chunk.name())
        .filter(manifest -> manifest.chunks().stream().anyMatch(chunk::answersAs))
        .isPresent();
  }

  /**
   * Committed chunks, by name, each of whose files is where it belongs in full length. Of others
   * the commit is taken back.
   */
  Map<String, CommittedChunk> whole(BiFunction<Chunk, String, Optional<Path>> published) {
    lock.check();
    Map<String, CommittedChunk> whole = new HashMap<>();
    try {
      for (FileStatus file : work.files().files().listStatus(work.folder())) {
        String name = file.getPath().getName();
        if (name.matches(CHUNK)) {
          String chunk = name.substring(0, name.length() - ENDING.length());
          whole(chunk, published)
              .ifPresentOrElse(there -> whole.put(chunk, there), () -> revoke(chunk));
        }
      }
      return whole;
    } catch (IOException e) {
      throw work.unwritable(e);
    }
  }

  private Optional<CommittedChunk> whole(
      String name, BiFunction<Chunk, String, Optional<Path>> published) {
    Optional<Manifest> manifest = manifest(name).filter(there -> there.chunks().size() == 1);
    if (manifest.isEmpty()) {
      return Optional.empty();
    }
    Chunk chunk = manifest.get().chunks().get(0);
    List<CommittedChunk.Part> parts = new ArrayList<>();
    List<String> damaged = damaged(manifest.get(), file -> published.apply(chunk, file), parts);
    if (!damaged.isEmpty()) {
      LOG.warn("{} is damaged and will be done again: {}", name, damaged);
      return Optional.empty();
    }
    return Optional.of(new CommittedChunk(chunk, parts));
  }

  /** Files of something committed that are missing, or not as long as they were. */
  public List<String> damaged(Manifest manifest) {
    return damaged(manifest, file -> Optional.empty(), new ArrayList<>());
  }

  private List<String> damaged(
      Manifest manifest,
      Function<String, Optional<Path>> published,
      List<CommittedChunk.Part> parts) {
    List<String> damaged = new ArrayList<>();
    try {
      Map<String, Long> there = lengths(work.path(manifest.folder()));
      for (Manifest.DataFile file : manifest.files()) {
        Optional<Path> moved = published.apply(file.name());
        if (there.getOrDefault(file.name(), -1L) == file.bytes()) {
          Path path = new Path(work.path(manifest.folder()), file.name());
          parts.add(new CommittedChunk.Part(file.name(), file.bytes(), path));
        } else if (moved.isPresent() && length(moved.get()) == file.bytes()) {
          parts.add(new CommittedChunk.Part(file.name(), file.bytes(), moved.get()));
        } else {
          damaged.add(file.name());
        }
      }
      return damaged;
    } catch (IOException e) {
      throw work.unwritable(e);
    }
  }

  /**
   * Commits what an attempt wrote. Where another driver was first, and its files are whole, this
   * attempt is dropped.
   *
   * @param attempt of {@link #attempt}
   * @param chunks whose rows it holds, all of them and no others
   * @throws AssayException of kind OUTPUT if another driver took this one's place
   */
  public void commit(String name, String attempt, List<Chunk> chunks) {
    try {
      Path folder = new Path(attempt);
      Map<String, Long> lengths = lengths(folder);
      List<Manifest.DataFile> files = new ArrayList<>();
      for (Map.Entry<String, Long> file : lengths.entrySet()) {
        work.files().sync(new Path(folder, file.getKey()));
        files.add(new Manifest.DataFile(file.getKey(), file.getValue()));
      }
      work.files().syncFolder(folder);
      Manifest manifest = new Manifest(folder.getName(), chunks, files);
      lock.check();
      Path place = work.path(name + ENDING);
      while (!work.files().create(place, manifest.json())) {
        Optional<Manifest> first = manifest(name);
        if (first.isPresent()
            && first.get().chunks().equals(chunks)
            && damaged(first.get()).isEmpty()) {
          LOG.info("{} was committed before: this attempt is dropped", name);
          work.files().files().delete(folder, true);
          return;
        }
        work.files().files().delete(place, false);
      }
    } catch (IOException e) {
      throw work.unwritable(e);
    }
  }

  /**
   * Takes back what is committed under the name, so that it is done again.
   *
   * @throws AssayException of kind OUTPUT if another driver took this one's place
   */
  public void revoke(String name) {
    lock.check();
    try {
      work.files().files().delete(work.path(name + ENDING), false);
    } catch (IOException e) {
      throw work.unwritable(e);
    }
  }

  /** Removes what other drivers, and earlier attempts, left unfinished: nothing is under way. */
  void removeRemains() {
    lock.check();
    FileSystem system = work.files().files();
    try {
      FileStatus[] found = system.listStatus(work.folder());
      Set<String> kept = new HashSet<>();
      for (FileStatus file : found) {
        String name = file.getPath().getName();
        if (name.endsWith(ENDING)) {
          manifest(name.substring(0, name.length() - ENDING.length()))
              .ifPresent(manifest -> kept.add(manifest.folder()));
        }
      }
      for (FileStatus file : found) {
        String name = file.getPath().getName();
        boolean remains =
            file.isDirectory()
                ? name.matches(ATTEMPT) && !kept.contains(name)
                : name.matches(REMAINS) && !name.endsWith(lock.token());
        if (remains) {
          remove(system, file.getPath());
        }
      }
    } catch (IOException e) {
      throw work.unwritable(e);
    }
  }

  /** Tasks of a driver that is gone may still write there: nobody reads it. */
  private static void remove(FileSystem system, Path path) {
    try {
      system.delete(path, true);
    } catch (IOException e) {
      LOG.warn("{} could not be removed: {}", path, e.toString());
    }
  }

  private long length(Path file) throws IOException {
    try {
      return work.files().files().getFileStatus(file).getLen();
    } catch (FileNotFoundException e) {
      LOG.trace("{} is not there", file, e);
      return -1;
    }
  }

  /** Files that Spark's readers would read, by their names below the folder, in their order. */
  private Map<String, Long> lengths(Path folder) throws IOException {
    Map<String, Long> lengths = new TreeMap<>();
    try {
      collect(folder, "", lengths);
    } catch (FileNotFoundException e) {
      LOG.debug("{} is not there", folder, e);
      return new HashMap<>();
    }
    return lengths;
  }

  private void collect(Path folder, String prefix, Map<String, Long> lengths) throws IOException {
    for (FileStatus file : work.files().files().listStatus(folder)) {
      String name = file.getPath().getName();
      if (name.startsWith(".") || name.startsWith("_") && !name.contains("=")) {
        continue;
      }
      if (file.isDirectory()) {
        collect(file.getPath(), prefix + name + "/", lengths);
      } else {
        lengths.put(prefix + name, file.getLen());
      }
    }
  }
}
