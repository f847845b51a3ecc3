package dev.assay.eval.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A container of Docker or Podman for each program; its image has Python and {@code timeout}, and
 * is there already: none is fetched.
 *
 * @param network the container has one
 */
record ContainerSandbox(String image, boolean network) implements Sandbox {
  @Override
  public String name() {
    return "container:" + image + (network ? ", network" : "");
  }

  @Override
  public boolean usesHostPython() {
    return false;
  }

  @Override
  public Optional<String> obstacle() {
    return engine() == null
        ? Optional.of("there is no command 'docker' or 'podman' in " + PATH)
        : Optional.empty();
  }

  /** Null where there is none. */
  private static String engine() {
    for (String engine : List.of("docker", "podman")) {
      if (SystemFacts.HERE.tool(engine).isPresent()) {
        return engine;
      }
    }
    return null;
  }

  @Override
  public List<String> command(PythonInterpreter python, Limits limits, List<String> inner) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(engine(), "run", "--rm", "--interactive", "--pull", "never"));
    command.addAll(List.of("--network", network ? "bridge" : "none", "--read-only"));
    command.addAll(List.of("--user", "65534:65534", "--cap-drop", "ALL"));
    command.addAll(List.of("--security-opt", "no-new-privileges"));
    command.addAll(List.of("--pids-limit", String.valueOf(limits.processes() + 2)));
    command.addAll(List.of("--memory", String.valueOf(limits.memoryBytes())));
    command.addAll(
        List.of("--tmpfs", "/tmp:rw,nosuid,nodev,mode=1777,size=" + limits.scratchBytes()));
    command.addAll(List.of("--workdir", "/tmp", "--env", "HOME=/tmp", "--env", "LANG=C.UTF-8"));
    command.addAll(List.of("--env", "PYTHONHASHSEED=0", "--entrypoint", "timeout", image));
    command.addAll(List.of("-s", "KILL", String.valueOf(limits.wallSeconds())));
    command.addAll(inner);
    return command;
  }
}
