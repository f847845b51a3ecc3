package dev.assay.core.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.error.AssayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused, and how; where the ends of sequences come from; fingerprints. */
class TokenizerFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void refusesAFolderWithoutTokenizer() {
    refuses(folder, "neither tokenizer.json nor tokenizer.model");
    refuses(folder.resolve("nowhere"), "no such file");
  }

  @Test
  void refusesBrokenJson() throws IOException {
    byte[] whole = Files.readAllBytes(Goldens.resource("tiny/tokenizer.json"));
    for (int length : new int[] {0, 1, 100, whole.length / 2, whole.length - 2}) {
      refuses(write("tokenizer.json", Arrays.copyOf(whole, length)), "broken tokenizer file");
    }
    refuses(write("tokenizer.json", "[1]".getBytes(StandardCharsets.UTF_8)), "not a JSON object");
    refuses(write("tokenizer.json", "{}".getBytes(StandardCharsets.UTF_8)), "no model");
  }

  @Test
  void namesWhatIsNotSupported() throws IOException {
    refuses(edited(root -> model(root).put("type", "Unigram")), "model type 'Unigram'");
    refuses(edited(root -> model(root).put("dropout", 0.1)), "dropout 0.1");
    refuses(edited(root -> model(root).put("end_of_word_suffix", "</w>")), "end_of_word_suffix");
    refuses(edited(root -> root.putObject("normalizer").put("type", "NFKC")), "'NFKC'");
    refuses(
        edited(root -> root.putObject("pre_tokenizer").put("type", "ByteLevel")), "'ByteLevel'");
    refuses(edited(root -> root.putObject("decoder").put("type", "WordPiece")), "'WordPiece'");
    refuses(edited(root -> root.putNull("normalizer")), "pre_tokenizer 'Split' at ' '");
    refuses(
        edited(root -> ((ObjectNode) root.get("added_tokens").get(0)).put("single_word", true)),
        "single_word of the added token '<pad>'");
  }

  @Test
  void refusesVocabulariesThatContradictThemselves() throws IOException {
    refuses(
        edited(root -> ((ArrayNode) model(root).get("merges")).add("a qqq")),
        "'aqqq' is not in vocab");
    refuses(edited(root -> ((ArrayNode) model(root).get("merges")).add("a")), "merge 362");
    refuses(edited(root -> ((ObjectNode) model(root).get("vocab")).put("zzz", 3)), "id 3 belongs");
    refuses(edited(root -> ((ObjectNode) model(root).get("vocab")).put("zzz", -1)), "id -1");
    refuses(edited(root -> ((ObjectNode) root.get("added_tokens").get(0)).put("id", 2)), "'<pad>'");
    refuses(
        edited(root -> ((ObjectNode) root.get("added_tokens").get(0)).put("id", 0.5)),
        "lacks its id");
    refuses(
        edited(root -> ((ObjectNode) model(root).get("vocab")).put("zzz", 1 << 23)), "id 8388608");
    refuses(
        edited(
            root -> {
              ((ObjectNode) model(root).get("vocab")).put("", 704);
              ((ArrayNode) model(root).get("merges")).addArray().add("").add("");
            }),
        "merge 362: one of its texts is empty");
  }

  @Test
  void readsMergesWrittenAsPairsAndBeforeTheVocabulary() throws IOException {
    Path file =
        edited(
            root -> {
              ObjectNode model = model(root);
              ArrayNode pairs = JSON.createArrayNode();
              model
                  .get("merges")
                  .forEach(merge -> addPair(pairs.addArray(), merge.asText().split(" ")));
              var vocab = model.remove("vocab");
              model.set("merges", pairs);
              model.set("vocab", vocab);
            });
    assertThat(Goldens.compare(Tokenizers.open(file), Goldens.resource("tiny/golden.jsonl")))
        .isEqualTo(205);
  }

  @Test
  void refusesBrokenSentencePieceModels() throws IOException {
    byte[] whole = Files.readAllBytes(Goldens.resource("sentencepiece/tokenizer.model"));
    refuses(write("tokenizer.model", new byte[0]), "no pieces");
    for (int length = 1; length < whole.length; length += 97) {
      refuses(write("tokenizer.model", Arrays.copyOf(whole, length)), "tokenizer.model");
    }
    refuses(write("tokenizer.model", new byte[] {10, (byte) 200, 1, 0}), "reaches past the end");
    // A whole trainer_spec that says UNIGRAM, and a normalizer with rules, put after the others.
    refuses(write("tokenizer.model", appended(whole, 18, 2, 24, 1)), "model type UNIGRAM");
    refuses(write("tokenizer.model", appended(whole, 26, 3, 18, 1, 7)), "1 bytes of rules");
  }

  @Test
  void namesTheEndsOfSequences() throws IOException {
    Tokenizer tiny = Tokenizers.open(Goldens.resource("tiny"));
    assertThat(tiny.vocabularySize()).isEqualTo(704);
    assertThat(tiny.beginOfSequence()).hasValue(2);
    assertThat(tiny.endOfSequence()).hasValue(1);
    assertThat(TokenizerConfiguration.read(Goldens.resource("tiny")).addsBeginOfSequence())
        .hasValue(true);

    Path file = edited(root -> {});
    assertThat(Tokenizers.open(file).beginOfSequence()).hasValue(2);
    Path configuration = folder.resolve(TokenizerConfiguration.FILE_NAME);
    Files.writeString(configuration, "{\"bos_token\":\"<start_of_turn>\",\"eos_token\":null}");
    assertThat(Tokenizers.open(file).beginOfSequence()).hasValue(4);
    assertThat(Tokenizers.open(file).endOfSequence()).hasValue(1);
    Files.writeString(configuration, "{\"bos_token\":{\"content\":\"<none>\"}}");
    refuses(file, "'<none>'");
    Files.writeString(configuration, "{\"bos_token\":17}");
    refuses(file, "bos_token");

    Tokenizer pieces = Tokenizers.open(Goldens.resource("sentencepiece"));
    assertThat(pieces.beginOfSequence()).hasValue(1);
    assertThat(pieces.endOfSequence()).hasValue(2);
    assertThat(Tokenizers.open(Goldens.resource("sentencepiece-unused")).beginOfSequence())
        .isEmpty();
  }

  @Test
  void refusesToDecodeIdsOutsideTheVocabulary() {
    for (String name : new String[] {"tiny", "sentencepiece"}) {
      Tokenizer tokenizer = Tokenizers.open(Goldens.resource(name));
      for (int id : new int[] {-1, tokenizer.vocabularySize(), Integer.MAX_VALUE}) {
        assertThatThrownBy(() -> tokenizer.decode(new int[] {id}))
            .isInstanceOf(AssayException.class)
            .hasMessageContaining("id " + id);
      }
    }
  }

  @Test
  void encodesLoneSurrogatesAsTheReplacementCharacter() {
    for (String name : new String[] {"tiny", "sentencepiece"}) {
      Tokenizer tokenizer = Tokenizers.open(Goldens.resource(name));
      assertThat(tokenizer.encode("a\uD83Db\uDE80\uD83D\uDE80\uD83D"))
          .isEqualTo(tokenizer.encode("a\uFFFDb\uFFFD\uD83D\uDE80\uFFFD"));
    }
  }

  @Test
  void fingerprintsChangeWithTheFilesUsed() throws IOException {
    Path file = edited(root -> {});
    String alone = Tokenizers.fingerprint(file);
    assertThat(alone).matches("[0-9a-f]{64}").isEqualTo(Tokenizers.fingerprint(folder));
    Files.writeString(folder.resolve(TokenizerConfiguration.FILE_NAME), "{}");
    assertThat(Tokenizers.fingerprint(file)).isNotEqualTo(alone);
  }

  private Path edited(Consumer<ObjectNode> edit) throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(Goldens.resource("tiny/tokenizer.json").toFile());
    edit.accept(root);
    return write("tokenizer.json", JSON.writeValueAsBytes(root));
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static ObjectNode model(ObjectNode root) {
    return (ObjectNode) root.get("model");
  }

  private static void addPair(ArrayNode pair, String[] halves) {
    pair.add(halves[0]).add(halves[1]);
  }

  private static byte[] appended(byte[] content, int... more) {
    byte[] longer = Arrays.copyOf(content, content.length + more.length);
    for (int i = 0; i < more.length; i++) {
      longer[content.length + i] = (byte) more[i];
    }
    return longer;
  }

  private static void refuses(Path path, String named) {
    assertThatThrownBy(() -> Tokenizers.open(path))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(named);
  }
}
