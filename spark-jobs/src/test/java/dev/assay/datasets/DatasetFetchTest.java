package dev.assay.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.assay.datasets.FetchedSplit.State;
import dev.assay.eval.registry.Dataset;
import dev.assay.eval.registry.DatasetRegistry;
import dev.assay.eval.registry.FileFinding;
import dev.assay.eval.registry.FolderVerification;
import dev.assay.eval.registry.ManifestFile;
import dev.assay.eval.registry.ManifestPins;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching from a server of this test's own. */
class DatasetFetchTest {
  private static final String ROWS =
      "{\"id\": \"a\", \"choices\": {\"text\": [\"x\", \"y\"], \"n\": [1, 2]}, \"share\": 0.1,"
          + " \"right\": true, \"answer\": 3}\n"
          + "{\"id\": \"b ½\", \"choices\": {\"text\": [], \"n\": []}, \"share\": -2.5,"
          + " \"right\": false, \"answer\": null}\n";

  @TempDir private Path scratch;
  private HttpServer server;
  private byte[] served = ROWS.getBytes(StandardCharsets.UTF_8);

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/rows.jsonl",
        exchange -> {
          exchange.sendResponseHeaders(200, served.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(served);
          }
        });
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/rows.jsonl");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theFirstSourceThatGivesTheRowsIsTakenAndWrittenAsParquet() throws IOException {
    Dataset dataset = pinned();
    FetchedSplit fetched = fetch(dataset);
    assertThat(fetched.state()).isEqualTo(State.FETCHED);
    assertThat(fetched.source()).endsWith("/moved");
    assertThat(fetched.failures()).hasSize(1);
    assertThat(fetched.failures().get(0)).contains("/gone.parquet", "404");
    // The types of Parquet keep the content, and no draft is left.
    FolderVerification verification =
        FolderVerification.of(
            scratch.resolve("data"), new DatasetRegistry(List.of(dataset)), DatasetForms.all());
    assertThat(verification.findings())
        .extracting(FileFinding::path, FileFinding::state, FileFinding::form)
        .containsExactly(
            Tuple.tuple(
                "marks/test-00000-of-00001.parquet", FileFinding.State.VERIFIED, "parquet"));
    try (var files = Files.list(scratch.resolve("data/marks"))) {
      assertThat(files).hasSize(1);
    }
    assertThat(fetch(dataset).state()).isEqualTo(State.THERE);
  }

  @Test
  void aSourceThatGivesSomethingElseIsRefused() throws IOException {
    Dataset dataset = pinned();
    served = ROWS.replace("\"y\"", "\"z\"").getBytes(StandardCharsets.UTF_8);
    FetchedSplit fetched = fetch(dataset);
    assertThat(fetched.state()).isEqualTo(State.FAILED);
    assertThat(fetched.failures()).hasSize(3);
    assertThat(fetched.failures().get(1)).contains("holds something else", "rows 1 to 2");
    assertThat(fetched.failures().get(2)).contains("package", "no Python at '/no/python'");
    assertThat(scratch.resolve("data")).doesNotExist();
  }

  @Test
  void anotherFileInThePlaceIsLeftAsItIs() throws IOException {
    Dataset dataset = pinned();
    Path place = scratch.resolve("data/marks/test-00000-of-00001.parquet");
    Files.createDirectories(place.getParent());
    Files.writeString(place, ROWS.replace("\"y\"", "\"z\""));
    FetchedSplit fetched = fetch(dataset);
    assertThat(fetched.state()).isEqualTo(State.OCCUPIED);
    assertThat(fetched.failures().get(0)).contains("rows 1 to 2");
    assertThat(Files.readString(place)).contains("\"z\"");
  }

  private FetchedSplit fetch(Dataset dataset) throws IOException {
    try (DatasetFetch fetch = new DatasetFetch(scratch.resolve("data"), "/no/python", line -> {})) {
      return fetch.fetch(dataset.registeredSplits().get(0));
    }
  }

  private Dataset pinned() throws IOException {
    String host = "http://localhost:" + server.getAddress().getPort();
    String manifest =
        """
        name: marks
        title: Marks
        licence: Apache-2.0
        homepage: https://example.org
        citation: nobody
        tables:
          main:
            columns:
              id: string
              choices: struct<text:array<string>,n:array<bigint>>
              share: double
              right: boolean
              answer: bigint
            place: "marks/{split}-00000-of-00001.parquet"
            sources:
              - url: "HOST/gone.parquet"
              - url: "HOST/moved"
              - requirement: marks==1
                member: rows.jsonl
        splits:
          - split: test
        """
            .replace("HOST", host);
    Path believed = Files.createDirectories(scratch.resolve("believed/marks"));
    Files.writeString(believed.resolve("test.jsonl"), ROWS);
    return ManifestFile.parse(
        "marks.yaml",
        ManifestPins.pinned(
            "marks.yaml", manifest, List.of(scratch.resolve("believed")), DatasetForms.all()));
  }
}
