package dev.assay.eval.program;

import java.util.List;

/**
 * The user that programs of the superuser run as: the kernel's limit of processes does not hold for
 * the superuser, nor do the permissions of files.
 */
final class Unprivileged {
  /** The overflow user, who owns nothing. */
  private static final String NOBODY = "65534";

  private Unprivileged() {}

  /** What a command begins with; nothing where this process has no privileges to give up. */
  static List<String> prefix() {
    return SystemFacts.HERE.isRoot()
        ? List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--")
        : List.of();
  }
}
