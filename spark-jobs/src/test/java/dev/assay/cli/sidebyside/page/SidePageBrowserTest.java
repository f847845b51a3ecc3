package dev.assay.cli.sidebyside.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.Chromium;
import dev.assay.core.testing.ReportInBrowser;
import dev.assay.eval.sidebyside.AnswerPair;
import dev.assay.spark.internal.sidebyside.SideBySide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a comparison, read in a browser. */
class SidePageBrowserTest {
  @TempDir private static Path folder;
  private static Chromium browser;
  private static SideBySide side;
  private static ReportInBrowser report;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    browser = new Chromium(folder);
    side = SidePageTest.three();
    Path file = folder.resolve("page.html");
    Files.writeString(file, SidePageTest.page(side, true, 100));
    report = new ReportInBrowser(browser, file);
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() throws IOException, InterruptedException {
    browser.open(report.file());
  }

  private static long expected(IntPredicate fits) {
    return IntStream.range(0, side.pairs().size()).filter(fits).count();
  }

  private static String outcome(int judge, int pair) {
    return side.scores(side.judgements().get(judge))
        .outcome(pair)
        .map(one -> one.name().toLowerCase(Locale.ROOT))
        .orElse("none");
  }

  @Test
  void pairsAreFilteredByVerdictOrderLengthCategoryAndModels()
      throws IOException, InterruptedException {
    int all = side.pairs().size();
    assertThat(report.shown()).isEqualTo(all);
    for (String outcome : List.of("win", "loss", "tie", "none")) {
      report.choose("outcomes", outcome);
      assertThat(report.shown())
          .isPositive()
          .isEqualTo(expected(i -> outcome(0, i).equals(outcome)));
    }
    report.choose("judge", "1");
    report.choose("outcomes", "win");
    assertThat(report.shown()).isPositive().isEqualTo(expected(i -> outcome(1, i).equals("win")));
    report.choose("judge", "0");
    report.choose("outcomes", "");
    report.choose("disagree", "1");
    assertThat(report.shown())
        .isPositive()
        .isEqualTo(expected(i -> side.scores(side.judgements().get(0)).ordersDisagree(i)));
    report.choose("disagree", "");
    report.choose("length", "shorter");
    report.choose("category", "1");
    report.choose("meeting", "2");
    assertThat(report.shown())
        .isPositive()
        .isEqualTo(
            expected(
                i -> {
                  AnswerPair pair = side.pairs().get(i);
                  return pair.candidateLength() < pair.baselineLength()
                      && pair.category().equals("odd")
                      && pair.candidate().equals("b")
                      && pair.baseline().equals("c");
                }));
    assertThat(browser.text("filter-count")).isEqualTo(report.shown() + " of " + all + " pairs");
  }

  @Test
  void pairsAreFoundByWhatIsTyped() throws IOException, InterruptedException {
    report.find("who 17?");

    assertThat(report.shown()).isEqualTo(3);
  }

  @Test
  void tablesAreSortedByKeyboard() throws IOException, InterruptedException {
    report.sortsByKeyboard(0, 3);
  }

  @Test
  void nothingIsRequestedAndNoTextActs() throws IOException, InterruptedException {
    report.requestsNothingAndNoTextActs();
  }

  @Test
  void fitsANarrowScreenAndPrintsBlackOnWhite() throws IOException, InterruptedException {
    report.fitsANarrowScreenAndPrintsBlackOnWhite(folder.resolve("narrow.png"));
  }
}
