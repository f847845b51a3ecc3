package dev.assay.eval.runreport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.Chromium;
import dev.assay.core.testing.ReportInBrowser;
import dev.assay.eval.runreport.RunReport.ItemList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of two runs, hostile texts shown, read in a browser. */
class RunPageBrowserTest {
  @TempDir private static Path folder;
  private static Chromium browser;
  private static RunReport report;
  private static ReportInBrowser page;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    browser = new Chromium(folder);
    report =
        RunReports.of(
                List.of(InventedRuns.of("a", 40, 1), InventedRuns.of("b", 40, 2)),
                1,
                new ItemRule(20, true))
            .withPrompts(0, Map.of(new ItemKey("gsm8k", 0), InventedRuns.HOSTILE));
    Path file = folder.resolve("page.html");
    Files.writeString(file, RunPage.of(report));
    page = new ReportInBrowser(browser, file);
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() throws IOException, InterruptedException {
    browser.open(page.file());
  }

  @Test
  void itemsAreChosenByReasonTaskRunAndText() throws IOException, InterruptedException {
    long all = report.items().stream().mapToLong(list -> list.items().size()).sum();
    assertThat(page.shown()).isEqualTo(all);
    for (ItemReason reason : ItemReason.values()) {
      page.choose("reason", reason.toString());
      assertThat(page.shown())
          .as(reason.toString())
          .isPositive()
          .isEqualTo(
              report.items().stream()
                  .filter(list -> list.reason() == reason)
                  .mapToLong(list -> list.items().size())
                  .sum());
    }
    page.choose("reason", "failed");
    page.choose("run", "1");
    assertThat(page.shown())
        .isEqualTo(
            report.items().stream()
                .filter(list -> list.reason() == ItemReason.FAILED && list.run() == 1)
                .map(ItemList::items)
                .mapToLong(List::size)
                .sum());
    page.find("anatomy 3");
    assertThat(page.shown()).isEqualTo(1);
    assertThat(browser.text("filter-count")).isEqualTo("1 of " + all + " items");
  }

  @Test
  void tablesAreSortedByKeyboard() throws IOException, InterruptedException {
    page.sortsByKeyboard(0, 2);
  }

  @Test
  void nothingIsRequestedAndNoTextActs() throws IOException, InterruptedException {
    page.requestsNothingAndNoTextActs();
  }

  @Test
  void fitsANarrowScreenAndPrintsBlackOnWhite() throws IOException, InterruptedException {
    page.fitsANarrowScreenAndPrintsBlackOnWhite(folder.resolve("narrow.png"));
  }
}
