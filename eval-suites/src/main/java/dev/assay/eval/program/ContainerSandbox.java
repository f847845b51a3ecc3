package dev.assay.eval.program;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A container of Docker or Podman for each program; its image has Python and {@code timeout}, and
 * is there already: none is fetched. Of the two it is the first that has the image: a client of
 * Docker may be there without its service.
 *
 * @param network the container has one
 */
record ContainerSandbox(String image, boolean network) implements Sandbox {
  private static final String NAME = "--name";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Where engines find their service and a user's own images; no container inherits it. */
  private static final List<String> ENVIRONMENT =
      Stream.concat(
              Stream.of("env"),
              Stream.of(
                      "HOME", "XDG_RUNTIME_DIR", "DOCKER_HOST", "DOCKER_CONTEXT", "CONTAINER_HOST")
                  .filter(name -> System.getenv(name) != null)
                  .map(name -> name + "=" + System.getenv(name)))
          .toList();

  /** Asked once for each image. */
  private static final Map<String, Engine> ENGINES = new ConcurrentHashMap<>();

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
    return engine().obstacle();
  }

  private Engine engine() {
    return ENGINES.computeIfAbsent(image, Engine::of);
  }

  /**
   * What runs containers of an image.
   *
   * @param command docker or podman; where neither has the image, the first that is there or null
   * @param obstacle why neither can run it
   */
  private record Engine(String command, Optional<String> obstacle) {
    private static Engine of(String image) {
      String first = null;
      List<String> problems = new ArrayList<>();
      for (String engine : List.of("docker", "podman")) {
        if (SystemFacts.HERE.tool(engine).isEmpty()) {
          continue;
        }
        List<String> question = new ArrayList<>(ENVIRONMENT);
        question.addAll(List.of(engine, "image", "inspect", "--format", "{{.Id}}", image));
        BoundedProcess.End end = BoundedProcess.run(question, new byte[0], PATIENCE);
        if (end.status() == 0 && !end.killed()) {
          return new Engine(engine, Optional.empty());
        }
        first = first == null ? engine : first;
        problems.add(engine + " says: " + end.problem());
      }
      return problems.isEmpty()
          ? new Engine(null, Optional.of("there is no command 'docker' or 'podman' in " + PATH))
          : new Engine(
              first,
              Optional.of(
                  "the image '"
                      + image
                      + "' is not there (it is never fetched): "
                      + String.join("; ", problems)));
    }
  }

  @Override
  public List<String> command(PythonInterpreter python, Limits limits, List<String> inner) {
    List<String> command = new ArrayList<>(ENVIRONMENT);
    command.addAll(List.of(engine().command(), "run", "--rm", "--interactive", "--pull", "never"));
    command.addAll(List.of(NAME, "assay-" + UUID.randomUUID()));
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

  /** A container is its service's, not its client's child. */
  @Override
  public List<String> ending(List<String> command) {
    List<String> ending = new ArrayList<>(ENVIRONMENT);
    ending.addAll(List.of(engine().command(), "rm", "--force"));
    ending.add(command.get(command.indexOf(NAME) + 1));
    return ending;
  }
}
