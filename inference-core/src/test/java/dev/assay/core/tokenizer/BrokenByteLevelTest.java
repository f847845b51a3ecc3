package dev.assay.core.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A byte-level folder broken in many ways: each time an error that names what is wrong. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BrokenByteLevelTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  static Stream<Arguments> edits() {
    return Stream.of(
        edit("lacks vocab or merges", root -> model(root).remove("vocab")),
        edit("lacks vocab or merges", root -> model(root).remove("merges")),
        edit("lacks vocab or merges", root -> model(root).putArray("vocab").add("a")),
        edit("no model", root -> root.remove("model")),
        edit("model type 'WordPiece'", root -> model(root).put("type", "WordPiece")),
        edit("'qqq zz a' is not two texts", root -> merges(root).add("qqq zz a")),
        edit("'qqqzz' is not in vocab", root -> merges(root).add("qqq zz")),
        edit("is not in vocab", root -> merges(root).addArray().add("a").add("\u0120zz")),
        edit("not an array of two texts", root -> merges(root).addArray().add("a")),
        edit("not an array of two texts", root -> merges(root).addArray().add("a").add(1)),
        edit("neither a text nor an array", root -> merges(root).add(17)),
        edit("one of its texts is empty", root -> merges(root).add(" a")),
        edit("belongs to both", root -> vocabulary(root).put("zzz", 3)),
        edit("the id -1", root -> vocabulary(root).put("zzz", -1)),
        edit("the id 99999999999", root -> vocabulary(root).put("zzz", 99_999_999_999L)),
        edit("is not an integer", root -> vocabulary(root).put("zzz", 1.5)),
        edit("is not an integer", root -> vocabulary(root).put("zzz", "7")),
        edit("unk_token '<none>'", root -> model(root).put("unk_token", "<none>")),
        edit("dropout", root -> model(root).put("dropout", 0.5)),
        edit("lacks its id or content", root -> added(root).remove("content")),
        edit("lacks its id or content", root -> added(root).put("content", "")),
        edit("lacks its id or content", root -> added(root).put("id", "1")),
        edit("the id 2147483647", root -> added(root).put("id", Integer.MAX_VALUE)),
        edit("has 2000000 chars", root -> added(root).put("content", "x".repeat(2_000_000))),
        edit("single_word", root -> added(root).put("single_word", true)),
        edit("added_tokens is no list", root -> root.put("added_tokens", 5)),
        edit("the pattern", root -> regex(root, "(a+)+$")),
        edit("the pattern", root -> regex(root, "[")),
        edit("the pattern", root -> regex(root, "\\p{L}".repeat(100_000))),
        edit("the pattern", root -> split(root).putObject("pattern").put("String", " ")),
        edit("behavior Removed", root -> split(root).put("behavior", "Removed")),
        edit("invert true", root -> split(root).put("invert", true)),
        edit("add_prefix_space true", root -> level(root).put("add_prefix_space", true)),
        edit("'Sequence' of [Split, ByteLevel]", root -> level(root).put("use_regex", true)),
        edit("'Sequence' of []", root -> pre(root).remove("pretokenizers")),
        edit("'Sequence' of [ByteLevel]", root -> steps(root).remove(0)),
        edit("individual_digits", root -> steps(root).set(0, digits(root))),
        edit("pre_tokenizer 'Whitespace'", root -> pre(root).put("type", "Whitespace")),
        edit("normalizer 'NFKC'", root -> root.putObject("normalizer").put("type", "NFKC")),
        edit("decoder 'CTC'", root -> root.putObject("decoder").put("type", "CTC")));
  }

  private static Arguments edit(String named, Consumer<ObjectNode> edit) {
    return arguments(named, edit);
  }

  @ParameterizedTest
  @MethodSource("edits")
  void isNamed(String named, Consumer<ObjectNode> edit) throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(sound());
    edit.accept(root);
    Files.write(folder.resolve("tokenizer.json"), JSON.writeValueAsBytes(root));
    refuses(named);
  }

  @Test
  void truncated() throws IOException {
    byte[] sound = sound();
    for (int length = 0; length < sound.length; length += sound.length / 40) {
      Files.write(folder.resolve("tokenizer.json"), Arrays.copyOf(sound, length));
      refuses("broken tokenizer file");
    }
  }

  @Test
  void configurationsOfWrongTypes() throws IOException {
    Files.write(folder.resolve("tokenizer.json"), sound());
    Path configuration = folder.resolve(TokenizerConfiguration.FILE_NAME);
    Files.writeString(configuration, "{\"bos_token\":[\"a\"]}");
    refuses("bos_token is neither a text nor an object");
    Files.writeString(configuration, "{\"eos_token\":\"<|none|>\"}");
    refuses("'<|none|>', which the vocabulary does not have");
    Files.writeString(configuration, "[");
    refuses("broken tokenizer file");
    Files.write(configuration, new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'});
    refuses("broken tokenizer file");
  }

  private void refuses(String named) {
    assertThatThrownBy(() -> Tokenizers.open(folder))
        .isInstanceOfSatisfying(
            AssayException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.MODEL);
              assertThat(e.getMessage()).contains(named).hasSizeLessThan(3000);
            });
  }

  private static byte[] sound() throws IOException {
    return Files.readAllBytes(Goldens.resource("byte-level-llama3").resolve("tokenizer.json"));
  }

  private static ObjectNode model(ObjectNode root) {
    return (ObjectNode) root.get("model");
  }

  private static ObjectNode vocabulary(ObjectNode root) {
    return (ObjectNode) model(root).get("vocab");
  }

  private static ArrayNode merges(ObjectNode root) {
    return (ArrayNode) model(root).get("merges");
  }

  private static ObjectNode added(ObjectNode root) {
    return (ObjectNode) root.get("added_tokens").get(0);
  }

  private static ObjectNode pre(ObjectNode root) {
    return (ObjectNode) root.get("pre_tokenizer");
  }

  private static ArrayNode steps(ObjectNode root) {
    return (ArrayNode) pre(root).get("pretokenizers");
  }

  private static ObjectNode split(ObjectNode root) {
    return (ObjectNode) steps(root).get(0);
  }

  private static ObjectNode level(ObjectNode root) {
    return (ObjectNode) steps(root).get(1);
  }

  private static void regex(ObjectNode root, String pattern) {
    split(root).putObject("pattern").put("Regex", pattern);
  }

  private static JsonNode digits(ObjectNode root) {
    level(root).put("use_regex", true);
    return JSON.createObjectNode()
        .put("type", "Digits")
        .put("individual_digits", false)
        .put("charset", StandardCharsets.UTF_8.name());
  }
}
