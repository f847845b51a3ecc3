package dev.assay.cli.terminal;

import dev.assay.spark.internal.progress.ProgressListener;
import java.io.PrintWriter;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * On a terminal one line that is written over and over, elsewhere a line in the log every half
 * minute. The launcher knows whether standard error is a terminal; Java cannot tell.
 */
public final class TerminalProgress implements ProgressListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TerminalProgress.class);
  private static final long LOG_NANOS = 30_000_000_000L;

  private final PrintWriter terminal;
  private final boolean interactive = Boolean.getBoolean("assay.terminal");
  private long logged = System.nanoTime();
  private int width;

  public TerminalProgress(PrintWriter terminal) {
    this.terminal = terminal;
  }

  @Override
  public synchronized void report(Report report) {
    String line =
        String.format(
            Locale.ROOT,
            "%1$s, %2$,d of %3$,d %4$s, %5$.1f %4$s/s, %6$,.0f tokens/s, %7$s left",
            report.description(),
            report.requests(),
            report.allRequests(),
            report.unit(),
            report.requestsPerSecond(),
            report.tokensPerSecond(),
            left(report.secondsLeft()));
    if (interactive) {
      show(line);
    } else if (System.nanoTime() - logged > LOG_NANOS) {
      LOG.info("{}", line);
      logged = System.nanoTime();
    }
  }

  /** Says on a terminal what is being done, until something else is said. */
  public synchronized void show(String line) {
    if (interactive) {
      terminal.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
      terminal.flush();
      width = line.length();
    }
  }

  /**
   * Takes back, on a terminal, the line that the virtual machine begins with where it is given an
   * incubating module: no option turns it off, and it is the last line when a command begins.
   */
  public void eraseModuleWarning() {
    if (interactive
        && System.getenv("TERM") != null
        && !"dumb".equals(System.getenv("TERM"))
        && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      terminal.print("\u001b[1A\u001b[2K\r");
      terminal.flush();
    }
  }

  /** One of several runs, whose name begins the line. */
  public ProgressListener of(String run) {
    return report -> report(report.within(run));
  }

  private static String left(double seconds) {
    if (Double.isNaN(seconds)) {
      return "unknown time";
    }
    long whole = Math.round(seconds);
    return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
  }

  @Override
  public void close() {
    clear();
  }

  /** Leaves the line to others. */
  public synchronized void clear() {
    if (width > 0) {
      terminal.print("\r" + " ".repeat(width) + "\r");
      terminal.flush();
      width = 0;
    }
  }
}
