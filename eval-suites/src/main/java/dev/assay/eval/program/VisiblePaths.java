package dev.assay.eval.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What of the machine's files a program may read: what Python needs, and nothing of people's. */
final class VisiblePaths {
  private static final List<String> SYSTEM =
      List.of(
          "/usr",
          "/bin",
          "/sbin",
          "/lib",
          "/lib32",
          "/lib64",
          "/etc/alternatives",
          "/etc/ld.so.cache",
          "/etc/ld.so.conf",
          "/etc/ld.so.conf.d",
          "/nix/store",
          "/dev/null",
          "/dev/zero",
          "/dev/urandom");

  private VisiblePaths() {}

  /** Those that are there, and what an interpreter outside of them needs. */
  static List<String> of(PythonInterpreter python) {
    List<String> paths = new ArrayList<>();
    SYSTEM.stream().filter(path -> Files.exists(Path.of(path))).forEach(paths::add);
    if (python != null) {
      for (Path needed : Stream.of(python.prefix(), python.executable()).toList()) {
        if (paths.stream().noneMatch(path -> needed.startsWith(path))) {
          paths.add(needed.toString());
        }
      }
    }
    return List.copyOf(paths);
  }

  /** A folder that can be covered, since nothing visible lies in it. */
  static String root(List<String> visible) {
    return Stream.of("/srv", "/media", "/mnt", "/opt", "/var", "/tmp")
        .filter(folder -> Files.isDirectory(Path.of(folder)))
        .filter(folder -> visible.stream().noneMatch(path -> Path.of(path).startsWith(folder)))
        .findFirst()
        .orElse("/tmp");
  }
}
