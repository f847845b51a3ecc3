package dev.assay.spark.internal.functions;

import dev.assay.core.error.AssayException;
import org.apache.spark.unsafe.types.UTF8String;

/** Strings of rows, which Spark takes as they come: they need not be text. */
public final class Texts {
  private Texts() {}

  /**
   * @param what names the string, for errors
   * @throws AssayException of kind REQUEST where it is null, or no UTF-8
   */
  public static String checked(UTF8String text, String what) {
    if (text == null) {
      throw AssayException.request(
          "null_" + what,
          "the " + what + " is null",
          "a column it is made of has no value in this row",
          "fill it, or leave the row out");
    }
    if (!text.isValid()) {
      throw AssayException.request(
          "invalid_utf8",
          "the " + what + " is no text",
          "its bytes are not valid UTF-8",
          "write the column anew in UTF-8");
    }
    return text.toString();
  }
}
