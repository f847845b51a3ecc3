package dev.assay.eval.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Linux's name spaces by the tools of util-linux alone: users, files, processes, network. A program
 * sees the system's folders and its Python, cannot write but in an empty folder in memory, has no
 * network and no privileges, and all that it started ends with it.
 *
 * @param network the executor's network is the program's, too
 */
record NamespaceSandbox(boolean network) implements Sandbox {
  private static final String SCRIPT = Resource.text("confine.sh");
  private static final List<String> TOOLS =
      List.of("unshare", "setpriv", "mount", "umount", "pivot_root", "timeout", "sh");

  @Override
  public String name() {
    return network ? "namespaces, network" : "namespaces";
  }

  @Override
  public boolean usesHostPython() {
    return true;
  }

  @Override
  public Optional<String> obstacle() {
    return obstacle(SystemFacts.HERE);
  }

  Optional<String> obstacle(SystemFacts system) {
    if (!system.isLinux()) {
      return Optional.of("there are name spaces on Linux alone");
    }
    for (String tool : TOOLS) {
      if (system.tool(tool).isEmpty()) {
        return Optional.of("there is no command '" + tool + "' in " + PATH);
      }
    }
    return off(system, "user/max_user_namespaces", "0")
        .or(() -> off(system, "kernel/unprivileged_userns_clone", "0"))
        .or(() -> network ? Optional.empty() : off(system, "user/max_net_namespaces", "0"))
        .or(() -> off(system, "kernel/apparmor_restrict_unprivileged_userns", "1"));
  }

  private static Optional<String> off(SystemFacts system, String setting, String value) {
    return system
        .kernelSetting(setting)
        .filter(value::equals)
        .map(found -> "user name spaces are off: /proc/sys/" + setting + " is " + found);
  }

  @Override
  public List<String> command(PythonInterpreter python, Limits limits, List<String> inner) {
    List<String> visible = VisiblePaths.of(python);
    List<String> command = new ArrayList<>(Unprivileged.prefix());
    command.addAll(List.of("unshare", "--user", "--map-root-user"));
    if (!network) {
      command.add("--net");
    }
    command.addAll(List.of("--ipc", "--uts", "--pid", "--fork", "--kill-child"));
    command.addAll(List.of("--mount", "--propagation", "private", "--", "sh", "-c", SCRIPT, "sh"));
    command.add(VisiblePaths.root(visible));
    command.add(String.valueOf(limits.scratchBytes()));
    command.add(String.valueOf(limits.wallSeconds()));
    command.addAll(visible);
    command.add("--");
    command.addAll(inner);
    return command;
  }
}
