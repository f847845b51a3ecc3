package dev.assay.core.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.Fuzzing;
import dev.assay.core.testing.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every changed tokenizer file is read, and the tokenizer takes any text to ids of its own and
 * back; or it is refused by an error that says problem, cause and cure. Never another exception, a
 * hang, or memory beyond a multiple of the file.
 */
class TokenizerFuzzTest {
  private static final String TEXT =
      "ab abc\n\n\t<bos>na\u00efve \u4f60 \ud83d\ude80 aaaaaaaa 1234 </s>\ud800";

  private static final String SMALL =
      """
      {"version":"1.0","added_tokens":[{"id":0,"content":"<unk>","special":true,"normalized":false},
      {"id":1,"content":"<bos>","special":true},{"id":9,"content":"zz","normalized":true}],
      "normalizer":{"type":"Sequence","normalizers":[{"type":"Prepend","prepend":"_"},
      {"type":"Replace","pattern":{"String":" "},"content":"_"}]},"pre_tokenizer":null,
      "decoder":{"type":"Sequence","decoders":[{"type":"Replace","pattern":{"String":"_"},
      "content":" "},{"type":"ByteFallback"},{"type":"Fuse"},
      {"type":"Strip","content":" ","start":1,"stop":0}]},
      "model":{"type":"BPE","dropout":null,"unk_token":"<unk>","fuse_unk":true,
      "byte_fallback":false,"ignore_merges":false,
      "vocab":{"<unk>":0,"<bos>":1,"a":2,"b":3,"c":4,"_":5,"ab":6,"abc":7,"_a":8},
      "merges":[["a","b"],["ab","c"],"_ a"]}}
      """;

  private static final String METASPACE =
      """
      {"added_tokens":[],"normalizer":null,"pre_tokenizer":{"type":"Metaspace",
      "replacement":"_","prepend_scheme":"first","split":true},"decoder":{"type":"Metaspace",
      "replacement":"_","add_prefix_space":true},"model":{"unk_token":null,
      "vocab":{"a":0,"b":1,"_":2,"ab":3,"<0x00>":4,"<0xFF>":5},"merges":["a b"],
      "byte_fallback":true}}
      """;

  private static final String BYTE_LEVEL =
      """
      {"added_tokens":[{"id":8,"content":"<bos>","special":true},{"id":4,"content":"<think>"}],
      "normalizer":{"type":"NFC"},"pre_tokenizer":{"type":"Sequence","pretokenizers":[
      {"type":"Digits","individual_digits":true},{"type":"ByteLevel","add_prefix_space":false}]},
      "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<bos>"}}]},
      "decoder":{"type":"ByteLevel"},"model":{"unk_token":null,"ignore_merges":true,
      "vocab":{"a":0,"b":1,"\u0120":2,"ab":3,"\u0120a":4,"1":5,"\u010a":6},
      "merges":["a b",["\u0120","a"]]}}
      """;

  @TempDir private Path folder;

  @Test
  void tokenizerJson() {
    Map<String, Integer> outcomes =
        Fuzzing.of(
                "tokenizer.json",
                Mutations.ofTexts(
                    List.of(SMALL, METASPACE, BYTE_LEVEL),
                    "null",
                    "\"\"",
                    "[[",
                    "{\"type\":\"Sequence\",\"normalizers\":[",
                    "{\"type\":\"Sequence\",\"decoders\":[",
                    "\"\\ud83d\"",
                    "\"<0x41>\"",
                    "\"merges\"",
                    "\"Split\"",
                    "\"ByteLevel\"",
                    "true",
                    "-1"))
            .run(bytes -> open("tokenizer.json", bytes));
    assertThat(outcomes).containsKeys("read", "model");
  }

  @Test
  void sentencePieceModels() throws IOException {
    byte[] model = Files.readAllBytes(Goldens.resource("sentencepiece-unused/tokenizer.model"));
    byte[] small = {
      10,
      11,
      10,
      5,
      '<',
      'u',
      'n',
      'k',
      '>',
      24,
      2,
      32,
      0, // the unknown piece
      10,
      10,
      10,
      3,
      'a',
      'b',
      'c',
      21,
      0,
      0,
      (byte) 128,
      (byte) 191, // a piece, its score
      10,
      3,
      10,
      1,
      'a',
      10,
      3,
      10,
      1,
      'b',
      10,
      4,
      10,
      2,
      'a',
      'b',
      18,
      2,
      24,
      2
    };
    Map<String, Integer> outcomes =
        Fuzzing.of("tokenizer.model", Mutations.of(List.of(small, small, model), "\n\3\n\1a"))
            .run(bytes -> open("tokenizer.model", bytes));
    assertThat(outcomes).containsKeys("read", "model");
  }

  @Test
  void tokenizerConfiguration() throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), SMALL);
    Map<String, Integer> outcomes =
        Fuzzing.of(
                "tokenizer_config.json",
                Mutations.ofTexts(
                    List.of(
                        "{\"bos_token\":\"<bos>\",\"eos_token\":{\"content\":\"ab\"},"
                            + "\"add_bos_token\":true,\"chat_template\":\"{{ messages }}\"}"),
                    "null",
                    "[",
                    "{\"content\":",
                    "\"\"",
                    "\"\\ud800\""))
            .run(bytes -> open("tokenizer_config.json", bytes));
    assertThat(outcomes).containsKeys("read", "model");
  }

  private void open(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
    Tokenizer tokenizer = Tokenizers.open(folder);
    for (String text : List.of(TEXT, "", new String(bytes, 0, Math.min(99, bytes.length), UTF))) {
      int[] ids = tokenizer.encode(text);
      for (int id : ids) {
        if (id < 0 || id >= tokenizer.vocabularySize()) {
          throw new AssertionError(id + " is no id");
        }
      }
      tokenizer.decode(ids);
    }
  }

  private static final java.nio.charset.Charset UTF = StandardCharsets.UTF_8;
}
