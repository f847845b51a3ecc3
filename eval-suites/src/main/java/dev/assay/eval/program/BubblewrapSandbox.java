package dev.assay.eval.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Bubblewrap ({@code bwrap}), which systems that forbid name spaces to others may allow.
 *
 * @param network the executor's network is the program's, too
 */
record BubblewrapSandbox(boolean network) implements Sandbox {
  @Override
  public String name() {
    return network ? "bwrap, network" : "bwrap";
  }

  @Override
  public boolean usesHostPython() {
    return true;
  }

  @Override
  public Optional<String> obstacle() {
    return SystemFacts.HERE.tool("bwrap").isPresent()
        ? Optional.empty()
        : Optional.of("there is no command 'bwrap' in " + PATH);
  }

  @Override
  public List<String> command(PythonInterpreter python, Limits limits, List<String> inner) {
    List<String> command = new ArrayList<>(Unprivileged.prefix());
    command.addAll(List.of("bwrap", "--unshare-all", "--die-with-parent", "--new-session"));
    if (network) {
      command.add("--share-net");
    }
    command.addAll(List.of("--cap-drop", "ALL"));
    for (String path : VisiblePaths.of(python)) {
      Path visible = Path.of(path);
      if (Files.isSymbolicLink(visible)) {
        command.addAll(List.of("--symlink", target(visible), path));
      } else {
        command.addAll(List.of(path.startsWith("/dev/") ? "--dev-bind" : "--ro-bind", path, path));
      }
    }
    command.addAll(List.of("--size", String.valueOf(limits.scratchBytes()), "--tmpfs", "/tmp"));
    command.addAll(List.of("--chdir", "/tmp", "--remount-ro", "/"));
    command.addAll(NoSandbox.timed(limits, inner));
    return command;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
