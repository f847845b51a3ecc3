package dev.assay.eval.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Nothing but the limits: programs have the user's files and network, and what leaves its parent
 * outlives the program.
 */
record NoSandbox() implements Sandbox {
  @Override
  public String name() {
    return "none";
  }

  @Override
  public boolean usesHostPython() {
    return true;
  }

  @Override
  public Optional<String> obstacle() {
    return SystemFacts.HERE.tool("timeout").isPresent()
        ? Optional.empty()
        : Optional.of("there is no command 'timeout' in " + PATH);
  }

  @Override
  public List<String> command(PythonInterpreter python, Limits limits, List<String> inner) {
    List<String> command = new ArrayList<>(Unprivileged.prefix());
    command.addAll(timed(limits, inner));
    return command;
  }

  static List<String> timed(Limits limits, List<String> inner) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("timeout", "-s", "KILL", String.valueOf(limits.wallSeconds())));
    command.addAll(inner);
    return command;
  }
}
