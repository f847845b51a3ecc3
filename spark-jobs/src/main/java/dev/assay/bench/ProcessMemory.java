package dev.assay.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What Linux tells of this process's memory.
 *
 * @param resident bytes in memory, VmRSS
 * @param peak the most that were since the process began, VmHWM
 */
record ProcessMemory(long resident, long peak) {
  private static final Path STATUS = Path.of("/proc/self/status");

  /** Now; null where the system is no Linux. */
  static ProcessMemory now() {
    if (!Files.isReadable(STATUS)) {
      return null;
    }
    try {
      List<String> lines = Files.readAllLines(STATUS);
      return new ProcessMemory(bytes(lines, "VmRSS:"), bytes(lines, "VmHWM:"));
    } catch (IOException e) {
      throw new UncheckedIOException("the kernel's own file cannot be read", e);
    }
  }

  /** Of a line such as {@code VmRSS: 1234 kB}. */
  private static long bytes(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(kibibytes -> Long.parseLong(kibibytes) << 10)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(STATUS + " has no " + key));
  }
}
