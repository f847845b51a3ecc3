package dev.assay.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where was measured.
 *
 * @param processor as the system names it, else its architecture
 * @param cores processors that the virtual machine may use
 * @param memoryBytes of the machine, or of its container
 * @param loadAverage of the minute before the measurement, other processes included; negative where
 *     the system does not tell
 * @param jdk version and vendor
 */
public record Machine(
    String processor,
    int cores,
    long memoryBytes,
    String system,
    double loadAverage,
    String jdk,
    long heapBytes) {

  private static final double BUSY_SHARE = 0.25;
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  static Machine here() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize(),
        system.getName() + " " + system.getVersion() + " " + system.getArch(),
        system.getSystemLoadAverage(),
        Runtime.version() + ", " + System.getProperty("java.vm.vendor"),
        Runtime.getRuntime().maxMemory());
  }

  /** Whether others computed so much that the figures are theirs as well. */
  public boolean wasBusy() {
    return loadAverage > BUSY_SHARE * cores;
  }

  private static String processorName() {
    String architecture = System.getProperty("os.arch");
    if (!Files.isReadable(PROCESSORS)) {
      return architecture;
    }
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(architecture);
    } catch (IOException e) {
      // The name is for the reader only; the architecture says less, and is always known.
      return architecture;
    }
  }
}
