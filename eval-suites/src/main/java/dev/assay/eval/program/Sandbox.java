package dev.assay.eval.program;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** How a program is kept from everything else. */
public sealed interface Sandbox extends Serializable
    permits NamespaceSandbox, BubblewrapSandbox, ContainerSandbox, NoSandbox {

  /** Where commands are looked for, whatever the path of who started this. */
  String PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";

  /**
   * How people choose one.
   *
   * @param text {@code namespaces}, {@code bwrap}, {@code container:IMAGE} or {@code none}
   * @param network programs may reach the network
   * @throws AssayException of kind USAGE for another text, and for one that keeps nothing from the
   *     network where that may not be
   */
  static Sandbox parse(String text, boolean network) {
    if (text.equals("namespaces")) {
      return new NamespaceSandbox(network);
    }
    if (text.equals("bwrap")) {
      return new BubblewrapSandbox(network);
    }
    if (text.matches("container:[A-Za-z0-9][A-Za-z0-9._/:@-]*")) {
      return new ContainerSandbox(text.substring("container:".length()), network);
    }
    if (!text.equals("none")) {
      throw new AssayException(
          ErrorKind.USAGE,
          "--sandbox is '" + text + "'",
          "it says how generated programs are confined",
          "give namespaces, bwrap, container:IMAGE or none");
    }
    if (!network) {
      throw new AssayException(
          ErrorKind.USAGE,
          "--sandbox is none",
          "programs that a model wrote would have this user's files, processes and network",
          "choose another sandbox; or, on a machine that holds nothing, add --allow_network");
    }
    return new NoSandbox();
  }

  /** As tables have it: how people choose it, and whether there was a network. */
  String name();

  /** The programs run on the executor's own Python; else on what the sandbox brings. */
  boolean usesHostPython();

  /**
   * The command that runs another, confined. It has to end with all that the other started, and to
   * kill it after its time.
   *
   * @param python that the inner command runs; null where it runs none
   */
  List<String> command(PythonInterpreter python, Limits limits, List<String> inner);

  /**
   * What ends a program whose command was killed before it ended by itself; empty where that ended
   * the program.
   *
   * @param command that was killed, as {@link #command} made it
   */
  default List<String> ending(List<String> command) {
    return List.of();
  }

  /** What is known to forbid this sandbox here, before anything is tried; in words. */
  Optional<String> obstacle();
}
