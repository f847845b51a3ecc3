package dev.assay.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a hub says of a file's content.
 *
 * @param hexadecimal lower case
 */
record FileDigest(Kind kind, String hexadecimal) {
  private static final int BUFFER_BYTES = 1 << 20;

  enum Kind {
    /** Of large files, which git holds as pointers (git-lfs's oid). */
    SHA256("SHA-256", 64),
    /** Of what git holds itself: of the word blob, the length, a zero byte and the content. */
    GIT_BLOB("SHA-1", 40);

    private final String algorithm;
    private final int digits;

    Kind(String algorithm, int digits) {
      this.algorithm = algorithm;
      this.digits = digits;
    }

    boolean fits(String hexadecimal) {
      return hexadecimal.matches("[0-9a-f]{" + digits + "}");
    }
  }

  /** The same of a file here. */
  FileDigest of(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance(kind.algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + kind.algorithm, e);
    }
    if (kind == Kind.GIT_BLOB) {
      String head = "blob " + Files.size(file) + '\0';
      digest.update(head.getBytes(StandardCharsets.US_ASCII));
    }
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return new FileDigest(kind, HexFormat.of().formatHex(digest.digest()));
  }

  @Override
  public String toString() {
    return (kind == Kind.SHA256 ? "sha256 " : "git blob ") + hexadecimal;
  }
}
