package dev.assay.eval.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinePlotTest {
  @Test
  void theScaleEndsAtTheFirstRuleAboveAllPoints() {
    String drawing = plot(new LinePlot.Point(1, 51, ""), new LinePlot.Point(4, 20, ""));
    assertThat(drawing)
        .contains(">0</text>", ">20</text>", ">40</text>", ">60</text>")
        .doesNotContain(">80</text>")
        .contains("y=\"332.0\" text-anchor=\"end\">0<", "y=\"36.0\" text-anchor=\"end\">60<");
  }

  @Test
  void doublingIsEquallyFarEverywhere() {
    assertThat(
            plot(
                new LinePlot.Point(1, 1, ""),
                new LinePlot.Point(2, 1, ""),
                new LinePlot.Point(4, 1, "")))
        .contains("cx=\"64.0\"", "cx=\"376.0\"", "cx=\"688.0\"");
  }

  @Test
  void namesAndNotesAreTexts() {
    assertThat(plot(new LinePlot.Point(1, 12.5, ", <b>\u0007")))
        .contains("a &lt;model&gt;: 12.5 tokens/s, &lt;b&gt; </title>")
        .doesNotContain("<b>", "NaN");
  }

  private static String plot(LinePlot.Point... points) {
    return new LinePlot(
            "Speed",
            "tokens",
            "tokens/s",
            List.of(new LinePlot.Series("a <model>", List.of(points))))
        .html()
        .toString();
  }
}
