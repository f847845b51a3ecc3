package dev.assay.hub;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.registry.RegisteredSource.HubRepository;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Puts one file of a repository in its place. What has come lies in a file beside it that is named
 * by the digest: the next call, of this process or of another, goes on there.
 */
final class HubDownload {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final long BYTES_BETWEEN_LINES = 64L << 20;

  private final HubEndpoint endpoint;
  private final HubRepository repository;
  private final String commit;
  private final Attempts attempts;
  private final HubErrors errors;
  private final Consumer<String> progress;

  HubDownload(
      HubEndpoint endpoint,
      HubRepository repository,
      String commit,
      Attempts attempts,
      Consumer<String> progress) {
    this.endpoint = endpoint;
    this.repository = repository;
    this.commit = commit;
    this.attempts = attempts;
    this.errors = new HubErrors(endpoint, repository);
    this.progress = progress;
  }

  /** What has come so far. */
  static Path part(HubFile file, Path place) {
    String digest = file.digest().hexadecimal().substring(0, 16);
    return place.resolveSibling("." + file.name() + "." + digest + ".part");
  }

  /**
   * Fetches what is missing, checks the whole and moves it.
   *
   * @throws AssayException of kind OUTPUT where it cannot be written, or somebody else fetches it
   *     just now; of kind DATA where it does not come, or is not what the hub says
   */
  void fetch(HubFile file, Path place) throws IOException {
    Path part = part(file, place);
    try (FileChannel channel =
            FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock lock = lock(channel)) {
      if (lock == null) {
        throw new AssayException(
            ErrorKind.OUTPUT,
            file.path() + " of " + repository.name() + " is not fetched",
            "another process holds " + part,
            "wait until it has ended");
      }
      boolean resumed = channel.size() > 0;
      complete(file, channel);
      if (resumed && !file.digest().of(part).equals(file.digest())) {
        progress.accept(file.path() + ": what lay there was damaged; from the start");
        channel.truncate(0);
        complete(file, channel);
      }
      FileDigest found = file.digest().of(part);
      if (!found.equals(file.digest())) {
        Files.delete(part);
        throw errors.different(file, "its " + found + " is not " + file.digest());
      }
      channel.force(true);
    }
    Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Of this process.
      return null;
    }
  }

  private void complete(HubFile file, FileChannel channel) throws IOException {
    if (channel.size() > file.bytes()) {
      channel.truncate(0);
    }
    if (file.bytes() == 0) {
      return;
    }
    try {
      attempts.of(
          new Attempts.Attempt() {
            @Override
            public boolean run() throws IOException {
              return channel.size() == file.bytes() || append(file, channel);
            }

            @Override
            public long progress() throws IOException {
              return channel.size();
            }
          });
    } catch (IOException e) {
      throw errors.of(file.path(), e);
    }
  }

  /**
   * @return whether the file has its length then
   */
  private boolean append(HubFile file, FileChannel channel) throws IOException {
    long from = channel.size();
    URI place = endpoint.content(repository, commit, file);
    try (HubAnswer answer = HubAnswer.get(endpoint, place, from)) {
      if (answer.status() == 416 || answer.status() == 206 && answer.firstByte() != from) {
        // A server that cannot go on there: from the start.
        channel.truncate(0);
        return false;
      }
      if (answer.status() != 200 && answer.status() != 206) {
        throw new Attempts.Refusal(answer);
      }
      if (answer.status() == 200) {
        channel.truncate(0);
        from = 0;
      }
      if (answer.length() >= 0 && from + answer.length() != file.bytes()) {
        throw errors.different(
            file,
            String.format(
                Locale.ROOT,
                "it has %,d bytes, and not %,d",
                from + answer.length(),
                file.bytes()));
      }
      progress.accept(
          String.format(
              Locale.ROOT,
              "%s: %,d bytes%s",
              file.path(),
              file.bytes(),
              from == 0 ? "" : String.format(Locale.ROOT, ", from byte %,d", from)));
      try (InputStream body = answer.body()) {
        copy(file, body, channel, from);
      }
      return channel.size() == file.bytes();
    }
  }

  private void copy(HubFile file, InputStream body, FileChannel channel, long from)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long at = from;
    long told = from;
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      if (read > file.bytes() - at) {
        channel.truncate(0);
        throw errors.different(
            file, String.format(Locale.ROOT, "it has more than %,d bytes", file.bytes()));
      }
      write(file, ByteBuffer.wrap(buffer, 0, read), channel, at);
      at += read;
      if (at - told >= BYTES_BETWEEN_LINES) {
        progress.accept(
            String.format(
                Locale.ROOT, "%s: %.0f %%", file.path(), Math.floor(100.0 * at / file.bytes())));
        told = at;
      }
    }
  }

  private void write(HubFile file, ByteBuffer bytes, FileChannel channel, long at) {
    try {
      for (long to = at; bytes.hasRemaining(); ) {
        to += channel.write(bytes, to);
      }
    } catch (IOException e) {
      throw errors.unwritable(file, at, e);
    }
  }
}
