package dev.assay.eval.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.core.testing.Chromium;
import dev.assay.core.testing.Chromium.Key;
import dev.assay.eval.form.FileForms;
import dev.assay.eval.preference.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sheet in a real browser, worked by keyboard; skipped by name where there is none. */
class RatingSheetBrowserTest {
  private static final RatingSettings SETTINGS =
      new RatingSettings(
          RatedModels.of("new-model", "old-model"), LabelNames.MODEL, RaterNames.kept());

  @TempDir static Path folder;

  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    browser = new Chromium(folder);
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  private static int sheets;

  /** One of its own for each test: files share what the browser keeps. */
  private static RatingSheet sheet(long seed) {
    return RatingSheet.of(SheetPairs.of(5), seed, "Sheet " + ++sheets);
  }

  private void open(RatingSheet sheet) throws Exception {
    Path page = folder.resolve("sheet " + sheet.id() + ".html");
    browser.open(Files.writeString(page, sheet.html()));
  }

  /**
   * Loads the page again until a script's value is this one.
   *
   * <p>A page that Chromium loads may see the store of all pages before the last page's writes are
   * in it, and is told of them afterwards: what nobody's hands are quick enough to meet is waited
   * for, and loaded once more where it does not come.
   */
  private void reload(String script, String expected) throws Exception {
    String found = null;
    for (int attempt = 0; attempt < 10; attempt++) {
      browser.reload();
      for (int look = 0; look < 20; look++) {
        found = browser.value(script).asText();
        if (found.equals(expected)) {
          return;
        }
        Thread.sleep(50);
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  /** Loads the page again until it says how many pairs are rated and shows the next. */
  private void reload(String count) throws Exception {
    reload(
        "document.getElementById('who').hidden && document.getElementById('count').innerText",
        count);
  }

  private void begin(RatingSheet sheet, String rater) throws Exception {
    open(sheet);
    browser.type(rater);
    browser.press(Key.ENTER);
    assertThat(browser.text("number")).startsWith("Pair 1 of ");
  }

  /** What the import reads of the file that the page hands out. */
  private RatingImport handedOut() throws Exception {
    browser.value("document.getElementById('download').click()");
    Path file = Chromium.downloaded(folder, ".jsonl");
    RatingImport read = RatingImport.read(file, FileForms.plain(), SETTINGS);
    Files.delete(file);
    return read;
  }

  @Test
  void ratingsGivenByKeyboardAreThoseImported() throws Exception {
    Instant before = Instant.now().minus(Duration.ofSeconds(1));
    RatingSheet sheet = RatingSheet.of(SheetPairs.of(7), 5, "Round 1");
    begin(sheet, "grey owl");
    List<Key> pressed =
        List.of(Key.LEFT, Key.RIGHT, Key.SPACE, Key.LEFT, Key.RIGHT, Key.LEFT, Key.RIGHT);
    List<Rating> expected = new ArrayList<>();
    for (int i = 0; i < pressed.size(); i++) {
      if (i == 4) {
        reload("4 of 7");
      }
      PlacedPair placed = sheet.pairs().get(i);
      String left =
          placed.candidateFirst()
              ? placed.pair().candidate().text()
              : placed.pair().baseline().text();
      assertThat(browser.text("number")).isEqualTo("Pair " + (i + 1) + " of 7");
      assertThat(browser.text("count")).isEqualTo(i + " of 7");
      assertThat(browser.text("prompt")).isEqualTo(placed.pair().prompt());
      assertThat(browser.text("first")).isEqualTo(left);
      browser.press(pressed.get(i));
      expected.add(expected(placed, pressed.get(i)));
    }
    assertThat(browser.value("document.activeElement.id").asText()).isEqualTo("download-all");
    browser.press(Key.ENTER);
    Path file = Chromium.downloaded(folder, ".jsonl");
    assertThat(file).hasFileName("ratings-" + sheet.id() + "-grey-owl.jsonl");
    RatingImport read = RatingImport.read(file, FileForms.plain(), SETTINGS);
    Files.delete(file);
    assertThat(read.unusable()).isEmpty();
    assertThat(read.notices()).isEmpty();
    assertThat(read.ratings())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("time")
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(read.ratings())
        .allSatisfy(rating -> assertThat(rating.time()).isBetween(before, Instant.now()));
    assertNothingRequestedOrRefused();
  }

  private static Rating expected(PlacedPair placed, Key key) {
    int level = key == Key.SPACE ? 0 : (key == Key.LEFT) == placed.candidateFirst() ? 1 : -1;
    return new Rating(
        placed.pair().promptId(),
        "instruction",
        "grey owl",
        "new-model",
        "old-model",
        placed.candidateFirst() ? ShownFirst.CANDIDATE : ShownFirst.BASELINE,
        level,
        null,
        false);
  }

  private void assertNothingRequestedOrRefused() {
    assertThat(browser.events("Network.requestWillBeSent"))
        .extracting(event -> event.path("request").path("url").asText())
        .allMatch(url -> url.startsWith("file:") || url.startsWith("blob:"));
    assertThat(browser.events("Log.entryAdded")).isEmpty();
    assertThat(browser.events("Runtime.exceptionThrown")).isEmpty();
  }

  @Test
  void whatWasRatedIsKeptAndCanBeUndone() throws Exception {
    RatingSheet sheet = sheet(5);
    begin(sheet, "r");
    browser.press(Key.LEFT);
    browser.press(Key.LEFT);
    assertThat(browser.text("count")).isEqualTo("2 of 5");
    reload("2 of 5");
    browser.press(Key.BACKSPACE);
    assertThat(browser.text("count")).isEqualTo("1 of 5");
    assertThat(browser.text("status")).isEqualTo("Undone: pair 2 is to be rated again.");
    browser.press(Key.of('u'));
    browser.press(Key.of('u'));
    assertThat(browser.text("count")).isEqualTo("0 of 5");
    browser.press(Key.SPACE);
    reload("1 of 5");
    assertThat(handedOut().ratings()).extracting(Rating::level).containsExactly(0);
  }

  @Test
  void anotherSheetHasItsOwnProgress() throws Exception {
    RatingSheet first = sheet(5);
    begin(first, "r");
    browser.press(Key.LEFT);
    assertThat(browser.text("count")).isEqualTo("1 of 5");
    // A browser that is asked for another page at once may not have taken the last one's writes
    // yet.
    reload("1 of 5");
    begin(sheet(5), "s");
    assertThat(browser.text("count")).isEqualTo("0 of 5");
    open(first);
    reload("1 of 5");
  }

  @Test
  void keysThatMeanSomethingElseRateNothing() throws Exception {
    RatingSheet sheet = sheet(5);
    open(sheet);
    browser.press(Key.LEFT);
    browser.press(Key.SPACE);
    browser.press(Key.ENTER);
    assertThat(browser.value("document.getElementById('who').hidden").asBoolean()).isFalse();
    browser.type("a?u");
    browser.press(Key.BACKSPACE);
    browser.press(Key.LEFT);
    browser.press(Key.ENTER);
    assertThat(
            browser
                .value("JSON.parse(localStorage['assay-rating-sheet:" + sheet.id() + "']).rater")
                .asText())
        .isEqualTo("a?");
    assertThat(browser.text("count")).isEqualTo("0 of 5");
    browser.press(Key.LEFT, 2, false);
    browser.press(Key.RIGHT, 8, false);
    browser.press(Key.of('x'));
    assertThat(browser.text("count")).isEqualTo("0 of 5");
    browser.press(Key.LEFT);
    browser.press(Key.LEFT, 0, true);
    browser.press(Key.SPACE, 0, true);
    assertThat(browser.text("count")).isEqualTo("1 of 5");
  }

  @Test
  void helpOpensAndNothingIsRatedBehindIt() throws Exception {
    begin(sheet(5), "r");
    browser.press(Key.of('?'), 8, false);
    assertThat(browser.value("document.getElementById('help').open").asBoolean()).isTrue();
    browser.press(Key.LEFT);
    browser.press(Key.BACKSPACE);
    browser.press(Key.ESCAPE);
    assertThat(browser.value("document.getElementById('help').open").asBoolean()).isFalse();
    assertThat(browser.text("count")).isEqualTo("0 of 5");
    browser.press(Key.of('?'), 8, false);
    browser.press(Key.of('?'), 8, false);
    assertThat(browser.value("document.getElementById('help').open").asBoolean()).isFalse();
  }

  @Test
  void buttonsAreReachedByTabAndPressedBySpace() throws Exception {
    begin(sheet(5), "r");
    browser.press(Key.TAB);
    assertThat(browser.value("document.activeElement.id").asText()).isEqualTo("choose-first");
    browser.press(Key.TAB);
    browser.press(Key.TAB);
    assertThat(browser.value("document.activeElement.id").asText()).isEqualTo("choose-second");
    assertThat(browser.value("getComputedStyle(document.activeElement).outlineStyle").asText())
        .isEqualTo("solid");
    browser.press(Key.SPACE);
    assertThat(browser.text("status")).isEqualTo("Pair 1: answer 2 is better.");
    assertThat(browser.value("document.activeElement.id").asText()).isEqualTo("number");
  }

  @Test
  void hostileTextsAreShownAsTexts() throws Exception {
    String markup = "</script><script>document.title='hit'</script><img src=x><b>bold</b>";
    String longText = "x".repeat(50_000);
    SheetPair pair =
        new SheetPair(
            "</script>\u0000\ud83d\ude00",
            "\u202e",
            "\u202eturned\u0000 \ud800 \u2028",
            new SheetAnswer("new-model", markup),
            new SheetAnswer("old-model", longText));
    RatingSheet sheet = RatingSheet.of(List.of(pair), 1, "<b>T</b>");
    begin(sheet, "<i>r</i>");
    boolean markupFirst = sheet.pairs().get(0).candidateFirst();
    assertThat(browser.text("prompt")).startsWith("U+202Eturned").contains("U+0000");
    assertThat(browser.text(markupFirst ? "first" : "second")).isEqualTo(markup);
    assertThat(browser.text(markupFirst ? "second" : "first")).isEqualTo(longText);
    assertThat(browser.value("document.title").asText()).isEqualTo("<b>T</b>");
    assertThat(browser.value("document.querySelectorAll('img, b, i').length").asInt()).isZero();
    assertThat(
            browser
                .value(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth")
                .asInt())
        .isZero();
    browser.press(markupFirst ? Key.LEFT : Key.RIGHT);
    assertThat(handedOut().ratings())
        .extracting(Rating::promptId, Rating::category, Rating::rater, Rating::outcome)
        .containsExactly(tuple("</script>\u0000\ud83d\ude00", "\u202e", "<i>r</i>", Outcome.WIN));
    assertNothingRequestedOrRefused();
  }

  @Test
  void noModelIsNamedAndNothingOutsideCanBeReached() throws Exception {
    begin(sheet(5), "r");
    assertThat(browser.value("document.body.innerText").asText())
        .contains("Answer 1 is better")
        .doesNotContain("new-model", "old-model");
    browser.value(
        "var blocked = []; document.addEventListener('securitypolicyviolation',"
            + " e => blocked.push(e.effectiveDirective));"
            + "fetch('http://127.0.0.1:9/').catch(() => {});"
            + "document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/i'}));"
            + "var s = document.createElement('script'); s.textContent = 'var ran = 1';"
            + "document.body.append(s); 0");
    for (int wait = 0; wait < 100 && browser.value("blocked.length").asInt() < 3; wait++) {
      Thread.sleep(100);
    }
    assertThat(browser.value("blocked.sort().join()").asText())
        .isEqualTo("connect-src,img-src,script-src-elem");
    assertThat(browser.value("typeof ran").asText()).isEqualTo("undefined");
  }

  @Test
  void unreadableProgressIsSetAsideWithAWarning() throws Exception {
    RatingSheet sheet = sheet(5);
    open(sheet);
    String key = "assay-rating-sheet:" + sheet.id();
    for (String stored :
        List.of(
            "{", "null", "{\"rater\":1}", "{\"rater\":\"r\",\"ratings\":[{\"choice\":\"x\"}]}")) {
      browser.value("localStorage.setItem('" + key + "', '" + stored + "'); 0");
      reload("localStorage.getItem('" + key + ":unreadable')", stored);
      assertThat(browser.text("warning")).contains("cannot be read");
    }
    browser.type("r");
    browser.press(Key.ENTER);
    assertThat(browser.text("number")).isEqualTo("Pair 1 of 5");
  }

  @Test
  void aBrowserThatKeepsNothingSaysSo() throws Exception {
    open(sheet(5));
    browser.value("Storage.prototype.setItem = () => { throw new Error('full'); }; 0");
    browser.type("r");
    browser.press(Key.ENTER);
    browser.press(Key.LEFT);
    assertThat(browser.text("warning")).contains("download your ratings");
    assertThat(handedOut().ratings()).hasSize(1);
  }

  @Test
  void narrowAndWideWindowsHaveNoSidewaysScroll() throws Exception {
    begin(RatingSheet.of(SheetPairs.of(5), 5, "A title of a sheet that is rather long"), "r");
    for (int width : new int[] {320, 400, 1200}) {
      browser.screenshot(folder.resolve(width + ".png"), width, 800, width == 400);
      assertThat(browser.value("document.documentElement.scrollWidth <= " + width).asBoolean())
          .as("%d pixels", width)
          .isTrue();
      boolean stacked =
          browser
              .value(
                  "document.getElementById('second').getBoundingClientRect().top"
                      + " > document.getElementById('first').getBoundingClientRect().bottom")
              .asBoolean();
      assertThat(stacked).isEqualTo(width < 700);
    }
  }
}
