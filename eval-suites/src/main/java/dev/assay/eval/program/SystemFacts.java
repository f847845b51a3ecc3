package dev.assay.eval.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the machine says of itself, as far as sandboxes ask. */
interface SystemFacts {
  /** This machine. */
  SystemFacts HERE =
      new SystemFacts() {
        @Override
        public boolean isLinux() {
          return System.getProperty("os.name").equals("Linux");
        }

        @Override
        public boolean isRoot() {
          try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
          } catch (IOException | UnsupportedOperationException e) {
            // No Linux: whoever this is, nothing is asked of it.
            return false;
          }
        }

        @Override
        public Optional<String> kernelSetting(String name) {
          try {
            return Optional.of(Files.readString(Path.of("/proc/sys", name)).strip());
          } catch (IOException absent) {
            // Kernels without the feature have no such file.
            return Optional.empty();
          }
        }

        @Override
        public Optional<Path> tool(String name) {
          for (String folder : Sandbox.PATH.split(":")) {
            Path tool = Path.of(folder, name);
            if (Files.isExecutable(tool)) {
              return Optional.of(tool);
            }
          }
          return Optional.empty();
        }
      };

  boolean isLinux();

  /** This process is the superuser's. */
  boolean isRoot();

  /**
   * A setting below {@code /proc/sys}; empty where there is none.
   *
   * @param name e.g. {@code user/max_user_namespaces}
   */
  Optional<String> kernelSetting(String name);

  /** Where a command lies, of those folders that sandboxes look in. */
  Optional<Path> tool(String name);
}
