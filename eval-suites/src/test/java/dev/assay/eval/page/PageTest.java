package dev.assay.eval.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.eval.statistic.Interval;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"'&";

  private static Page page() {
    DataTable table =
        new DataTable(Column.text("model"), Column.number("rate"))
            .with(Cell.text(HOSTILE), Cell.number(0.437, Figures.share(0.437)))
            .with(Cell.code("b"), Cell.number(Double.NaN, Figures.share(Double.NaN)));
    return new Page(
        "Rates of " + HOSTILE + "\u202e",
        Html.remark("Of two."),
        List.of(Section.of("Rates", table.html(), Notes.of(HOSTILE).html())),
        Html.text("Written by a test."));
  }

  @Test
  void holdsNoTextThatActs() {
    String html = page().html();

    assertThat(html).doesNotContain("<img").doesNotContain("</script><").doesNotContain("\u202e");
    assertThat(html).contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;");
    assertThat(html).contains("<title>Rates of &lt;/script&gt;");
  }

  @Test
  void requestsNothing() {
    String html = page().withStyle(".x { top: 0; }").withScript("document.title = 'x';").html();

    assertThat(html).doesNotContain("http:").doesNotContain("https:").doesNotContain("@import");
    assertThat(html).doesNotContain(" src=\"").doesNotContain("url(").doesNotContain("<link");
    assertThat(html).contains("default-src 'none'");
  }

  @Test
  void allowsWhatItHoldsByHash() {
    String html = page().withStyle(".x { top: 0; }").withScript("document.title = 'x';").html();

    Matcher sources = Pattern.compile("<(style|script)>(.*?)</\\1>", Pattern.DOTALL).matcher(html);
    int found = 0;
    while (sources.find()) {
      found++;
      assertThat(html).contains(PageResource.policyHash(sources.group(2)));
    }
    assertThat(found).isEqualTo(4);
    // An attribute would need 'unsafe-inline'.
    assertThat(html).doesNotContainPattern("<[a-z][^>]* style=");
  }

  @Test
  void listsSectionsOnceThereAreMany() {
    List<Section> four =
        List.of(Section.of("One"), Section.of("Two & three"), Section.of("4"), Section.of("5"));

    assertThat(new Page("t", Html.NOTHING, four, Html.NOTHING).html())
        .contains("<a href=\"#s1\">Two &amp; three</a>")
        .contains("<section id=\"s1\">");
    assertThat(page().html()).doesNotContain("<nav");
  }

  @Test
  void sortsByNumbersAndLeavesWhatIsUnknownLast() {
    String html = page().html();

    assertThat(html).contains("<td class=\"number\" data-by=\"0.437\">43.7</td>");
    assertThat(html).contains("<td class=\"number\" data-by=\"\">–</td>");
    assertThatThrownBy(() -> new DataTable(Column.text("a")).with(Cell.count(1), Cell.count(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leavesOutColumnsOfNothing() {
    DataTable table =
        new DataTable(Column.text("model"), Column.number("known"), Column.number("never"))
            .with(Cell.text("a"), Cell.number(1, "1"), Cell.number(Double.NaN, "–"))
            .with(Cell.text("b"), Cell.number(Double.NaN, "–"), Cell.of(Html.NOTHING));

    assertThat(table.withoutEmptyColumns().columns())
        .containsExactly(Column.text("model"), Column.number("known"));
    assertThat(table.withoutEmptyColumns().rows()).allMatch(row -> row.size() == 2);
  }

  @Test
  void showsByNumberWhatCannotBeSeen() {
    assertThat(Html.text("a\u202eb\u0000c\r\nd\te\ud800f").toString())
        .isEqualTo(
            "a<span class=\"mark\">U+202E</span>b<span class=\"mark\">U+0000</span>c\nd\te"
                + "<span class=\"mark\">U+D800</span>f");
    assertThat(Html.text("😀 مرحبا").toString()).isEqualTo("😀 مرحبا");
    assertThat(Html.quoted(" \n").toString()).contains("(nothing)");
  }

  @Test
  void fillsTemplatesByEscapedTextAndPiecesAsTheyAre() {
    Html filled =
        Html.template(
            PageTest.class,
            "greeting.html.mustache",
            Map.of("name", HOSTILE, "piece", Html.strong("<b>")));

    assertThat(filled.toString())
        .startsWith("<p>&lt;/script&gt;")
        .contains("<strong>&lt;b&gt;</strong></p>");
  }

  @Test
  void drawsIntervalsOnOneScale() {
    Html plot =
        new IntervalPlot(Axis.ofShares())
            .with("a & b", 0.6, new Interval(0.55, 0.65), "60.0 [55.0, 65.0]")
            .with("unknown", Double.NaN, new Interval(Double.NaN, Double.NaN), "–")
            .html();

    assertThat(plot.toString())
        .contains("<path class=\"bounds\" d=\"M55.00 2V8M55.00 5H65.00 M65.00 2V8\"/>")
        .contains("<path class=\"dot\" d=\"M60.00 5h0\"/>")
        .contains("<path class=\"reference\" d=\"M50.00 0V10\"/>")
        .contains("a &amp; b")
        .doesNotContain("NaN");
    assertThat(new IntervalPlot(Axis.ofShares()).html().isEmpty()).isTrue();
  }

  @Test
  void scalesHaveRoundTicksAndHoldAll() {
    Axis axis = Axis.around(0, Figures::number, -37, Double.NaN, 212);

    assertThat(axis.ticks()).containsExactly(-50.0, 0.0, 50.0, 100.0, 150.0, 200.0, 250.0);
    assertThat(Axis.around(Double.NaN, Figures::number).ticks()).hasSizeGreaterThan(2);
    assertThat(Axis.around(3, Figures::number, 3, 3).place(3)).isEqualTo(0.5);
    assertThat(Axis.ofShares().ticks()).containsExactly(0.0, 0.25, 0.5, 0.75, 1.0);
    assertThat(Axis.around(1000, Figures::number, 1000.1, 999.9).ticks())
        .allSatisfy(tick -> assertThat(tick).isBetween(999.8, 1000.2));
  }

  @Test
  void plotsPointsWithWhatIsSaidOfThem() {
    String plot =
        new PointPlot(
                "Lengths",
                "difference",
                Axis.around(0, Figures::number, -10, 10),
                "p",
                Axis.ofShares(),
                List.of(new PointPlot.Point(0, 0.5, Html.Tone.WIN, HOSTILE)),
                List.of(new PointPlot.Place(-10, 0.2), new PointPlot.Place(10, 0.8)))
            .html()
            .toString();

    assertThat(plot)
        .contains("<circle class=\"win\" cx=\"258.0\" cy=\"138.0\"")
        .contains("polyline")
        .doesNotContain("<img");
  }

  @Test
  void printsFigures() {
    assertThat(Figures.share(0.59836)).isEqualTo("59.8");
    assertThat(Figures.shares(new Interval(0.57085, 0.62587))).isEqualTo("[57.1, 62.6]");
    assertThat(Figures.points(-0.0004)).isEqualTo("0.0");
    assertThat(Figures.points(-0.1)).isEqualTo("−10.0");
    assertThat(Figures.points(0.1)).isEqualTo("+10.0");
    assertThat(Figures.decimal(-0.261776, 2)).isEqualTo("−0.26");
    assertThat(Figures.number(0)).isEqualTo("0");
    assertThat(Figures.number(2.3e-15)).isEqualTo("2.30e-15");
    assertThat(Figures.probability(2.3e-15)).isEqualTo("<0.001");
    assertThat(Figures.count(1234567)).isEqualTo("1,234,567");
    assertThat(Figures.shares(new Interval(Double.NaN, Double.NaN))).isEmpty();
  }
}
