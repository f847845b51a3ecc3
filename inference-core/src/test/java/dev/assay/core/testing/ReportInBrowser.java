package dev.assay.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.testing.Chromium.Key;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What holds of every report in a browser, and how readers choose among its entries. */
public record ReportInBrowser(Chromium browser, Path file) {
  /** Chooses in a filter of the list of entries. */
  public void choose(String filter, String value) throws IOException, InterruptedException {
    browser.value(
        "{ const one = document.getElementById('filter-%s'); one.value = '%s';"
                .formatted(filter, value)
            + " one.dispatchEvent(new Event('change')); }");
  }

  /** Types into the list's search, and waits until it was looked for. */
  public void find(String text) throws IOException, InterruptedException {
    String before = browser.text("filter-count");
    browser.value("document.getElementById('filter-text').focus()");
    browser.type(text);
    for (int i = 0; i < 1000 && browser.text("filter-count").equals(before); i++) {
      Thread.sleep(10);
    }
  }

  /** Entries that are seen. */
  public long shown() throws IOException, InterruptedException {
    return browser
        .value(
            "Array.from(document.querySelectorAll('.entry')).filter(one => one.offsetHeight >"
                + " 0).length")
        .longValue();
  }

  /** Sorts a table by a column of numbers with the keyboard, down and up. */
  public void sortsByKeyboard(int table, int column) throws IOException, InterruptedException {
    String head = "document.querySelectorAll('table.sortable')[%d]".formatted(table);
    String cells =
        "Array.from(%s.tBodies[0].rows).map(row => row.cells[%d].dataset.by).filter(by => by !== '')"
            .formatted(head, column);
    browser.value(
        "%s.tHead.rows[0].cells[%d].querySelector('button').focus()".formatted(head, column));
    browser.press(Key.ENTER);
    List<Double> down = numbers(cells);
    browser.press(Key.ENTER);
    List<Double> up = numbers(cells);

    assertThat(down).hasSizeGreaterThan(2).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(up).isSorted().containsExactlyInAnyOrderElementsOf(down);
  }

  private List<Double> numbers(String expression) throws IOException, InterruptedException {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode one : browser.value(expression)) {
      numbers.add(Double.valueOf(one.asText()));
    }
    return numbers;
  }

  /** Since it was opened. */
  public void requestsNothingAndNoTextActs() throws IOException, InterruptedException {
    assertThat(browser.events("Network.requestWillBeSent"))
        .allMatch(request -> request.at("/request/url").asText().equals(file.toUri().toString()));
    assertThat(browser.events("Log.entryAdded")).isEmpty();
    assertThat(browser.events("Page.javascriptDialogOpening")).isEmpty();
    assertThat(browser.value("document.querySelectorAll('img').length").intValue()).isZero();
  }

  /**
   * At 400 pixels, dark, nothing but tables is wider than the screen; on paper it is black on white
   * and has no filters.
   */
  public void fitsANarrowScreenAndPrintsBlackOnWhite(Path picture)
      throws IOException, InterruptedException {
    browser.screenshot(picture, 400, 900, true);
    assertThat(browser.value("document.scrollingElement.scrollWidth").intValue())
        .isLessThanOrEqualTo(400);
    browser.call("Emulation.setEmulatedMedia", Map.of("media", "print"));
    assertThat(browser.value("getComputedStyle(document.body).color").asText())
        .isEqualTo("rgb(0, 0, 0)");
    assertThat(browser.value("getComputedStyle(document.body).backgroundColor").asText())
        .isEqualTo("rgb(255, 255, 255)");
    assertThat(browser.value("document.getElementById('filters')?.offsetHeight ?? 0").intValue())
        .isZero();
    browser.call("Emulation.setEmulatedMedia", Map.of("media", ""));
  }
}
