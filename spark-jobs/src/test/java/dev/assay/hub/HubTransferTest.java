package dev.assay.hub;

import static dev.assay.hub.MisbehavingHub.changed;
import static dev.assay.hub.MisbehavingHub.cutAfter;
import static dev.assay.hub.MisbehavingHub.status;
import static dev.assay.hub.MisbehavingHub.weights;
import static dev.assay.hub.MisbehavingHub.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.digest.Sha256;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file comes whole, whatever happens on its way and in its place, or an error says why not. */
class HubTransferTest extends ServedRepository {
  /** Cut again and again, as long as each attempt gets somewhere. */
  @Test
  void goesOnWhereAConnectionWasCut() throws IOException {
    for (int i = 1; i <= 9; i++) {
      hub.next(WEIGHTS, cutAfter(30_000 * i));
    }
    fetch();
    assertThat(folder.resolve(WEIGHTS)).hasBinaryContent(CONTENT);
    assertThat(ranges()).hasSize(10).startsWith("null", "bytes=30000-", "bytes=60000-");
    assertThat(pauses).hasSize(9).allMatch(pause -> pause.equals(Duration.ofSeconds(1)));
  }

  /** As after a process that was killed: only what lies there is left. */
  @Test
  void goesOnInTheNextRun() throws IOException {
    hub.next(WEIGHTS, cutAfter(100_000));
    for (int i = 0; i < 6; i++) {
      hub.next(WEIGHTS, status(503));
    }
    refused(ErrorKind.DATA, "HTTP status 503", "goes on where it stopped");
    assertThat(present()).hasSize(1).allMatch(name -> name.endsWith(".part"));
    int before = ranges().size();
    fetch();
    assertThat(ranges().subList(before, ranges().size())).containsExactly("bytes=100000-");
    assertThat(folder.resolve(WEIGHTS)).hasBinaryContent(CONTENT);
    assertThat(present()).noneMatch(name -> name.endsWith(".part"));
    assertThat(told).anyMatch(line -> line.contains("from byte 100,000"));
  }

  @Test
  void aConnectionThatNeverGivesAByteEnds() {
    for (int i = 0; i < 6; i++) {
      hub.next(WEIGHTS, cutAfter(0));
    }
    refused(ErrorKind.DATA, WEIGHTS, "does not answer as it should");
    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(2L, 4L, 8L, 16L, 32L);
  }

  @Test
  void aServerWithoutRangesBeginsAgain() throws IOException {
    hub.next(WEIGHTS, cutAfter(100_000), whole());
    fetch();
    assertThat(folder.resolve(WEIGHTS)).hasBinaryContent(CONTENT);
  }

  @Test
  void aPartThatIsNotTheWantedOneBeginsAgain() throws IOException {
    hub.next(
        WEIGHTS,
        cutAfter(100_000),
        (exchange, content) -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes 7-299999/300000");
          exchange.sendResponseHeaders(206, content.length - 7);
          exchange.getResponseBody().write(content, 7, content.length - 7);
        },
        cutAfter(100_000),
        status(416));
    fetch();
    assertThat(folder.resolve(WEIGHTS)).hasBinaryContent(CONTENT);
    assertThat(ranges()).containsExactly("null", "bytes=100000-", "null", "bytes=100000-", "null");
  }

  @Test
  void damagedPartsAreFetchedAnew() throws IOException {
    hub.next(WEIGHTS, cutAfter(100_000), status(404));
    refused(ErrorKind.DATA, "HTTP status 404");
    Path part = folder.resolve(present().get(0));
    byte[] lain = Files.readAllBytes(part);
    Files.write(part, changed(lain));
    fetch();
    assertThat(folder.resolve(WEIGHTS)).hasBinaryContent(CONTENT);
    Files.delete(folder.resolve(WEIGHTS));
    Files.write(part, Arrays.copyOf(CONTENT, CONTENT.length + 1));
    fetch();
    assertThat(folder.resolve(WEIGHTS)).hasBinaryContent(CONTENT);
  }

  @Test
  void otherContentIsNotKept() throws IOException {
    hub.serve(WEIGHTS, changed(CONTENT));
    refused(
        ErrorKind.DATA, WEIGHTS, "is not what the hub says", "sha256", "nothing of it was kept");
    assertThat(present()).isEmpty();
    hub.serve(WEIGHTS, CONTENT);
    hub.serve("tokenizer.json", "[]".getBytes());
    refused(ErrorKind.DATA, "tokenizer.json", "git blob");
    assertThat(present()).containsExactly(WEIGHTS);
  }

  @ParameterizedTest
  @ValueSource(ints = {299_999, 300_001, 0})
  void anotherLengthIsNamed(int bytes) {
    hub.serve(WEIGHTS, weights(bytes));
    hub.next(WEIGHTS, whole());
    if (bytes > 0) {
      refused(ErrorKind.DATA, "it has %,d bytes, and not 300,000".formatted(bytes));
    } else {
      assertThatThrownBy(this::fetch).isInstanceOf(AssayException.class);
    }
    hub.serve(WEIGHTS, weights(400_000));
    hub.next(
        WEIGHTS,
        (exchange, content) -> {
          exchange.sendResponseHeaders(200, 0); // In chunks: of no stated length.
          exchange.getResponseBody().write(content);
        });
    refused(ErrorKind.DATA, "it has more than 300,000 bytes");
  }

  @Test
  void roomIsLookedForBefore() throws IOException {
    long most = Long.MAX_VALUE;
    hub.list(WEIGHTS, "\"lfs\":{\"sha256\":\"" + "0".repeat(64) + "\",\"size\":" + most + "}");
    refused(ErrorKind.OUTPUT, "bytes are missing", "has room for", "make room");
    assertThat(hub.asked()).hasSize(1);
    assertThat(present()).isEmpty();
  }

  @Test
  void whatLiesThereStays() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("config.json"), "mine");
    refused(ErrorKind.OUTPUT, "config.json is there", "move it away");
    assertThat(folder.resolve("config.json")).hasContent("mine");
  }

  @Test
  void twoAtOnceDoNotMeet() throws IOException {
    hub.next(WEIGHTS, cutAfter(1000), status(404));
    refused(ErrorKind.DATA, "404");
    Path part = folder.resolve(present().get(0));
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      refused(ErrorKind.OUTPUT, "another process holds");
    }
    assertThat(fetch().fetchedFiles()).isEqualTo(5);
  }

  @Test
  void whatCannotBeWrittenIsNamed() throws IOException {
    Files.createDirectories(scratch.resolve("models"));
    Files.createDirectories(folder);
    Files.createSymbolicLink(
        folder.resolve("." + WEIGHTS + "." + sha().substring(0, 16) + ".part"),
        Path.of("/dev/full"));
    refused(ErrorKind.OUTPUT, WEIGHTS, "cannot be written", "make room");
  }

  private static String sha() {
    return Sha256.of(CONTENT);
  }
}
