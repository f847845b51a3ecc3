package dev.assay.core.kernel;

import java.io.IOException;
import java.util.stream.Stream;
import org.openjdk.jmh.Main;

/** JMH's own command line; a kernel whose bits are wrong ends the run. */
public final class KernelBenchmarks {
  private KernelBenchmarks() {}

  /**
   * @param arguments JMH's: {@code -h} lists them
   */
  public static void main(String[] arguments) throws IOException {
    Main.main(
        Stream.concat(Stream.of("-foe", "true"), Stream.of(arguments)).toArray(String[]::new));
  }
}
