package dev.assay.eval.catalog;

import dev.assay.eval.function.FunctionTable;
import dev.assay.eval.function.TaskFunction;
import dev.assay.eval.function.TaskFunctions;
import dev.assay.eval.yaml.YamlValue;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** From names after {@code !function} to functions that there are here. */
final class FunctionNames {
  /** Longer than any that Python's modules have. */
  private static final int LONGEST = 512;

  private final TaskFiles files;
  private final Map<String, Optional<String>> found = new HashMap<>();

  FunctionNames(TaskFiles files) {
    this.files = files;
  }

  /**
   * The name of a function's equivalent.
   *
   * @param key that it stands for
   * @param kind that the key needs
   */
  String equivalent(YamlValue.FunctionName function, String key, Class<? extends TaskFunction> kind)
      throws TaskFileException {
    String name = function.name();
    if (name.length() > LONGEST) {
      throw new TaskFileException(
          "no_function",
          function.place(),
          "'" + key + "' names no function: it has " + name.length() + " characters");
    }
    int dot = name.lastIndexOf('.');
    FileLocation module;
    try {
      module =
          files
              .location(function.place())
              .relative(name.substring(0, Math.max(dot, 0)).replace('.', '/') + ".py");
    } catch (InvalidPathException e) {
      throw new TaskFileException(
          "no_function", function.place(), "'" + key + "' names no function: " + e.getMessage());
    }
    Optional<String> equivalent =
        found.computeIfAbsent(
            module.name() + " " + name, unused -> find(module, name.substring(dot + 1)));
    if (equivalent.isEmpty() || !kind.isInstance(function(equivalent.get()))) {
      throw new TaskFileException(
          "no_function",
          function.place(),
          "'"
              + key
              + "' is the Python function "
              + name
              + " of "
              + module.name()
              + ", which Assay does not run and has no equivalent of");
    }
    return equivalent.get();
  }

  private static TaskFunction function(String name) {
    return TaskFunctions.find(name)
        .orElseThrow(() -> new IllegalStateException("the table names no function: " + name));
  }

  private static Optional<String> find(FileLocation module, String function) {
    FunctionTable table = FunctionTable.standard();
    if (!module.exists()) {
      return table.atPath(module.name().replace('\\', '/').replace("assay:", ""), function);
    }
    try {
      return table.inModule(module.read(), function);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
