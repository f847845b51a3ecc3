package dev.assay.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.parallel.ThreadTeam;
import dev.assay.core.testing.SyntheticCheckpoint;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files changed at random: either an error of kind MODEL, or the tensors that the changed file
 * holds; no other exception, and no memory beyond what the file's size explains.
 */
class CheckpointMutationTest {
  private static final String[] NASTY = {
    "null",
    "true",
    "0",
    "-1",
    "1",
    "2147483647",
    "2147483648",
    "9223372036854775807",
    "1e308",
    "-0.5",
    "123456789012345678901234567890",
    "\"\"",
    "\"F64\"",
    "\"BF16\"",
    "\"F32\"",
    "[]",
    "[0]",
    "[1,[2]]",
    "{}",
    "{\"a\":{}}",
    "[4294967296,4294967296]"
  };

  @TempDir private Path folder;
  private final Random random = new Random(1);
  private Path weights;
  private Path config;
  private byte[] soundWeights;
  private String soundConfig;
  private int loaded;

  @BeforeEach
  void writeASoundModel() throws IOException {
    SyntheticCheckpoint.recurrentGemma(folder, 1);
    weights = folder.resolve("model.safetensors");
    config = folder.resolve("config.json");
    soundWeights = Files.readAllBytes(weights);
    soundConfig = Files.readString(config);
  }

  @Test
  void bytesOfTheWeights() throws IOException {
    int header = 8 + TensorFile.read(weights).header.toString().length();
    for (int change = 0; change < 200; change++) {
      byte[] changed = soundWeights;
      for (int more = random.nextInt(2); more >= 0; more--) {
        changed = mutated(changed, header);
      }
      Files.write(weights, changed);
      loadOrRefuse("change " + change);
    }
    assertThat(loaded).as("some changes only change weights").isBetween(5, 150);
  }

  @Test
  void valuesOfTheHeader() throws IOException {
    for (int change = 0; change < 200; change++) {
      TensorFile file = TensorFile.read(weights(soundWeights));
      if (random.nextInt(4) == 0) {
        swap(file.header);
      } else {
        replace(file.header);
      }
      Files.write(weights, file.bytes());
      loadOrRefuse("change " + change);
    }
    assertThat(loaded).as("tensors of one shape may be swapped").isBetween(2, 150);
  }

  @Test
  void theConfiguration() throws IOException {
    for (int change = 0; change < 300; change++) {
      if (random.nextBoolean()) {
        byte[] bytes = soundConfig.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Files.write(config, mutated(bytes, bytes.length));
      } else {
        ObjectNode root = (ObjectNode) TensorFile.JSON.readTree(soundConfig);
        replace(root);
        Files.writeString(config, root.toString());
      }
      loadOrRefuse("change " + change);
    }
    assertThat(loaded).as("most keys matter").isBetween(20, 250);
  }

  private void loadOrRefuse(String name) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    try (ThreadTeam team = ThreadTeam.of(1)) {
      var model = Checkpoint.open(folder).load(Quantization.NONE, team);
      long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
      assertThat(allocated).as(name).isLessThan(16L * soundWeights.length + (4 << 20));
      TensorFile file = TensorFile.read(weights);
      assertThat(new ModelTensors(model).differences(file)).as(name).isEmpty();
      loaded++;
    } catch (AssayException e) {
      long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
      assertThat(allocated).as(name).isLessThan(16L * soundWeights.length + (4 << 20));
      assertThat(e.kind()).as(name).isEqualTo(ErrorKind.MODEL);
      assertThat(e.getMessage()).as(name).contains(folder.toString()).hasSizeLessThan(3000);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(name, e);
    }
  }

  private Path weights(byte[] content) throws IOException {
    return Files.write(weights, content);
  }

  /** One change, two times of three in the first {@code header} bytes. */
  private byte[] mutated(byte[] bytes, int header) {
    int end = random.nextInt(3) > 0 ? Math.min(header, bytes.length) : bytes.length;
    int at = random.nextInt(Math.max(1, end));
    int count = Math.min(1 + random.nextInt(20), bytes.length - at);
    byte[] changed = bytes.clone();
    switch (random.nextInt(6)) {
      case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> changed[at] = (byte) "0123456789{}[]\":,-e.".charAt(random.nextInt(20));
      case 2 -> random.nextBytes(changed = Arrays.copyOf(bytes, at + count));
      case 3 -> changed = joined(bytes, at, at + count);
      case 4 -> changed = joined(bytes, at + count, at);
      default -> changed[random.nextInt(Math.min(8, bytes.length))] = (byte) random.nextInt();
    }
    return changed;
  }

  /** The first {@code to} bytes, then those from {@code from} on: some fall out, or come twice. */
  private static byte[] joined(byte[] bytes, int to, int from) {
    byte[] joined = Arrays.copyOf(bytes, to + bytes.length - from);
    System.arraycopy(bytes, from, joined, to, bytes.length - from);
    return joined;
  }

  private void replace(ObjectNode root) throws IOException {
    List<JsonNode> containers = new ArrayList<>(List.of(root));
    for (int i = 0; i < containers.size(); i++) {
      containers.get(i).forEach(child -> containers.add(child));
    }
    containers.removeIf(node -> !node.isContainerNode() || node.isEmpty());
    JsonNode chosen = containers.get(random.nextInt(containers.size()));
    JsonNode value = TensorFile.JSON.readTree(NASTY[random.nextInt(NASTY.length)]);
    boolean remove = random.nextInt(5) == 0;
    if (chosen instanceof ArrayNode array) {
      int index = random.nextInt(array.size());
      if (remove) {
        array.remove(index);
      } else {
        array.set(index, value);
      }
    } else if (chosen instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.nextInt(names.size()));
      if (remove) {
        object.remove(name);
      } else {
        object.set(name, value);
      }
    }
  }

  private void swap(ObjectNode header) {
    List<String> names = new ArrayList<>();
    header.fieldNames().forEachRemaining(names::add);
    String first = names.get(random.nextInt(names.size()));
    names.removeIf(name -> !header.get(name).get("shape").equals(header.get(first).get("shape")));
    String second = names.get(random.nextInt(names.size()));
    JsonNode kept = header.get(first);
    header.set(first, header.get(second));
    header.set(second, kept);
  }
}
