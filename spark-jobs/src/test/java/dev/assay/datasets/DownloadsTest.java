package dev.assay.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is fetched has a bound, whatever the server or the archive says of its length. */
class DownloadsTest {
  private static final int MOST = 100_000;

  @TempDir private Path scratch;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/short", exchange -> answer(exchange, MOST));
    server.createContext("/long", exchange -> answer(exchange, 10 * MOST));
    server.start();
  }

  /** Without a length, in chunks. */
  private static void answer(com.sun.net.httpserver.HttpExchange exchange, int bytes)
      throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(new byte[bytes]);
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void fileBeyondTheBoundIsRefused() throws IOException {
    String host = "http://localhost:" + server.getAddress().getPort();
    try (Downloads downloads = new Downloads("/no/python", line -> {}, MOST)) {
      assertThat(Files.size(downloads.file(host + "/short"))).isEqualTo(MOST);
      assertThatThrownBy(() -> downloads.file(host + "/long"))
          .isInstanceOf(IOException.class)
          .hasMessage("it has more than 100,000 bytes");
    }
  }

  @Test
  void memberOfAnArchiveBeyondTheBoundIsRefused() throws IOException {
    Path archive = scratch.resolve("bomb.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("rows.jsonl"));
      zip.write(new byte[50 * MOST]);
    }
    assertThat(Files.size(archive)).isLessThan(MOST);
    try (Downloads downloads = new Downloads("/no/python", line -> {}, MOST)) {
      assertThatThrownBy(() -> downloads.member(archive, "rows.jsonl"))
          .hasMessage("it has more than 100,000 bytes");
    }
  }
}
