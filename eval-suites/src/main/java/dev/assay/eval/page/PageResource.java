package dev.assay.eval.page;

import com.samskivert.mustache.Mustache;
import dev.assay.core.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** Styles, scripts and templates that lie in the jar. */
public final class PageResource {
  private PageResource() {}

  /**
   * Its text, with line feeds: the parser of a page reads any line end as one, and a policy's
   * hashes are of what it reads.
   *
   * @throws UncheckedIOException where there is none
   */
  public static String text(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no " + name + " in the jar beside " + beside.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String filled(Class<?> beside, String name, Map<String, ?> values) {
    return Mustache.compiler().nullValue("").compile(text(beside, name)).execute(values);
  }

  /** As a Content-Security-Policy names the one script, or style, that it allows. */
  static String policyHash(String content) {
    byte[] digest = HexFormat.of().parseHex(Sha256.of(content));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }
}
