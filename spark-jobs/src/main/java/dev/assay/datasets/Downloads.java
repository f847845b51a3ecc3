package dev.assay.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Files from afar, each fetched once, in a folder that goes when this is closed. */
final class Downloads implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(CONNECT)
          .build();

  /** No file of a benchmark comes near: what is longer fills a disk. */
  private static final long MOST_BYTES = 4L << 30;

  private final long mostBytes;
  private final PackageDownload packages;
  private final Consumer<String> progress;
  private final Path scratch;
  private final Map<String, Path> fetched = new HashMap<>();
  private final Map<String, String> failed = new HashMap<>();

  /**
   * @param python that has pip
   * @param progress is told of each file
   */
  Downloads(String python, Consumer<String> progress) throws IOException {
    this(python, progress, MOST_BYTES);
  }

  /**
   * @param mostBytes of a file
   */
  Downloads(String python, Consumer<String> progress, long mostBytes) throws IOException {
    this.mostBytes = mostBytes;
    this.packages = new PackageDownload(python);
    this.progress = progress;
    this.scratch = Files.createTempDirectory("assay-data");
  }

  /** What fetches one thing. */
  private interface Fetch {
    Path get() throws IOException;
  }

  /**
   * The file at a URL.
   *
   * @throws IOException that says why not; a host that did not answer is not asked again
   */
  Path file(String url) throws IOException {
    String host = URI.create(url).getAuthority();
    if (failed.containsKey(host)) {
      throw new IOException(failed.get(host));
    }
    return once(url, () -> download(url, host));
  }

  /** The wheel of a Python package, through pip. */
  Path wheel(String requirement) throws IOException {
    return once(
        requirement,
        () -> {
          progress.accept("pip download " + requirement);
          return packages.wheel(requirement, Files.createTempDirectory(scratch, "package"));
        });
  }

  /** A file of a zip archive. */
  Path member(Path archive, String name) throws IOException {
    return once(
        archive + "!" + name,
        () -> {
          try (ZipFile zip = new ZipFile(archive.toFile())) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
              throw new IOException("the archive has no " + name);
            }
            Path file = Files.createTempFile(scratch, "member", null);
            try (InputStream in = zip.getInputStream(entry)) {
              copy(in, file);
            }
            return file;
          }
        });
  }

  private Path once(String key, Fetch fetch) throws IOException {
    if (failed.containsKey(key)) {
      throw new IOException(failed.get(key));
    }
    if (!fetched.containsKey(key)) {
      try {
        fetched.put(key, fetch.get());
      } catch (IOException e) {
        failed.put(key, e.getMessage());
        throw e;
      }
    }
    return fetched.get(key);
  }

  private Path download(String url, String host) throws IOException {
    Path file = Files.createTempFile(scratch, "file", null);
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER).build();
    HttpResponse<InputStream> answer;
    try {
      answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (IOException e) {
      String why = e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
      String problem = host + " does not answer: " + e.getClass().getSimpleName() + why;
      failed.put(host, problem);
      throw new IOException(problem, e);
    }
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        throw new IOException("the answer is HTTP status " + answer.statusCode());
      }
      copy(body, file);
    }
    progress.accept("%s: %,d bytes".formatted(url, Files.size(file)));
    return file;
  }

  private void copy(InputStream in, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      long bytes = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
        if (bytes > mostBytes) {
          throw new IOException("it has more than %,d bytes".formatted(mostBytes));
        }
        out.write(buffer, 0, read);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.walk(scratch)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
