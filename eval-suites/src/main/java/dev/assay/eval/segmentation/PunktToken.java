package dev.assay.eval.segmentation;

import dev.assay.core.python.PythonPattern;
import java.util.Locale;

/** A word of Punkt's, with what was decided of it. */
final class PunktToken {
  private static final PythonPattern NUMBER =
      PythonPattern.ofRegex("^-?[\\.,]?\\d[\\d,\\.-]*\\.?$");
  private static final PythonPattern ELLIPSIS = PythonPattern.ofRegex("\\.\\.+$");
  private static final PythonPattern INITIAL = PythonPattern.ofRegex("[^\\W\\d]\\.$");

  final String text;
  final String type;
  boolean breaksSentence;
  boolean abbreviation;
  boolean ellipsis;

  PunktToken(String text) {
    this.text = text;
    this.type = NUMBER.replaceAll(text.toLowerCase(Locale.ROOT), "##number##");
  }

  boolean endsInPeriod() {
    return text.endsWith(".");
  }

  boolean isEllipsis() {
    return ELLIPSIS.matcher(text).lookingAt();
  }

  boolean isInitial() {
    return INITIAL.matcher(text).lookingAt();
  }

  boolean beginsUpper() {
    return Character.isUpperCase(text.codePointAt(0));
  }

  boolean beginsLower() {
    return Character.isLowerCase(text.codePointAt(0));
  }

  String typeWithoutPeriod() {
    return type.length() > 1 && type.endsWith(".") ? type.substring(0, type.length() - 1) : type;
  }

  /** Without its period where that ends a sentence. */
  String typeWithoutSentencePeriod() {
    return breaksSentence ? typeWithoutPeriod() : type;
  }
}
