package dev.assay.eval.prompt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A document that could be made a question of, without shots.
 *
 * @param document with the columns derived from it
 */
record Question(String text, List<String> choices, int target, ObjectNode document) {
  Question {
    choices = List.copyOf(choices);
  }
}
