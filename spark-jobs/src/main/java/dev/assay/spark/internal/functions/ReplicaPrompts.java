package dev.assay.spark.internal.functions;

import dev.assay.core.generation.ChatTemplate;
import dev.assay.core.generation.PromptEncoder;
import dev.assay.core.replica.Replica;
import java.util.OptionalInt;

/** How prompts become what a replica reads. */
public final class ReplicaPrompts {
  private ReplicaPrompts() {}

  /**
   * @param ids whether prompts are ids alone, and no tokenizer is needed
   * @param withoutBegin no BOS before prompts, whatever the family wants
   * @param most tokens of a prompt; 0 for as many as the model was made for
   */
  public static PromptEncoder encoder(
      Replica replica, boolean ids, boolean withoutBegin, int most) {
    int positions = replica.configuration().maximumPositions();
    return new PromptEncoder(
        ids ? null : replica.tokenizer(),
        ids ? OptionalInt.empty() : replica.beginOfSequence(withoutBegin),
        () -> ChatTemplate.of(replica.chatTemplate(), replica.configuration().family().modelType()),
        most > 0 ? most : positions);
  }
}
