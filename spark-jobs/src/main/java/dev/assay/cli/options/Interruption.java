package dev.assay.cli.options;

/**
 * A command that a signal ends says so in one line. Else whoever presses Ctrl-C would read the
 * traces of all tasks that Spark stops. It knows no type of Spark's: commands without Spark ask it,
 * too.
 */
public final class Interruption {
  private static volatile Runnable silence;
  private static volatile boolean happened;

  private Interruption() {}

  /**
   * From now on a command runs that a signal may end.
   *
   * @param whatIsLogged to be silenced then
   */
  static void expect(Runnable whatIsLogged) {
    silence = whatIsLogged;
  }

  /** The command has ended by itself. */
  public static void over() {
    silence = null;
  }

  /** Whether a signal ends the command: what fails from then on is no failure of its own. */
  public static boolean happened() {
    return happened;
  }

  /** To be called when the virtual machine shuts down, before the session is stopped. */
  static void tell() {
    Runnable logged = silence;
    if (logged != null) {
      happened = true;
      logged.run();
      System.err.println("assay: stopped by a signal; the same command continues where it stood");
    }
  }
}
