package dev.assay.rows;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes lines to a file or to standard output. A file gets its name once it is whole: until then
 * it is {@code FILE.partial}, locked, and what an earlier process left there is replaced.
 */
final class RowWriter implements Closeable {
  private final String name;
  private final FileChannel channel;
  private final OutputStream out;

  private RowWriter(String name, FileChannel channel, OutputStream out) {
    this.name = name;
    this.channel = channel;
    this.out = new BufferedOutputStream(out, 1 << 16);
  }

  /** Fails where the output exists, before any work is done. */
  static void refuseExisting(String output) {
    if (!output.equals(RowFiles.STANDARD) && Files.exists(Path.of(output))) {
      throw existing(output, null);
    }
  }

  static RowWriter open(String output) {
    if (output.equals(RowFiles.STANDARD)) {
      return new RowWriter("standard output", null, new StandardOutput());
    }
    refuseExisting(output);
    try {
      FileChannel channel =
          FileChannel.open(partial(output), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock(output, channel);
      // Whoever held the lock until now may have given this very file its name.
      refuseExisting(output);
      channel.truncate(0);
      return new RowWriter(output, channel, Channels.newOutputStream(channel));
    } catch (IOException e) {
      throw problem(output, e);
    }
  }

  /** A print stream keeps its errors to itself: this one tells them. */
  private static final class StandardOutput extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      System.out.write(bytes, from, length);
      flush();
    }

    @Override
    public void flush() throws IOException {
      if (System.out.checkError()) {
        throw new IOException("whoever read it has closed it, or its disk is full");
      }
    }
  }

  void write(byte[] line) {
    try {
      out.write(line);
      out.write('\n');
    } catch (IOException e) {
      throw problem(name, e);
    }
  }

  void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw problem(name, e);
    }
  }

  /** All rows are written: they reach the disk and the file gets its name. */
  void commit() {
    flush();
    if (channel == null) {
      return;
    }
    try {
      channel.force(true);
      Files.move(partial(name), Path.of(name));
    } catch (FileAlreadyExistsException e) {
      throw existing(name, e);
    } catch (IOException e) {
      throw problem(name, e);
    }
  }

  @Override
  public void close() throws IOException {
    if (channel == null) {
      out.flush();
    } else {
      channel.close();
    }
  }

  private static Path partial(String output) {
    return Path.of(output + ".partial");
  }

  private static void lock(String output, FileChannel channel) throws IOException {
    boolean locked;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      locked = false;
    }
    if (!locked) {
      channel.close();
      throw new AssayException(
          ErrorKind.OUTPUT,
          "another process writes " + partial(output),
          "it holds the file's lock",
          "wait until it has ended, or give another output");
    }
  }

  private static AssayException existing(String output, IOException thrown) {
    return new AssayException(
        ErrorKind.OUTPUT,
        "the output " + output + " exists",
        "it is never overwritten",
        "give another --output, or move the file away",
        thrown);
  }

  private static AssayException problem(String name, IOException thrown) {
    return new AssayException(
        ErrorKind.OUTPUT,
        "cannot write the rows to " + name,
        thrown.toString(),
        "give a file in a folder that exists and may be written, or - for standard output",
        thrown);
  }
}
