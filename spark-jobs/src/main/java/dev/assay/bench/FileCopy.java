package dev.assay.bench;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.parallel.ThreadTeam;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies the bytes of files into the heap, by all threads, each through a buffer of 1 MiB: the
 * least that loading has to do. The copy lies in an array of 64 MiB that is written again and
 * again.
 */
final class FileCopy implements Runnable, AutoCloseable {
  private static final int CHUNK = 1 << 20;
  private static final int MOST_COPIED = 1 << 26;

  private final ThreadTeam team;
  private final List<FileChannel> channels = new ArrayList<>();
  private final List<Chunk> chunks = new ArrayList<>();
  private final ByteBuffer[] buffers;
  private final byte[] target;
  private final long bytes;

  private record Chunk(FileChannel channel, long start, int length) {}

  /**
   * @throws AssayException of kind MODEL where a file cannot be read
   */
  FileCopy(List<Path> files, ThreadTeam team) {
    this.team = team;
    this.buffers = new ByteBuffer[team.size()];
    try {
      for (Path file : files) {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        channels.add(channel);
        long size = channel.size();
        for (long start = 0; start < size; start += CHUNK) {
          chunks.add(new Chunk(channel, start, (int) Math.min(CHUNK, size - start)));
        }
      }
    } catch (IOException e) {
      close();
      throw unreadable(e);
    }
    this.bytes = chunks.stream().mapToLong(Chunk::length).sum();
    int whole = (int) Math.min(MOST_COPIED / CHUNK, Math.max(1, chunks.size()));
    this.target = new byte[whole * CHUNK];
  }

  /** Of all files. */
  long bytes() {
    return bytes;
  }

  /**
   * @throws AssayException of kind MODEL where a file cannot be read
   */
  @Override
  public void run() {
    try {
      team.forEach(chunks.size(), this::copy);
    } catch (UncheckedIOException e) {
      throw unreadable(e.getCause());
    }
  }

  private void copy(int worker, int index) {
    if (buffers[worker] == null) {
      buffers[worker] = ByteBuffer.allocateDirect(CHUNK);
    }
    Chunk chunk = chunks.get(index);
    ByteBuffer buffer = buffers[worker].clear().limit(chunk.length);
    try {
      while (buffer.hasRemaining()) {
        if (chunk.channel.read(buffer, chunk.start + buffer.position()) < 0) {
          throw new EOFException("a file became shorter while it was read");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    buffer.flip().get(target, index % (target.length / CHUNK) * CHUNK, chunk.length);
  }

  private static AssayException unreadable(IOException e) {
    return new AssayException(
        ErrorKind.MODEL,
        "cannot read the model's weights",
        e.toString(),
        "check the files and the disk they lie on",
        e);
  }

  @Override
  public void close() {
    for (FileChannel channel : channels) {
      try {
        channel.close();
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
  }
}
