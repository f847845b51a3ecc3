package dev.assay.eval.instruction;

import dev.assay.core.text.PythonText;
import dev.assay.eval.item.Reference;
import java.util.ArrayList;
import java.util.List;

/** The checks of one document's instructions. */
public final class InstructionChecks {
  private final List<InstructionChecker> checkers;

  private InstructionChecks(List<InstructionChecker> checkers) {
    this.checkers = checkers;
  }

  /**
   * @throws IllegalArgumentException if an instruction is unknown, or does not say what it needs;
   *     the reference harness draws at random what is not said
   */
  public static InstructionChecks of(Reference.Instructions list) {
    return new InstructionChecks(
        list.instructions().stream().map(InstructionCheckers::of).toList());
  }

  /** For each instruction, in order, whether the response follows it. */
  public List<Boolean> strict(String response) {
    return checkers.stream().map(checker -> follows(checker, List.of(response))).toList();
  }

  /**
   * The same where the response may also stand without its first line, its last line, both, or its
   * asterisks.
   */
  public List<Boolean> loose(String response) {
    List<String> forms = forms(response);
    return checkers.stream().map(checker -> follows(checker, forms)).toList();
  }

  /** A response of no text follows nothing. */
  private static boolean follows(InstructionChecker checker, List<String> forms) {
    return forms.stream()
        .anyMatch(form -> !PythonText.strip(form).isEmpty() && checker.follows(form));
  }

  private static List<String> forms(String response) {
    List<String> lines = List.of(response.split("\n", -1));
    int count = lines.size();
    List<String> forms = new ArrayList<>();
    forms.add(response);
    forms.add(joined(lines.subList(1, count)));
    forms.add(joined(lines.subList(0, count - 1)));
    forms.add(joined(lines.subList(1, Math.max(1, count - 1))));
    for (int i = 0; i < 4; i++) {
      forms.add(forms.get(i).replace("*", ""));
    }
    return forms.stream().distinct().toList();
  }

  private static String joined(List<String> lines) {
    return PythonText.strip(String.join("\n", lines));
  }
}
