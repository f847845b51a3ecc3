package dev.assay.spark.internal.chunks;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Small files that are there whole or not at all, also after a power cut: written under another
 * name, flushed to the disk, renamed. A file without content counts as absent. Local ones go by the
 * JDK, which alone has exclusive renames and flushes them.
 */
public final class WholeFiles {
  private static final Logger LOG = LoggerFactory.getLogger(WholeFiles.class);

  private final FileSystem files;

  public WholeFiles(FileSystem files) {
    this.files = files;
  }

  FileSystem files() {
    return files;
  }

  boolean isLocal() {
    return files.getScheme().equals("file");
  }

  /** Content; empty where there is none. */
  public Optional<String> read(Path file) throws IOException {
    return content(file).filter(text -> !text.isBlank());
  }

  /** Content, be it blank; empty where there is no file. */
  Optional<String> content(Path file) throws IOException {
    try {
      if (isLocal()) {
        byte[] bytes = Files.readAllBytes(local(file));
        return Optional.of(new String(bytes, StandardCharsets.UTF_8));
      }
      try (FSDataInputStream in = files.open(file)) {
        return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (NoSuchFileException | FileNotFoundException e) {
      LOG.trace("{} is not there", file, e);
      return Optional.empty();
    }
  }

  /** Writes a file, in place of one that may be there. */
  public void replace(Path file, String content) throws IOException {
    Path unfinished = unfinished(file);
    write(unfinished, content);
    replace(unfinished, file);
  }

  /** Gives a finished file its name, in place of one that may be there. */
  public void replace(Path finished, Path file) throws IOException {
    if (isLocal()) {
      sync(finished);
      Files.move(local(finished), local(file), StandardCopyOption.ATOMIC_MOVE);
      // Of a file that Hadoop wrote: what it says of the old content would refuse the new.
      Files.deleteIfExists(local(new Path(file.getParent(), "." + file.getName() + ".crc")));
      syncFolder(file.getParent());
      return;
    }
    Path before = unfinished(file);
    boolean replacing = files.exists(file) && files.rename(file, before);
    boolean replaced = false;
    try {
      replaced = files.rename(finished, file);
    } finally {
      // Another driver may have cleared away what one that was suspended wrote before.
      if (replacing && !replaced && !files.exists(file)) {
        files.rename(before, file);
      }
    }
    if (!replaced) {
      throw new IOException("the file system would not rename " + finished + " to " + file);
    }
    if (replacing) {
      files.delete(before, false);
    }
  }

  /** Writes a file unless there is one, of two writers for one alone; false for the other. */
  boolean create(Path file, String content) throws IOException {
    if (!isLocal()) {
      return createAndWrite(file, content);
    }
    Path unfinished = unfinished(file);
    write(unfinished, content);
    try {
      link(local(unfinished), local(file));
      syncFolder(file.getParent());
      return true;
    } catch (FileAlreadyExistsException e) {
      LOG.debug("{} is there", file, e);
      return false;
    } finally {
      Files.deleteIfExists(local(unfinished));
    }
  }

  private boolean createAndWrite(Path file, String content) throws IOException {
    boolean own = false;
    boolean written = false;
    try (FSDataOutputStream out = files.create(file, false)) {
      own = true;
      flush(out, content);
      written = true;
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
      LOG.debug("{} is there", file, e);
    } finally {
      // Of a full disk; there it would say that somebody else was first.
      if (own && !written) {
        files.delete(file, false);
      }
    }
    return written;
  }

  /** Unlike a rename, a link never takes the place of another file. */
  private static void link(java.nio.file.Path from, java.nio.file.Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      LOG.debug("{} has no links", to, e);
      Files.move(from, to);
    }
  }

  private void write(Path file, String content) throws IOException {
    if (!isLocal()) {
      try (FSDataOutputStream out = files.create(file, true)) {
        flush(out, content);
      }
      return;
    }
    try (FileChannel out =
        FileChannel.open(local(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  private static void flush(FSDataOutputStream out, String content) throws IOException {
    out.write(content.getBytes(StandardCharsets.UTF_8));
    if (out.hasCapability(StreamCapabilities.HSYNC)) {
      out.hsync();
    }
  }

  /** Has the disk keep what was written of a local file; others are kept when they are closed. */
  void sync(Path file) throws IOException {
    if (isLocal()) {
      try (FileChannel channel = FileChannel.open(local(file), StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
  }

  /** Has the disk keep the names in a local folder, where the platform can. */
  public void syncFolder(Path folder) {
    if (isLocal()) {
      try (FileChannel channel = FileChannel.open(local(folder), StandardOpenOption.READ)) {
        channel.force(true);
      } catch (IOException e) {
        LOG.debug("{} cannot be flushed as a folder", folder, e);
      }
    }
  }

  private static Path unfinished(Path file) {
    return new Path(
        file.getParent(), "_" + file.getName() + "." + UUID.randomUUID() + ".unfinished");
  }

  private static java.nio.file.Path local(Path file) {
    return java.nio.file.Path.of(file.toUri().getPath());
  }
}
