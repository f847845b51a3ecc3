package dev.assay.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Messages have the values, and stay messages. */
class AssayExceptionTest {
  @Test
  void theMiddleOfAValueWithoutEndIsLeftOut() {
    String message =
        AssayException.request("x", "a" + "b".repeat(100_000) + "c", "why", "mend").getMessage();
    assertThat(message)
        .startsWith("abb")
        .contains("bb (98002 characters left out) bb")
        .endsWith("bbc: why. mend.")
        .hasSizeLessThan(2100);
    String whole = "b".repeat(2000);
    assertThat(AssayException.request("x", whole, "why", "mend"))
        .hasMessage(whole + ": why. mend.");
  }
}
