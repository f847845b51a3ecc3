package dev.assay.cli.sidebyside.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.Chromium;
import dev.assay.core.testing.Chromium.Key;
import dev.assay.eval.sidebyside.AnswerPair;
import dev.assay.spark.internal.sidebyside.SideBySide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private static Path file;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    browser = new Chromium(folder);
    side = SidePageTest.three();
    file = folder.resolve("page.html");
    Files.writeString(file, SidePageTest.page(side, true, 100));
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() throws IOException, InterruptedException {
    browser.open(file);
  }

  private static void choose(String filter, String value) throws IOException, InterruptedException {
    browser.value(
        "{ const one = document.getElementById('filter-%s'); one.value = '%s';"
                .formatted(filter, value)
            + " one.dispatchEvent(new Event('change')); }");
  }

  private static long shown() throws IOException, InterruptedException {
    return browser
        .value(
            "Array.from(document.querySelectorAll('.pair')).filter(pair => pair.offsetHeight >"
                + " 0).length")
        .longValue();
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
    assertThat(shown()).isEqualTo(all);
    for (String outcome : List.of("win", "loss", "tie", "none")) {
      choose("outcome", outcome);
      assertThat(shown()).isPositive().isEqualTo(expected(i -> outcome(0, i).equals(outcome)));
    }
    choose("judge", "1");
    choose("outcome", "win");
    assertThat(shown()).isPositive().isEqualTo(expected(i -> outcome(1, i).equals("win")));
    choose("judge", "0");
    choose("outcome", "");
    choose("orders", "1");
    assertThat(shown())
        .isPositive()
        .isEqualTo(expected(i -> side.scores(side.judgements().get(0)).ordersDisagree(i)));
    choose("orders", "");
    choose("length", "shorter");
    choose("category", "1");
    choose("meeting", "2");
    assertThat(shown())
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
    assertThat(browser.text("filter-count")).isEqualTo(shown() + " of " + all + " pairs");
  }

  @Test
  void pairsAreFoundByWhatIsTyped() throws IOException, InterruptedException {
    browser.value("document.getElementById('filter-text').focus()");
    browser.type("who 17?");
    browser.value("document.getElementById('filter-text').dispatchEvent(new Event('input'))");
    Thread.sleep(400);

    assertThat(shown()).isEqualTo(3);
  }

  @Test
  void tablesAreSortedByKeyboard() throws IOException, InterruptedException {
    String rates =
        "Array.from(document.querySelectorAll('table.sortable')[0].tBodies[0].rows).map(row =>"
            + " Number(row.cells[3].dataset.by))";
    browser.value(
        "document.querySelectorAll('table.sortable')[0].querySelectorAll('th button')[3].focus()");
    browser.press(Key.ENTER);
    List<Double> down = numbers(rates);
    browser.press(Key.ENTER);
    List<Double> up = numbers(rates);

    assertThat(down).hasSizeGreaterThan(3).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(up).isSorted().containsExactlyInAnyOrderElementsOf(down);
  }

  private static List<Double> numbers(String expression) throws IOException, InterruptedException {
    List<Double> numbers = new ArrayList<>();
    browser.value(expression).forEach(one -> numbers.add(one.doubleValue()));
    return numbers;
  }

  @Test
  void nothingIsRequestedAndNoTextActs() throws IOException, InterruptedException {
    assertThat(browser.events("Network.requestWillBeSent"))
        .allMatch(request -> request.at("/request/url").asText().equals(file.toUri().toString()));
    assertThat(browser.events("Log.entryAdded")).isEmpty();
    assertThat(browser.events("Page.javascriptDialogOpening")).isEmpty();
    assertThat(browser.value("document.querySelectorAll('img').length").intValue()).isZero();
  }

  @Test
  void fitsANarrowScreenAndPrintsBlackOnWhite() throws IOException, InterruptedException {
    browser.screenshot(folder.resolve("narrow.png"), 400, 900, true);
    assertThat(browser.value("document.scrollingElement.scrollWidth").intValue())
        .isLessThanOrEqualTo(400);
    browser.call("Emulation.setEmulatedMedia", Map.of("media", "print"));
    assertThat(browser.value("getComputedStyle(document.body).color").asText())
        .isEqualTo("rgb(0, 0, 0)");
    assertThat(browser.value("getComputedStyle(document.body).backgroundColor").asText())
        .isEqualTo("rgb(255, 255, 255)");
    assertThat(browser.value("document.getElementById('filters').offsetHeight").intValue())
        .isZero();
    browser.call("Emulation.setEmulatedMedia", Map.of("media", ""));
  }
}
