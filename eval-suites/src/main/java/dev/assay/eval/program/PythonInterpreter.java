package dev.assay.eval.program;

import dev.assay.core.error.AssayException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A Python on this machine.
 *
 * @param executable itself, no link
 * @param prefix folder of its library
 * @param version e.g. {@code 3.11.2}
 */
record PythonInterpreter(Path executable, Path prefix, String version) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String QUESTION =
      "import os, sys; print('%d.%d.%d' % sys.version_info[:3]); print(os.path.realpath(sys.executable));"
          + " print(os.path.realpath(sys.base_prefix))";

  /**
   * Asks an interpreter what it is.
   *
   * @param name a path, or a name that is looked for in the folders of {@link Sandbox#PATH}: which
   *     Python an executor has does not depend on who started it
   * @throws AssayException of kind REQUEST, code {@code no_python}, where it is not there, does not
   *     answer, or is older than 3.8
   */
  static PythonInterpreter find(String name) {
    Path command =
        name.indexOf('/') >= 0
            ? Path.of(name)
            : SystemFacts.HERE
                .tool(name)
                .orElseThrow(() -> absent(name, "no such command is in " + Sandbox.PATH));
    BoundedProcess.End end =
        BoundedProcess.run(
            List.of(command.toString(), "-I", "-S", "-c", QUESTION), new byte[0], PATIENCE);
    List<String> lines = end.output().lines().toList();
    if (end.status() != 0 || lines.size() != 3) {
      throw absent(name, end.problem());
    }
    if (!lines.get(0).matches("3\\.([89]|[1-9][0-9])\\..*")) {
      throw absent(name, "it is Python " + lines.get(0) + ", older than 3.8");
    }
    return new PythonInterpreter(Path.of(lines.get(1)), Path.of(lines.get(2)), lines.get(0));
  }

  private static AssayException absent(String name, String cause) {
    return AssayException.request(
        "no_python",
        "no Python '" + name + "' runs programs on this executor",
        cause,
        "install Python 3.8 or later, or say where it is with spark.assay.python; then assay"
            + " rescore --confirm_run_unsafe_code");
  }
}
