package dev.assay.eval.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Instructions that a completion has to follow, in the document's order, each by itself. */
public record InstructionList(List<Instruction> instructions) implements Reference {

  /**
   * One instruction.
   *
   * @param id e.g. {@code punctuation:no_comma}
   * @param arguments object of what the instruction is about
   */
  public record Instruction(String id, JsonNode arguments) {}

  public InstructionList {
    instructions = List.copyOf(instructions);
  }
}
