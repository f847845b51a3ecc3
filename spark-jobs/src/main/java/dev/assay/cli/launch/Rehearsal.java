package dev.assay.cli.launch;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the launcher make its archive of loaded classes once a command is done, so that it takes
 * nobody's time; the launcher says where there is none yet.
 */
public final class Rehearsal {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  private Rehearsal() {}

  /** Begins in the background, where the launcher asked for it. */
  public static void begin() {
    String launcher = System.getProperty("assay.rehearsal");
    if (launcher == null) {
      return;
    }
    ProcessBuilder builder =
        new ProcessBuilder(launcher)
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    builder.environment().put("ASSAY_REHEARSAL", "begin");
    try {
      builder.start();
    } catch (IOException e) {
      // Later starts take as long as this one.
      LOG.info("no archive of classes is made: {}", e.toString());
    }
  }
}
