package dev.assay.eval.rating;

import dev.assay.core.digest.Sha256;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;

/** How raters are named in what is stored. */
public final class RaterNames {
  private final String salt;

  private RaterNames(String salt) {
    this.salt = salt;
  }

  /**
   * By sha256 of the salt, a line feed and the pseudonym, in hexadecimal. One salt gives a rater
   * one name in every file; whoever knows it can find a pseudonym by trying.
   *
   * @throws AssayException of kind USAGE for an empty salt
   */
  public static RaterNames hashed(String salt) {
    if (salt == null || salt.isEmpty()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "raters cannot be hidden",
          "the salt of their digests is empty",
          "give a secret text as the salt, or keep the raters' ids");
    }
    return new RaterNames(salt);
  }

  /** As the rows name them. */
  public static RaterNames kept() {
    return new RaterNames(null);
  }

  String stored(String pseudonym) {
    return salt == null ? pseudonym : Sha256.of(salt + "\n" + pseudonym);
  }
}
