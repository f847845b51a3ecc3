package dev.assay.cli.rows;

import dev.assay.rows.TokenizeRows;
import dev.assay.rows.TokenizeRows.Direction;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay tokenize}. */
@Command(
    name = "tokenize",
    description = "Adds the token ids of each row's text, or the text of its ids, to JSON Lines.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TokenizeCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      paramLabel = "PATH",
      required = true,
      description = "A tokenizer.json, a SentencePiece .model, or a folder with one of them.")
  private Path model;

  @Mixin private RowOptions rows;

  @ArgGroup private Way way = new Way();

  @Spec private CommandSpec spec;

  /** One of these, or none. */
  private static final class Way {
    @Option(names = "--bos", description = "Begin ids with BOS, once.")
    private boolean begin;

    @Option(names = "--decode", description = "From ids to text.")
    private boolean decode;

    Direction direction() {
      if (decode) {
        return Direction.DECODE;
      }
      return begin ? Direction.ENCODE_WITH_BEGIN : Direction.ENCODE;
    }
  }

  @Override
  public Integer call() {
    return rows.run(
        files -> TokenizeRows.run(model, way.direction(), files), spec.commandLine().getErr());
  }
}
